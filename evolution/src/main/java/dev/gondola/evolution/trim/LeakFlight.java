package dev.gondola.evolution.trim;

import dev.gondola.sim.plant.BlimpParameters;
import dev.gondola.sim.plant.BlimpPlant;
import dev.gondola.snn.control.Controller;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A simulated flight at one height in which helium leaks away, is refilled, and leaks away again.
 * The blimp of the joint fit is 0.10 m/s2 heavy when full and 0.28 m/s2 when leaked; a gauge reads
 * the envelope's pressure, 0.8 of its range when full and 0.3 when leaked, with 0.5 % of noise.
 * Height is measured in whole centimetres at 10 Hz. Everything follows from the seed.
 */
public final class LeakFlight {
  /** The gauge's reading when full. */
  public static final double FULL = 0.8;

  /** The gauge's reading when leaked. */
  public static final double LEAKED = 0.3;

  /** Control period, s. */
  public static final double PERIOD_S = 0.1;

  /** The wanted height, m. */
  public static final double HEIGHT_M = 1.5;

  private static final double GAUGE_NOISE = 0.005;
  private static final double FULL_MPS2 = -0.10;
  private static final double LEAKED_MPS2 = -0.28;
  private static final double HOLD_S = 150;
  private static final double REFILL_S = 5;

  /**
   * A part of the flight.
   *
   * @param name its name
   * @param startS its beginning, s
   * @param endS its end, s
   */
  public record Phase(String name, double startS, double endS) {}

  private final long seed;
  private final double leakS;
  private final List<Phase> phases;

  /**
   * Makes a flight.
   *
   * @param seed seed of disturbance and gauge noise
   * @param leakS how long a leak takes, s, 1..3600
   * @throws IllegalArgumentException if it is out of range
   */
  public LeakFlight(long seed, double leakS) {
    if (!(leakS >= 1 && leakS <= 3600)) {
      throw new IllegalArgumentException("a leak must take 1..3600 s, is " + leakS);
    }
    this.seed = seed;
    this.leakS = leakS;
    double firstLeaked = HOLD_S + leakS;
    double refill = firstLeaked + HOLD_S;
    double secondLeak = refill + REFILL_S + HOLD_S;
    double secondLeaked = secondLeak + leakS;
    phases =
        List.of(
            new Phase("full", 0, HOLD_S),
            new Phase("leaking", HOLD_S, firstLeaked),
            new Phase("leaked", firstLeaked, refill),
            new Phase("refilled", refill, secondLeak),
            new Phase("leaking again", secondLeak, secondLeaked),
            new Phase("leaked again", secondLeaked, secondLeaked + HOLD_S));
  }

  /** Returns the parts of the flight; a refill of 5 s is the beginning of its part. */
  public List<Phase> phases() {
    return phases;
  }

  /** Returns the number of control periods. */
  public int ticks() {
    return tick(phases.getLast().endS());
  }

  /** Returns the first control period at or after a time. */
  static int tick(double timeS) {
    return (int) Math.round(timeS / PERIOD_S);
  }

  /** Returns the share of helium at a time, 0 (leaked)..1 (full). */
  public double helium(double timeS) {
    Phase leak = phases.get(1);
    Phase refill = phases.get(3);
    Phase again = phases.get(4);
    if (timeS < refill.startS()) {
      return 1 - Math.clamp((timeS - leak.startS()) / leakS, 0, 1);
    }
    return timeS < again.startS()
        ? Math.clamp((timeS - refill.startS()) / REFILL_S, 0, 1)
        : 1 - Math.clamp((timeS - again.startS()) / leakS, 0, 1);
  }

  /** Is told of every control period, after the controller's update. */
  @FunctionalInterface
  public interface Observer {
    /**
     * A control period.
     *
     * @param tick its number, from 0
     * @param heightM true height at its beginning, m
     * @param command the controller's command for it
     */
    void tick(int tick, double heightM, double command);
  }

  /** Is told the gauge's reading before every update. */
  @FunctionalInterface
  public interface Gauge {
    /** Takes a reading, of 0..1. */
    void read(double pressure);
  }

  /**
   * Flies.
   *
   * @param controller the controller; it is reset first
   * @param gauge receives the pressure
   * @param observer receives what happens
   */
  public void fly(Controller controller, Gauge gauge, Observer observer) {
    BlimpPlant plant = new BlimpPlant(BlimpParameters.jointFit().withBuoyancy(FULL_MPS2));
    SplittableRandom noise = new SplittableRandom(~seed);
    plant.reset(seed, HEIGHT_M);
    controller.reset();
    for (int tick = 0; tick < ticks(); tick++) {
      double helium = helium(tick * PERIOD_S);
      plant.setGust((1 - helium) * (LEAKED_MPS2 - FULL_MPS2));
      gauge.read(LEAKED + (FULL - LEAKED) * helium + GAUGE_NOISE * normal(noise));
      double measured = Math.rint(plant.height() * 100) / 100;
      double command = controller.update(HEIGHT_M, measured);
      observer.tick(tick, plant.height(), command);
      plant.setCommand(command);
      plant.advance(PERIOD_S);
    }
  }

  /** The sum of 12 uniform numbers less 6: the same bits everywhere. */
  private static double normal(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }
}
