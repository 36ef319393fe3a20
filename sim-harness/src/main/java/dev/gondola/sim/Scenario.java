package dev.gondola.sim;

import dev.gondola.sim.json.JsonFile;
import dev.gondola.sim.plant.BlimpParameters;
import dev.gondola.sim.plant.BlimpPlant;
import dev.gondola.sim.plant.HeightSensorParameters;
import dev.gondola.snn.io.JsonFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A flight to be simulated: which blimp, from where, and which set-points when. The random part,
 * the disturbance and the sensor's faults, follows from a seed given to whoever flies it.
 *
 * @param name short name, for reports
 * @param plant the blimp
 * @param sensor the height sensor's faults
 * @param controlRateHz control rate, Hz; the control period is a whole number of plant steps of 20
 *     ms
 * @param startHeightM height at time 0, at rest, m
 * @param durationS length, s, up to {@link #MAX_DURATION_S}
 * @param setpoints the set-points in order; the first from time 0 is the hold, each later one is a
 *     step, also one that repeats its predecessor
 */
public record Scenario(
    String name,
    BlimpParameters plant,
    HeightSensorParameters sensor,
    double controlRateHz,
    double startHeightM,
    double durationS,
    List<Setpoint> setpoints) {
  /** Longest scenario, s. */
  public static final double MAX_DURATION_S = 86_400;

  /** Most set-points. */
  public static final int MAX_SETPOINTS = 10_000;

  private static final String REFERENCE = "reference-heavy.json";
  private static final double EPSILON_S = 1e-9;

  /**
   * A set-point.
   *
   * @param atS when it begins, s
   * @param heightM wanted height, m
   */
  public record Setpoint(double atS, double heightM) {}

  /**
   * Checks the fields against each other.
   *
   * @throws IllegalArgumentException naming the field at fault
   */
  public Scenario {
    setpoints = List.copyOf(setpoints);
    double steps = 1 / (controlRateHz * BlimpPlant.STEP_S);
    check(
        steps >= 1 - EPSILON_S && Math.abs(steps - Math.rint(steps)) <= EPSILON_S,
        "control_rate_hz",
        "must give a period of whole steps of 20 ms, such as 50, 25, 10, 5 or 1 Hz; is "
            + controlRateHz);
    check(
        durationS >= 1 / controlRateHz && durationS <= MAX_DURATION_S,
        "duration_s",
        "must be between one control period and " + MAX_DURATION_S + ", is " + durationS);
    check(
        startHeightM >= plant.room().floorM() && startHeightM <= plant.room().ceilingM(),
        "start_height_m",
        "must be between the room's floor and ceiling, is " + startHeightM);
    check(
        !setpoints.isEmpty() && setpoints.getFirst().atS() == 0,
        "setpoints",
        "must begin with one at_s 0");
    for (int i = 1; i < setpoints.size(); i++) {
      check(
          setpoints.get(i).atS() > setpoints.get(i - 1).atS(),
          "setpoints",
          "must follow each other in time; number " + (i + 1) + " does not");
    }
    check(
        setpoints.getLast().atS() < durationS,
        "setpoints",
        "must begin before duration_s; the last does not");
  }

  private static void check(boolean right, String field, String fault) {
    if (!right) {
      throw new IllegalArgumentException(field + " " + fault);
    }
  }

  /**
   * Returns the reference scenario, resource {@code reference-heavy.json}: the heavy blimp of the
   * joint fit at 10 Hz, from rest at 1.0 m; 40 s hold, then 2.0, 2.5, 2.5, 2.0 and 1.0 m for 50 s
   * each. The steps are the +1, +0.5, 0, -0.5, -1 m of Burgers, Stroobants, de Croon (arXiv
   * 2309.12937).
   */
  public static Scenario reference() {
    String json = new String(JsonFiles.resource(Scenario.class, REFERENCE), StandardCharsets.UTF_8);
    return JsonFile.parse(REFERENCE, json, ScenarioJson::read);
  }

  /**
   * Reads a scenario from a JSON file of the schema {@code scenario.schema.json}.
   *
   * @throws dev.gondola.sim.json.JsonFileException if it cannot be read or is not valid, naming
   *     every fault
   */
  public static Scenario read(Path file) {
    return JsonFile.read(file, ScenarioJson::read);
  }

  /** Returns the scenario as JSON text of the schema {@code scenario.schema.json}. */
  public String toJson() {
    return ScenarioJson.write(this);
  }

  /**
   * Returns the beginning of this scenario.
   *
   * @param seconds new length, s; later set-points are dropped
   */
  public Scenario withDuration(double seconds) {
    return new Scenario(
        name,
        plant,
        sensor,
        controlRateHz,
        startHeightM,
        seconds,
        setpoints.stream().filter(setpoint -> setpoint.atS() < seconds).toList());
  }

  /** Returns this scenario with another blimp. */
  public Scenario withPlant(BlimpParameters blimp) {
    return new Scenario(name, blimp, sensor, controlRateHz, startHeightM, durationS, setpoints);
  }

  /** Returns the plant steps in one control period. */
  public int stepsPerTick() {
    return (int) Math.rint(1 / (controlRateHz * BlimpPlant.STEP_S));
  }

  /** Returns the control period, ns. */
  public long periodNanos() {
    return stepsPerTick() * BlimpPlant.STEP_NANOS;
  }

  /** Returns the control period, s. */
  public double periodS() {
    return stepsPerTick() * BlimpPlant.STEP_S;
  }

  /** Returns the number of control periods; a begun one counts. */
  public int ticks() {
    return (int) Math.ceil(durationS / periodS() - EPSILON_S);
  }

  /**
   * Returns the first control period of a set-point.
   *
   * @param index index into {@link #setpoints}; the number of set-points gives the end
   */
  public int firstTick(int index) {
    if (index == setpoints.size()) {
      return ticks();
    }
    return (int) Math.ceil(setpoints.get(index).atS() / periodS() - EPSILON_S);
  }

  /** Returns the index of the set-point in force at a control period. Allocates nothing. */
  public int setpointIndex(int tick) {
    int index = 0;
    while (index + 1 < setpoints.size() && firstTick(index + 1) <= tick) {
      index++;
    }
    return index;
  }

  /** Returns the set-point in force at a control period, m. Allocates nothing. */
  public double setpointM(int tick) {
    return setpoints.get(setpointIndex(tick)).heightM();
  }
}
