package dev.gondola.snn.bench;

import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.FineThresholds;
import java.util.List;
import java.util.function.Function;

/**
 * The reference network R160 of {@code limit.c}: 160 LIF neurons, each joined to all, one value to
 * all neurons by a gain, one decayed read-out.
 */
final class R160 implements Workload {
  private static final int N = 160;
  private static final int[] STIMULUS = stimulus();

  private final Engine engine;
  private final int[] input;
  private final int[] spikes;
  private final int[] gain;
  private final int[] readout;
  private int time;
  private int output;

  /** What is drawn: the network but for its thresholds, and these. */
  @SuppressWarnings("ArrayRecordComponent") // handed from one method to the next
  private record Drawn(Network network, int[] gain, int[] readout, int[] threshold) {}

  private R160(Drawn drawn, Function<Network, Engine> engines) {
    engine = engines.apply(drawn.network);
    input = engine.input(0);
    spikes = engine.spikes(0);
    gain = drawn.gain;
    readout = drawn.readout;
    FineThresholds.set(engine, 0, drawn.threshold);
  }

  /**
   * Returns the network at two rates of spikes, about 5 % and 20 %.
   *
   * @param engines makes the engine that is timed
   */
  static List<R160> atBothRates(Function<Network, Engine> engines) {
    Drawn drawn = draw();
    // The thresholds of the second rate are scaled from those of the first, as in the C program.
    R160 sparse = scaled(drawn, 0.05, engines);
    return List.of(sparse, scaled(drawn, 0.20, engines));
  }

  private static R160 scaled(Drawn drawn, double target, Function<Network, Engine> engines) {
    R160 workload = new R160(drawn, engines);
    for (int i = 0; i < 400; i++) {
      double rate = workload.rate();
      if (Math.abs(rate - target) < target * 0.03) {
        break;
      }
      for (int j = 0; j < N; j++) {
        drawn.threshold[j] = (int) (drawn.threshold[j] * (rate > target ? 1.04 : 0.97));
      }
      FineThresholds.set(workload.engine, 0, drawn.threshold);
    }
    return workload;
  }

  private static Drawn draw() {
    Generator random = new Generator();
    int[][] weights = new int[N][N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        weights[j][i] = 2 * random.between(-10, 10);
      }
    }
    int[] gain = new int[N];
    int[] bias = new int[N];
    int[] du = new int[N];
    int[] dv = new int[N];
    int[] threshold = new int[N];
    int[] readout = new int[N];
    for (int j = 0; j < N; j++) {
      gain[j] = random.between(-250, 250);
      bias[j] = random.between(0, 800);
      du[j] = 4095 - random.between(0, 2048);
      dv[j] = 4096 - random.between(2048, 3890);
      threshold[j] = random.between(800, 1200) << 6;
      readout[j] = random.between(-128, 127) << 6;
    }
    Population population =
        Population.lif(
            "recurrent",
            N,
            IntParameter.perNeuron(du),
            IntParameter.perNeuron(dv),
            IntParameter.of(0),
            IntParameter.perNeuron(bias),
            IntParameter.of(3));
    Network network =
        new Network(
            "R160",
            1,
            List.of(new Input("error", N)),
            List.of(population),
            List.of(
                Projection.direct("encoded", "error", "recurrent"),
                Projection.of(
                    "all", "recurrent", "recurrent", Port.CURRENT, 0, Synapses.dense(weights))));
    return new Drawn(network, gain, readout, threshold);
  }

  private static int[] stimulus() {
    int[] values = new int[CHECKED];
    for (int i = 0; i < values.length; i++) {
      double square = (i / 350) % 2 != 0 ? 0.3 : -0.3;
      values[i] = (int) (64 * (0.6 * StrictMath.sin(i * 0.031) + square));
    }
    return values;
  }

  @Override
  public long run(int steps) {
    long sum = 0;
    for (int q = 0; q < steps; q++) {
      encode(STIMULUS[time++ & (CHECKED - 1)], gain, input);
      engine.step();
      output = decay(output, 3277) + decode(readout, spikes);
      sum += output;
    }
    return sum;
  }

  private static void encode(int error, int[] gain, int[] input) {
    for (int j = 0; j < N; j++) {
      input[j] = (error * gain[j]) >> 6;
    }
  }

  private static int decode(int[] readout, int[] spikes) {
    int sum = 0;
    for (int j = 0; j < N; j++) {
      sum += readout[j] * spikes[j];
    }
    return sum;
  }

  private static int decay(int y, int keep) {
    long magnitude = (Math.abs((long) y) * keep) >> 12;
    return (int) (y < 0 ? -magnitude : magnitude);
  }

  @Override
  public String checksum() {
    engine.reset();
    time = 0;
    output = 0;
    Checksum sum = new Checksum();
    for (int q = 0; q < CHECKED; q++) {
      run(1);
      sum.add(spikes, N, (long) q * N);
    }
    return sum.hex();
  }

  /** Returns spikes per neuron and step of the next {@link #CHECKED} steps, 0..1. */
  double rate() {
    long before = engine.spikeCount();
    run(CHECKED);
    return (engine.spikeCount() - before) / (double) CHECKED / N;
  }
}
