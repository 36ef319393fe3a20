package dev.gondola.snn.bench;

import dev.gondola.snn.Network;
import dev.gondola.snn.coding.PairedCurrentEncoder;
import dev.gondola.snn.coding.PairedLeakyDecoder;
import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.engine.Engine;
import java.util.function.Function;

/**
 * The published controller's two networks, each with its encoder and decoder, in one engine each.
 */
final class Paper implements Workload {
  private final double[] stimulus = PaperDraw.stimulus();
  private final Part pd;
  private final Part i;
  private int time;

  /**
   * Makes the workload.
   *
   * @param engines makes the engine that is timed
   */
  Paper(Function<Network, Engine> engines) {
    PaperDraw draw = new PaperDraw();
    pd = new Part(draw.next(false), engines);
    i = new Part(draw.next(true), engines);
  }

  @Override
  public long run(int steps) {
    long sum = 0;
    for (int q = 0; q < steps; q++) {
      double error = stimulus[time++ & (CHECKED - 1)];
      sum += pd.step(error) + i.step(error);
    }
    return sum;
  }

  @Override
  public String checksum() {
    pd.engine.reset();
    i.engine.reset();
    time = 0;
    Checksum sum = new Checksum();
    int n = PaperDraw.NEURONS;
    for (int q = 0; q < CHECKED; q++) {
      run(1);
      for (int p = 0; p < 2; p++) {
        sum.add(pd.engine.spikes(p), n, (4L * q + p) * n);
      }
      for (int p = 0; p < 2; p++) {
        sum.add(i.engine.spikes(p), n, (4L * q + 2 + p) * n);
      }
    }
    return sum.hex();
  }

  /** Returns spikes per neuron and step of the next {@link #CHECKED} steps, 0..1. */
  double rate() {
    long before = pd.engine.spikeCount() + i.engine.spikeCount();
    run(CHECKED);
    long spikes = pd.engine.spikeCount() + i.engine.spikeCount() - before;
    return spikes / (double) CHECKED / (4 * PaperDraw.NEURONS);
  }

  /** One network. */
  private static final class Part {
    final Engine engine;
    private final PairedCurrentEncoder encoder;
    private final PairedLeakyDecoder decoder;
    private final int[] input;
    private final int[] output;
    private int y;

    Part(SpikingPart part, Function<Network, Engine> engines) {
      engine = engines.apply(part.network());
      encoder = (PairedCurrentEncoder) part.encoder();
      decoder = (PairedLeakyDecoder) part.decoder();
      input = engine.input(0);
      output = engine.spikes(1);
    }

    int step(double error) {
      encoder.encode(error, input);
      engine.step();
      y = decoder.advance(y, output);
      return y;
    }
  }
}
