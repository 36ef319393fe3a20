package dev.gondola.snn.engine;

import dev.gondola.snn.Convolution;
import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.MapShape;
import dev.gondola.snn.Network;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.SignMode;
import dev.gondola.snn.Synapses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Networks whose shape decides how the fast engine runs them; the same for the same seed. */
final class ShapedNetworks {
  private static final IntParameter ZERO = IntParameter.of(0);

  /** What a network is made for. */
  enum Shape {
    /** One population joined to all of itself. */
    SINGLE,
    /** Full matrices with one delay each. */
    DENSE,
    /** Neighbours joined to neighbours. */
    BLOCKS,
    /** A delay for every synapse. */
    DELAYS,
    /** Messages that carry values. */
    GRADED,
    /** A kernel that slides. */
    CONVOLUTION,
    /** Adaptive thresholds between fixed ones. */
    ADAPTIVE,
    /** Models of which each has a state of its own, between those that share one. */
    MIXED_MODELS,
    /** Several inputs at one population, one input at several. */
    MANY_INPUTS,
    /** Populations large enough for a loop of their own, some without memory of their currents. */
    LARGE
  }

  private final SplittableRandom random;
  private final List<Input> inputs = new ArrayList<>();
  private final List<Population> populations = new ArrayList<>();
  private final List<Projection> projections = new ArrayList<>();

  private ShapedNetworks(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Returns a network.
   *
   * @param n neurons of its first population, at least 1
   * @param exponent exponent of all projections, -8..7
   */
  static Network of(Shape shape, int n, int exponent, long seed) {
    return new ShapedNetworks(seed).make(shape, n, exponent);
  }

  private Network make(Shape shape, int n, int exponent) {
    input("in", n);
    int m = 1 + random.nextInt(2 * n);
    switch (shape) {
      case SINGLE -> {
        population("a", n, NeuronModel.LIF);
        direct("in", "a");
        join("a", "a", Port.CURRENT, exponent, full(n, n, 0));
      }
      case DENSE -> {
        population("a", n, NeuronModel.LIF);
        population("b", m, NeuronModel.LIF);
        direct("in", "a");
        join("in", "b", Port.CURRENT, exponent, full(n, m, random.nextInt(4)));
        join("a", "b", Port.CURRENT, exponent, full(n, m, random.nextInt(4)));
        join("b", "a", Port.CURRENT, exponent, full(m, n, random.nextInt(4)));
        join("b", "b", Port.CURRENT, exponent, full(m, m, 63));
      }
      case BLOCKS -> {
        population("a", n, NeuronModel.LIF);
        population("b", m, NeuronModel.IWTA_LIF);
        direct("in", "a");
        join("a", "b", Port.CURRENT, exponent, neighbours(n, m, 0));
        join("a", "b", Port.THRESHOLD, exponent, neighbours(n, m, 1));
        join("b", "a", Port.CURRENT, exponent, neighbours(m, n, 5));
      }
      case DELAYS -> {
        population("a", n, NeuronModel.LIF);
        population("b", m, NeuronModel.LIF);
        direct("in", "a");
        join("a", "b", Port.CURRENT, exponent, scattered(n, m, 63));
        join("a", "b", Port.CURRENT, exponent, scattered(n, m, 3));
        join("b", "a", Port.CURRENT, exponent, scattered(m, n, 8));
      }
      case GRADED -> {
        population("a", n, NeuronModel.LIF);
        population("b", m, NeuronModel.LIF);
        join("in", "a", exponent, scattered(n, n, 0));
        join("in", "b", exponent, scattered(n, m, 2));
        join("a", "b", exponent, scattered(n, m, 0));
      }
      case CONVOLUTION -> {
        population("a", n, NeuronModel.LIF);
        population("b", 2 * n, NeuronModel.LIF);
        direct("in", "a");
        join("in", "b", Port.CURRENT, exponent, convolution(n));
        join("a", "b", Port.CURRENT, exponent, convolution(n));
      }
      case ADAPTIVE -> {
        population("a", m, NeuronModel.LIF);
        population("b", n, NeuronModel.IWTA_LIF);
        population("c", m, NeuronModel.LIF);
        population("d", n, NeuronModel.IWTA_LIF);
        population("e", n, NeuronModel.LEAKY_INTEGRATOR);
        direct("in", "d");
        join("in", "a", Port.CURRENT, exponent, full(n, m, 0));
        join("in", "b", Port.THRESHOLD, exponent, full(n, n, 0));
        join("d", "b", Port.CURRENT, exponent, full(n, n, 0));
        join("b", "b", Port.THRESHOLD, exponent, neighbours(n, n, 0));
        join("d", "c", Port.CURRENT, exponent, full(n, m, 0));
        join("c", "d", Port.THRESHOLD, exponent, scattered(m, n, 6));
        join("d", "e", Port.CURRENT, exponent, full(n, n, 0));
      }
      case MIXED_MODELS -> {
        population("a", n, NeuronModel.LIF);
        population("b", m, NeuronModel.LIF_REFRACTORY);
        population("c", n, NeuronModel.TERNARY_LIF);
        population("d", m, NeuronModel.IWTA_LIF);
        population("e", n, NeuronModel.LIF_RESET);
        population("f", n, NeuronModel.LEAKY_INTEGRATOR);
        direct("in", "a");
        direct("in", "c");
        join("a", "b", Port.CURRENT, exponent, full(n, m, 0));
        join("b", "d", Port.CURRENT, exponent, full(m, m, 2));
        join("c", "d", Port.THRESHOLD, exponent, full(n, m, 0));
        join("c", "f", exponent, scattered(n, n, 0));
        join("d", "e", Port.CURRENT, exponent, neighbours(m, n, 0));
        join("c", "a", exponent, full(n, n, 0));
        join("e", "a", Port.CURRENT, exponent, full(n, n, 0));
      }
      case MANY_INPUTS -> {
        input("too", n);
        input("other", m);
        population("a", n, NeuronModel.LIF);
        population("b", n, NeuronModel.IWTA_LIF);
        population("c", m, NeuronModel.LIF);
        population("d", n, NeuronModel.LEAKY_INTEGRATOR);
        direct("in", "b");
        direct("too", "b");
        direct("too", "d");
        direct("other", "c");
        join("in", "c", Port.CURRENT, exponent, full(n, m, 0));
        join("too", "c", Port.CURRENT, exponent, scattered(n, m, 3));
        join("other", "a", Port.CURRENT, exponent, full(m, n, 0));
        join("b", "a", Port.CURRENT, exponent, full(n, n, 0));
      }
      case LARGE -> {
        int many = 16 * 16 + n;
        input("many", many);
        population("a", n, NeuronModel.LIF);
        population("b", many, NeuronModel.LIF, IntParameter.of(4095));
        population("c", m, NeuronModel.IWTA_LIF);
        population("d", many, NeuronModel.IWTA_LIF, IntParameter.of(4095));
        direct("in", "a");
        population("e", many, NeuronModel.LIF);
        direct("many", "b");
        direct("many", "e");
        join("b", "d", Port.CURRENT, exponent, neighbours(many, many, 0));
        join("b", "d", Port.THRESHOLD, exponent, neighbours(many, many, 0));
        join("a", "c", Port.CURRENT, exponent, full(n, m, 0));
        join("d", "a", Port.CURRENT, exponent, full(many, n, 0));
        join("d", "e", Port.CURRENT, exponent, neighbours(many, many, 2));
      }
    }
    return new Network(shape + " " + n, 1, inputs, populations, projections);
  }

  private void input(String id, int size) {
    inputs.add(new Input(id, size));
  }

  private void direct(String from, String to) {
    projections.add(Projection.direct("p" + projections.size(), from, to));
  }

  private void join(String from, String to, Port port, int exponent, Synapses synapses) {
    projections.add(Projection.of("p" + projections.size(), from, to, port, exponent, synapses));
  }

  /** A projection whose messages carry values. */
  private void join(String from, String to, int exponent, Synapses synapses) {
    projections.add(
        new Projection(
            "p" + projections.size(),
            from,
            to,
            Port.CURRENT,
            SignMode.MIXED,
            8,
            exponent,
            16,
            Optional.of(synapses)));
  }

  private void population(String id, int size, NeuronModel model) {
    population(id, size, model, each(size, 0, 4095));
  }

  private void population(String id, int size, NeuronModel model, IntParameter du) {
    populations.add(
        new Population(
            id,
            size,
            model,
            du,
            each(size, 0, 4095),
            model == NeuronModel.LEAKY_INTEGRATOR ? ZERO : each(size, 0, 300),
            model == NeuronModel.TERNARY_LIF ? each(size, -300, 0) : ZERO,
            each(size, -900, 1500),
            each(size, 0, 4),
            each(size, -(1 << 23) + 1, 1 << 23),
            each(size, -(1 << 23) + 1, (1 << 23) - 1),
            model == NeuronModel.LIF_REFRACTORY ? 2 : 0,
            model == NeuronModel.LIF_RESET ? 7 : 1,
            model == NeuronModel.LIF_RESET ? 3 : 0,
            model == NeuronModel.IWTA_LIF ? each(size, 0, 4095) : ZERO));
  }

  private IntParameter each(int size, int low, int high) {
    return IntParameter.perNeuron(random.ints(size, low, high + 1).toArray());
  }

  private int weight() {
    return random.nextInt(-60, 70);
  }

  private Synapses full(int sources, int targets, int delay) {
    List<int[]> list = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      for (int j = 0; j < targets; j++) {
        list.add(new int[] {j, i, weight(), delay});
      }
    }
    return Synapses.of(sources, targets, list.toArray(int[][]::new));
  }

