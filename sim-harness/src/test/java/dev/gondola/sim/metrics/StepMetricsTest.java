package dev.gondola.sim.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.sim.Scenario;
import dev.gondola.sim.Scenario.Setpoint;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Step metrics")
class StepMetricsTest {
  /** 20 s hold at 1 m, up to 2 m for 20 s, 2 m again for 20 s, down to 1.5 m for 20 s. */
  private static final Scenario SCENARIO =
      new Scenario(
          "steps",
          Scenario.reference().plant(),
          Scenario.reference().sensor(),
          10,
          1,
          80,
          List.of(
              new Setpoint(0, 1), new Setpoint(20, 2), new Setpoint(40, 2), new Setpoint(60, 1.5)));

  private static StepMetrics metrics(IntToDoubleFunction height, IntToDoubleFunction command) {
    FlightTrace trace = new FlightTrace(SCENARIO.ticks());
    for (int tick = 0; tick < SCENARIO.ticks(); tick++) {
      trace.add(height.applyAsDouble(tick), command.applyAsDouble(tick));
    }
    return StepMetrics.of(SCENARIO, trace);
  }

  private static double ideal(int tick) {
    return SCENARIO.setpointM(tick);
  }

  @Test
  @DisplayName("are all zero for a flight that is always where it should be")
  void perfect() {
    StepMetrics metrics = metrics(StepMetricsTest::ideal, tick -> 3);
    assertEquals(0, metrics.rmseM());
    assertEquals(0, metrics.overshootUpM());
    assertEquals(0, metrics.overshootDownM());
    assertEquals(0, metrics.steadyStateErrorM());
    assertEquals(OptionalDouble.of(0), metrics.settlingTimeS());
    assertEquals(0, metrics.totalVariation());
    assertEquals(3, metrics.steps().size());
  }

  @Test
  @DisplayName("take the root mean square over all control periods, the hold included")
  void rmse() {
    assertEquals(0.3, metrics(tick -> ideal(tick) - 0.3, tick -> 0).rmseM(), 1e-12);
    double holdOnly = metrics(tick -> ideal(tick) + (tick < 200 ? 0.2 : 0), tick -> 0).rmseM();
    assertEquals(0.2 / 2, holdOnly, 1e-12);
  }

  @Test
  @DisplayName("take overshoot in the step's direction only, the worst step each way")
  void overshoot() {
    StepMetrics metrics =
        metrics(
            tick ->
                switch (tick) {
                  case 100 -> 9; // in the hold: no step
                  case 250 -> 2.14; // above, step up
                  case 260 -> 1.2; // below, step up: undershoot
                  case 450 -> 2.7; // step without direction
                  case 650 -> 1.32; // below, step down
                  case 655 -> 1.9; // above, step down
                  default -> ideal(tick);
                },
            tick -> 0);
    assertEquals(0.14, metrics.overshootUpM(), 1e-12);
    assertEquals(0.18, metrics.overshootDownM(), 1e-12);
  }

  @Test
  @DisplayName("take the mean |error| of a step's last 10 s, the worst step, not the hold")
  void steadyState() {
    StepMetrics metrics =
        metrics(
            tick ->
                ideal(tick)
                    + (tick < 200 ? 0.5 : 0)
                    + (tick >= 300 && tick < 400 ? (tick % 2 == 0 ? 0.03 : -0.01) : 0)
                    + (tick >= 600 && tick < 700 ? 0.4 : 0),
            tick -> 0);
    assertEquals(0.02, metrics.steadyStateErrorM(), 1e-12);
  }

  @Test
  @DisplayName("take the last exit from 5 cm as settling time, the worst step")
  void settling() {
    StepMetrics metrics =
        metrics(
            tick ->
                ideal(tick)
                    + (tick >= 200 && tick < 230 ? 0.2 : 0)
                    + (tick == 245 ? -0.0501 : 0)
                    + (tick >= 246 && tick < 400 ? 0.0499 : 0)
                    + (tick >= 600 && tick < 612 ? -0.3 : 0),
            tick -> 0);
    assertEquals(4.6, metrics.settlingTimeS().getAsDouble(), 1e-12);
    assertEquals(4.6, metrics.steps().get(0).settlingTimeS().getAsDouble(), 1e-12);
    assertEquals(0, metrics.steps().get(1).settlingTimeS().getAsDouble(), 1e-12);
    assertEquals(1.2, metrics.steps().get(2).settlingTimeS().getAsDouble(), 1e-12);
  }

  @Test
  @DisplayName("have no settling time if one step is outside at its end")
  void neverSettled() {
    StepMetrics metrics = metrics(tick -> tick == 599 ? 2.06 : ideal(tick), tick -> 0);
    assertEquals(OptionalDouble.empty(), metrics.settlingTimeS());
  }

  @Test
  @DisplayName("sum the changes of the command per second")
  void totalVariation() {
    assertEquals(
        2.0 * (800 - 1) / 80,
        metrics(StepMetricsTest::ideal, tick -> tick % 2 == 0 ? 1 : -1).totalVariation(),
        1e-12);
    assertEquals(
        7.0 / 80,
        metrics(StepMetricsTest::ideal, tick -> tick < 500 ? 30 : 23).totalVariation(),
        1e-12);
  }

  @Test
  @DisplayName("leave out steps a shorter flight did not come to")
  void shortFlight() {
    FlightTrace trace = new FlightTrace(800);
    for (int tick = 0; tick < 250; tick++) {
      trace.add(ideal(tick) + (tick < 200 ? 0 : 0.1), 0);
    }
    StepMetrics metrics = StepMetrics.of(SCENARIO, trace);
    assertEquals(1, metrics.steps().size());
    assertEquals(0.1, metrics.steadyStateErrorM(), 1e-12);
    assertEquals(0.1, metrics.overshootUpM(), 1e-12);
    assertEquals(0, metrics.overshootDownM());
  }

  @Test
  @DisplayName("are not numbers for a hold alone, and refused for no flight")
  void noSteps() {
    FlightTrace trace = new FlightTrace(800);
    assertThrows(IllegalArgumentException.class, () -> StepMetrics.of(SCENARIO, trace));
    trace.add(1, 0);
    StepMetrics metrics = StepMetrics.of(SCENARIO, trace);
    assertTrue(Double.isNaN(metrics.steadyStateErrorM()));
    assertEquals(OptionalDouble.empty(), metrics.settlingTimeS());
  }

  @Test
  @DisplayName("need a trace that is not too long")
  void traceIsFull() {
    FlightTrace trace = new FlightTrace(1);
    trace.add(1, 0);
    assertThrows(IllegalStateException.class, () -> trace.add(1, 0));
  }
}
