package dev.gondola.ground.snn;

import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import java.util.List;
import java.util.SplittableRandom;

/** Networks for tests, small and lively. */
public final class SampleNetworks {
  private static final IntParameter ZERO = IntParameter.of(0);

  private SampleNetworks() {}

  /** An input of spikes to {@code hidden} (recurrent, with delays) to {@code out}. */
  public static Network recurrent(int hidden, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Network(
        "recurrent",
        1,
        List.of(new Input("in", 5)),
        List.of(population("hidden", hidden, 100), population("out", 3, 90)),
        List.of(
            Projection.of("a", "in", "hidden", Port.CURRENT, 0, dense(random, hidden, 5, 0)),
            Projection.of(
                "b", "hidden", "hidden", Port.CURRENT, 0, dense(random, hidden, hidden, 3)),
            Projection.of("c", "hidden", "out", Port.CURRENT, 0, dense(random, 3, hidden, 0))));
  }

  /** An input of currents that drives each neuron of {@code n} directly: above 100 it spikes. */
  public static Network direct(int neurons) {
    return new Network(
        "direct",
        1,
        List.of(new Input("in", neurons)),
        List.of(
            Population.lif(
                "n",
                neurons,
                IntParameter.of(4095),
                IntParameter.of(4095),
                IntParameter.of(100),
                ZERO,
                ZERO)),
        List.of(Projection.direct("d", "in", "n")));
  }

  private static Population population(String id, int size, int threshold) {
    return Population.lif(
        id,
        size,
        IntParameter.of(2500),
        IntParameter.of(200),
        IntParameter.of(threshold),
        ZERO,
        ZERO);
  }

  private static Synapses dense(SplittableRandom random, int targets, int sources, int maxDelay) {
    int[][] weights = new int[targets][sources];
    int[][] delays = new int[targets][sources];
    for (int j = 0; j < targets; j++) {
      for (int i = 0; i < sources; i++) {
        weights[j][i] = random.nextInt(-60, 90);
        delays[j][i] = random.nextInt(maxDelay + 1);
      }
    }
    return Synapses.dense(weights, delays);
  }
}
