package dev.gondola.sim.metrics;

import dev.gondola.sim.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How well a controller flew a scenario. Errors use the true height. Every set-point of the
 * scenario but the first, which is the hold from time 0, is a step.
 *
 * @param rmseM root mean square of the error over all control periods, hold included, m
 * @param overshootUpM largest excursion above the set-point within a step upwards, worst step, m; 0
 *     if there is no step upwards
 * @param overshootDownM largest excursion below the set-point within a step downwards, worst step,
 *     m; 0 if there is no step downwards
 * @param steadyStateErrorM mean |error| over the last 10 s of a step (all of a shorter one), worst
 *     step, m; NaN without a step
 * @param settlingTimeS time from a step's beginning to the last exit from +-5 cm around its
 *     set-point, worst step, s; empty if a step never settled or there is none
 * @param totalVariation sum of |change of the command| over all control periods per second of
 *     flight, in units of +-10 per second, before limiter and dead zone
 * @param steps the steps one by one
 */
public record StepMetrics(
    double rmseM,
    double overshootUpM,
    double overshootDownM,
    double steadyStateErrorM,
    OptionalDouble settlingTimeS,
    double totalVariation,
    List<Step> steps) {
  /** Half width of the band in which a step has settled, m. */
  public static final double SETTLING_BAND_M = 0.05;

  /** Length of the end of a step over which the steady-state error is taken, s. */
  public static final double STEADY_STATE_S = 10;

  /**
   * One step.
   *
   * @param atS when it begins, s
   * @param fromM set-point before, m
   * @param toM its set-point, m
   * @param overshootM largest excursion past the set-point in the step's direction, m; 0 for a step
   *     without direction
   * @param steadyStateErrorM mean |error| over its last 10 s, m
   * @param settlingTimeS time to the last exit from +-5 cm, s; empty if it is outside at its end
   */
  public record Step(
      double atS,
      double fromM,
      double toM,
      double overshootM,
      double steadyStateErrorM,
      OptionalDouble settlingTimeS) {}

  /** Copies the list. */
  public StepMetrics {
    steps = List.copyOf(steps);
  }

  /**
   * Judges a flight.
   *
   * @param scenario what was flown
   * @param trace the flight; steps it did not come to are left out
   * @throws IllegalArgumentException if the trace is empty or longer than the scenario
   */
  public static StepMetrics of(Scenario scenario, FlightTrace trace) {
    if (trace.ticks() == 0 || trace.ticks() > scenario.ticks()) {
      throw new IllegalArgumentException(
          "a flight of 1.."
              + scenario.ticks()
              + " control periods is wanted, not "
              + trace.ticks());
    }
    List<Step> steps = new ArrayList<>();
    double squares = 0;
    for (int index = 0; index < scenario.setpoints().size(); index++) {
      int first = scenario.firstTick(index);
      int end = Math.min(trace.ticks(), scenario.firstTick(index + 1));
      double setpoint = scenario.setpoints().get(index).heightM();
      for (int tick = first; tick < end; tick++) {
        squares += (setpoint - trace.heightM(tick)) * (setpoint - trace.heightM(tick));
      }
      if (index > 0 && first < end) {
        steps.add(step(scenario, index, trace, first, end));
      }
    }
    return new StepMetrics(
        Math.sqrt(squares / trace.ticks()),
        overshoot(steps, 1),
        overshoot(steps, -1),
        steps.stream().mapToDouble(Step::steadyStateErrorM).max().orElse(Double.NaN),
        settlingTime(steps),
        totalVariation(trace, scenario.periodS()),
        steps);
  }

  private static Step step(Scenario scenario, int index, FlightTrace trace, int first, int end) {
    double from = scenario.setpoints().get(index - 1).heightM();
    double to = scenario.setpoints().get(index).heightM();
    double direction = Math.signum(to - from);
    int steadyFrom = Math.max(first, end - (int) Math.rint(STEADY_STATE_S / scenario.periodS()));
    double overshoot = 0;
    double steady = 0;
    int settledAt = first;
    for (int tick = first; tick < end; tick++) {
      double past = trace.heightM(tick) - to;
      overshoot = Math.max(overshoot, direction * past);
      steady += tick >= steadyFrom ? Math.abs(past) : 0;
      settledAt = Math.abs(past) <= SETTLING_BAND_M ? settledAt : tick + 1;
    }
    return new Step(
        scenario.setpoints().get(index).atS(),
        from,
        to,
        overshoot,
        steady / (end - steadyFrom),
        settledAt == end
            ? OptionalDouble.empty()
            : OptionalDouble.of((settledAt - first) * scenario.periodS()));
  }

  private static double overshoot(List<Step> steps, int direction) {
    return steps.stream()
        .filter(step -> Math.signum(step.toM() - step.fromM()) == direction)
        .mapToDouble(Step::overshootM)
        .max()
        .orElse(0);
  }

  private static OptionalDouble settlingTime(List<Step> steps) {
    return steps.stream().anyMatch(step -> step.settlingTimeS().isEmpty())
        ? OptionalDouble.empty()
        : steps.stream().mapToDouble(step -> step.settlingTimeS().getAsDouble()).max();
  }

  private static double totalVariation(FlightTrace trace, double periodS) {
    double sum = 0;
    for (int tick = 1; tick < trace.ticks(); tick++) {
      sum += Math.abs(trace.command(tick) - trace.command(tick - 1));
    }
    return sum / (trace.ticks() * periodS);
  }
}
