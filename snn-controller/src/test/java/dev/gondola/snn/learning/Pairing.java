package dev.gondola.snn.learning;

import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.engine.FixedPointEngine;
import dev.gondola.snn.engine.LearningEngine;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Sources and targets that spike when a test says so, joined by weights that learn and are too weak
 * to make anything spike.
 */
final class Pairing {
  private final LearningEngine engine;
  private final int targets;

  Pairing(int sources, int targets, int weight, Learning learning) {
    this.targets = targets;
    IntParameter zero = IntParameter.of(0);
    Population post =
        Population.lif(
            "post",
            targets,
            IntParameter.of(4095),
            IntParameter.of(4095),
            IntParameter.of(20000),
            zero,
            zero);
    int[][] weights = new int[targets][sources];
    for (int[] row : weights) {
      Arrays.fill(row, weight);
    }
    Projection learned =
        Projection.of("learned", "pre", "post", Port.CURRENT, 0, Synapses.dense(weights))
            .withLearning(learning);
    Network network =
        new Network(
            "pairing",
            1,
            List.of(new Input("pre", sources), new Input("drive", targets)),
            List.of(post),
            List.of(Projection.direct("drive", "drive", "post"), learned));
    engine = new FixedPointEngine(network);
  }

  LearningEngine engine() {
    return engine;
  }

  /** Runs a step with these spikes and checks that the targets did as told. */
  void step(boolean[] pre, boolean[] post) {
    for (int i = 0; i < pre.length; i++) {
      engine.input(0)[i] = pre[i] ? 1 : 0;
    }
    for (int j = 0; j < post.length; j++) {
      engine.input(1)[j] = post[j] ? 30000 : 0;
    }
    engine.step();
    for (int j = 0; j < post.length; j++) {
      if ((engine.spikes(0)[j] != 0) != post[j]) {
        throw new AssertionError("target " + j + " did not do as told");
      }
    }
  }

  /** Runs both trains from their beginning, {@code [neuron][step]}. */
  void run(boolean[][] pre, boolean[][] post) {
    boolean[] from = new boolean[pre.length];
    boolean[] to = new boolean[post.length];
    for (int t = 0; t < pre[0].length; t++) {
      for (int i = 0; i < from.length; i++) {
        from[i] = pre[i][t];
      }
      for (int j = 0; j < to.length; j++) {
        to[j] = post[j][t];
      }
      step(from, to);
    }
  }

  /** The weight from source i to target j, rounded. */
  int weight(int i, int j) {
    return engine.learned().projections().get(1).synapses().orElseThrow().weight(i * targets + j);
  }

  static boolean[][] trains(long seed, int neurons, int steps, double rate) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[][] trains = new boolean[neurons][steps];
    for (boolean[] train : trains) {
      for (int t = 0; t < steps; t++) {
        train[t] = random.nextDouble() < rate;
      }
    }
    return trains;
  }

  /** A train with spikes at these steps. */
  static boolean[][] train(int steps, int... at) {
    boolean[][] train = new boolean[1][steps];
    for (int t : at) {
      train[0][t] = true;
    }
    return train;
  }

  /** What a trace of that decay keeps over n steps. */
  static double kept(int decay, int n) {
    return Math.pow((4096 - decay) / 4096.0, n);
  }
}
