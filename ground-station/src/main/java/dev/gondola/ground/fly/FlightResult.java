package dev.gondola.ground.fly;

import dev.gondola.ground.report.ControllerFlight;
import dev.gondola.ground.report.Metric;
import dev.gondola.ground.report.MetricTable;
import dev.gondola.ground.report.Series;
import dev.gondola.ground.report.SpikeRaster;
import dev.gondola.sim.Scenario;
import dev.gondola.sim.metrics.StepMetrics;
import dev.gondola.snn.control.ControllerSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The figures of a flown scenario, and the series its plots are made of. */
final class FlightResult {
  /** The columns of the table, in the order of {@link #row}. */
  static final List<Metric> METRICS =
      List.of(
          new Metric("rmse_m", "RMSE", "cm", 100, 1),
          new Metric("overshoot_up_m", "overshoot up", "cm", 100, 1),
          new Metric("overshoot_down_m", "down", "cm", 100, 1),
          new Metric("steady_state_error_m", "steady-state error", "cm", 100, 1),
          new Metric("settling_time_s", "settling", "s", 1),
          new Metric("total_variation", "total variation", "1/s", 2),
          new Metric("spikes_per_s", "spikes", "1/s", 0),
          new Metric("synops_per_step", "synops/step", "", 0));

  private FlightResult() {}

  /**
   * Returns the figures of a flight. Spikes and synaptic operations are NaN for a controller that
   * does not spike; synaptic operations are the mean over the steps of all its networks, each of
   * which may run another number of steps in a control period.
   */
  static MetricTable.Row row(SimulatedFlight flight, Scenario flown) {
    StepMetrics metrics = StepMetrics.of(flown, flight.trace());
    FlightRecorder recorder = flight.recorder();
    double seconds = recorder.ticks() * flown.periodS();
    return new MetricTable.Row(
        flight.controller().name(),
        metrics.rmseM(),
        metrics.overshootUpM(),
        metrics.overshootDownM(),
        metrics.steadyStateErrorM(),
        metrics.settlingTimeS().orElse(Double.NaN),
        metrics.totalVariation(),
        recorder.isSpiking() ? recorder.spikes() / seconds : Double.NaN,
        synapticOperationsPerStep(flight));
  }

  private static double synapticOperationsPerStep(SimulatedFlight flight) {
    if (!(flight.controller() instanceof ControllerSpec.Spiking spiking)) {
      return Double.NaN;
    }
    long stepsPerTick =
        spiking.parts().stream().mapToLong(part -> part.network().stepsPerTick()).sum();
    FlightRecorder recorder = flight.recorder();
    return (double) recorder.synapticOperations() / (recorder.ticks() * stepsPerTick);
  }

  /** Returns a flight's series. */
  static ControllerFlight series(SimulatedFlight flight, Scenario flown) {
    FlightRecorder r = flight.recorder();
    int n = r.ticks();
    return new ControllerFlight(
        flight.controller().name(),
        Series.of(IntStream.range(0, n).mapToDouble(i -> i * flown.periodS()).toArray()),
        Series.of(IntStream.range(0, n).mapToDouble(flight.trace()::heightM).toArray()),
        Series.of(IntStream.range(0, n).mapToDouble(r::setpointM).toArray()),
        Series.of(IntStream.range(0, n).mapToDouble(r::command).toArray()),
        flight.controller() instanceof ControllerSpec.Spiking spiking
            ? Optional.of(raster(spiking, r))
            : Optional.empty());
  }

  private static SpikeRaster raster(ControllerSpec.Spiking spec, FlightRecorder r) {
    List<SpikeRaster.Population> populations =
        spec.parts().stream()
            .flatMap(
                part ->
                    part.network().populations().stream()
                        .map(p -> new SpikeRaster.Population(part.name() + " " + p.id(), p.size())))
            .toList();
    byte[][] rows = new byte[r.ticks()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = r.spikeCounts(i);
    }
    return SpikeRaster.ofRows(populations, rows);
  }
}