  /** Each target has a synapse of the source of its number and two near by, one of them twice. */
  private Synapses neighbours(int sources, int targets, int delay) {
    List<int[]> list = new ArrayList<>();
    for (int j = 0; j < targets; j++) {
      int i = j % sources;
      list.add(new int[] {j, i, weight(), delay});
      list.add(new int[] {j, Math.min(i ^ 1, sources - 1), weight(), delay});
      if (j % 3 == 0) {
        list.add(new int[] {j, (i + 1) % sources, weight(), delay});
      }
    }
    return Synapses.of(sources, targets, list.toArray(int[][]::new));
  }

  private Synapses scattered(int sources, int targets, int longest) {
    List<int[]> list = new ArrayList<>();
    for (int k = 0; k < 3 * Math.max(sources, targets); k++) {
      int target = random.nextInt(targets);
      list.add(new int[] {target, random.nextInt(sources), weight(), random.nextInt(longest + 1)});
    }
    return Synapses.of(sources, targets, list.toArray(int[][]::new));
  }

  private Synapses convolution(int n) {
    int[][][][] kernel = {{{{weight(), weight(), weight()}}}, {{{weight(), weight(), weight()}}}};
    Convolution.Axis none = new Convolution.Axis(1, 0, 1);
    Convolution.Axis padded = new Convolution.Axis(1, 1, 1);
    return Synapses.convolution(new Convolution(new MapShape(1, 1, n), kernel, none, padded, 1));
  }
}
