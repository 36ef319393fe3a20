package dev.gondola.ground.report;

import dev.gondola.ground.report.SpikeRaster.Population;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Made-up runs that look like real ones: smooth approaches to steps, noisy commands, spikes. */
final class SampleRuns {

  static final List<Metric> METRICS =
      List.of(
          new Metric("rmse_m", "RMSE", "cm", 100, 1),
          new Metric("overshoot_up_m", "overshoot up", "cm", 100, 1),
          new Metric("settling_time_s", "settling time", "s", 1),
          new Metric("spikes_per_s", "spikes per second", "", 0));

  private static final double PERIOD_S = 0.1;

  private SampleRuns() {}

  static FlightReport flight(String title, int ticks) {
    List<ControllerFlight> flights =
        List.of(
            flight("pid-flown", ticks, 0.10, false),
            flight("pid-tuned", ticks, 0.18, false),
            flight("spiking", ticks, 0.14, true));
    MetricTable metrics =
        new MetricTable(
            "controller",
            METRICS,
            List.of(
                new MetricTable.Row("pid-flown", 0.142, 0.137, Double.NaN, Double.NaN),
                new MetricTable.Row("pid-tuned", 0.081, 0.021, 11.2, Double.NaN),
                new MetricTable.Row("spiking", 0.093, 0.064, 14.7, 1312)));
    return new FlightReport(title, List.of(new Fact("seed", "1")), metrics, flights);
  }

  static ControllerFlight flight(String name, int ticks, double quickness, boolean spiking) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    double[] times = new double[ticks];
    double[] height = new double[ticks];
    double[] setpoint = new double[ticks];
    double[] command = new double[ticks];
    double now = 1;
    double speed = 0;
    for (int i = 0; i < ticks; i++) {
      times[i] = i * PERIOD_S;
      setpoint[i] = setpointAt(times[i]);
      boolean stepped = i > 0 && setpoint[i] != setpoint[i - 1];
      command[i] = 9 * (setpoint[i] - now) + (stepped ? 60 : 0) + random.nextDouble(-0.7, 0.7);
      speed = 0.96 * speed + quickness * 0.1 * (setpoint[i] - now);
      now += speed * PERIOD_S * 5;
      height[i] = now;
    }
    Optional<SpikeRaster> spikes =
        spiking ? Optional.of(raster(command, random)) : Optional.empty();
    return new ControllerFlight(
        name, Series.of(times), Series.of(height), Series.of(setpoint), Series.of(command), spikes);
  }

  static double setpointAt(double timeS) {
    double[] steps = {1, 2, 2.5, 2.5, 2, 1};
    return timeS < 40 ? steps[0] : steps[Math.min(5, 1 + (int) ((timeS - 40) / 50))];
  }

  static SpikeRaster raster(double[] command, SplittableRandom random) {
    byte[] counts = new byte[160 * command.length];
    for (int tick = 0; tick < command.length; tick++) {
      for (int neuron = 0; neuron < 160; neuron++) {
        double drive = (neuron % 2 == 0 ? 1 : -1) * command[tick] * (0.1 + neuron % 40 * 0.01);
        counts[tick * 160 + neuron] =
            (byte) Math.clamp(Math.round(drive + random.nextDouble(-0.6, 0.6)), 0, 3);
      }
    }
    return new SpikeRaster(
        List.of(
            new Population("PD encoder", 40),
            new Population("PD hidden", 40),
            new Population("I encoder", 40),
            new Population("I hidden", 40)),
        counts);
  }

  static ImitationReport imitation(String title, int ticks) {
    ControllerFlight target = flight("target", ticks, 0.12, false);
    ControllerFlight spiking = flight("spiking", ticks, 0.12, true);
    double[] error = new double[ticks];
    for (int i = 0; i < ticks; i++) {
      error[i] = target.setpointM().at(i) - target.heightM().at(i);
    }
    MetricTable metrics =
        new MetricTable(
            "controller",
            List.of(new Metric("loss", "loss", "", 3), new Metric("mae", "MAE", "of 10", 3)),
            List.of(
                new MetricTable.Row("spiking", 0.412, 0.31),
                new MetricTable.Row("P law", 0.69, 0.44)));
    return new ImitationReport(
        title,
        List.of(new Fact("flight", "sample.csv")),
        metrics,
        target.timesS(),
        Series.of(error),
        target.command(),
        spiking.command(),
        spiking.spikes());
  }
}
