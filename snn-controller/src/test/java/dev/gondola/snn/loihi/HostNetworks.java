package dev.gondola.snn.loihi;

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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Networks that Lava can run; the same for the same seed. */
final class HostNetworks {
  private static final IntParameter ZERO = IntParameter.of(0);

  private static final List<SignMode> MODES = List.of(SignMode.values());

  private HostNetworks() {}

  /** 8 inputs, 160 neurons joined to each other with 20 % of all possible synapses. */
  static Network recurrent160(int stepsPerTick) {
    SplittableRandom random = new SplittableRandom(160);
    Population neurons =
        Population.lif(
            "neurons",
            160,
            random(random, 160, 200, 1200),
            random(random, 160, 50, 400),
            random(random, 160, 60, 120),
            random(random, 160, -40, 40),
            IntParameter.of(3));
    return new Network(
        "recurrent 160",
        stepsPerTick,
        List.of(new Input("in", 8)),
        List.of(neurons),
        List.of(
            Projection.of(
                "in-neurons", "in", "neurons", Port.CURRENT, 0, sparse(random, 8, 160, 40, 0)),
            Projection.of(
                "recurrent",
                "neurons",
                "neurons",
                Port.CURRENT,
                0,
                sparse(random, 160, 160, 20, 0))));
  }

  /** Everything at once, small: three models, delays, graded values, sign modes, exponents. */
  static Network motley(int stepsPerTick) {
    SplittableRandom random = new SplittableRandom(7);
    List<Population> populations =
        List.of(
            Population.lif("lif", 9, IntParameter.of(600), ZERO, IntParameter.of(90), ZERO, ZERO),
            population("reset", 7, NeuronModel.LIF_RESET, 0, 6, 2),
            population("ternary", 5, NeuronModel.TERNARY_LIF, -60, 1, 0));
    List<Projection> projections =
        List.of(
            projection("a", "spikes", "lif", SignMode.MIXED, 8, 1, 0, sparse(random, 6, 9, 80, 0)),
            projection("b", "values", "reset", SignMode.AUTO, 6, -2, 16, full(random, 3, 7, 0)),
            projection("c", "lif", "ternary", SignMode.MIXED, 8, 0, 0, full(random, 9, 5, 5)),
            projection("d", "ternary", "lif", SignMode.MIXED, 7, 1, 8, sparse(random, 5, 9, 60, 3)),
            projection(
                "e", "reset", "ternary", SignMode.INHIBITORY, 8, 0, 0, full(random, 7, 5, 0)),
            projection(
                "f", "lif", "lif", SignMode.EXCITATORY, 5, 0, 0, sparse(random, 9, 9, 30, 0)),
            Projection.direct("g", "five", "ternary"));
    return new Network(
        "motley",
        stepsPerTick,
        List.of(new Input("spikes", 6), new Input("values", 3), new Input("five", 5)),
        populations,
        projections);
  }

  /** Two channels of 6 x 5 pixels, convolved to three maps that are joined back to each other. */
  static Network convolution() {
    SplittableRandom random = new SplittableRandom(9);
    int[][][][] kernel = new int[3][2][3][3];
    for (int[][][] out : kernel) {
      for (int[][] in : out) {
        for (int[] row : in) {
          Arrays.setAll(row, k -> random.nextInt(-60, 100));
        }
      }
    }
    Convolution.Axis axis = new Convolution.Axis(2, 1, 1);
    Convolution convolution =
        new Convolution(new MapShape(2, 6, 5), kernel, axis, Convolution.Axis.PLAIN, 1);
    int size = convolution.output().size();
    Population maps =
        Population.lif("maps", size, IntParameter.of(900), ZERO, IntParameter.of(60), ZERO, ZERO);
    return new Network(
        "convolution",
        2,
        List.of(new Input("events", 60)),
        List.of(maps),
        List.of(
            projection(
                "conv",
                "events",
                "maps",
                SignMode.AUTO,
                8,
                0,
                0,
                Synapses.convolution(convolution)),
            projection(
                "back",
                "maps",
                "maps",
                SignMode.MIXED,
                8,
                0,
                0,
                sparse(random, size, size, 10, 4))));
  }

  /** A random network of up to four populations. */
  static Network any(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Input> inputs = new ArrayList<>();
    List<Population> populations = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(2); i++) {
      inputs.add(new Input("in" + i, 1 + random.nextInt(12)));
      ids.add("in" + i);
      sizes.add(inputs.getLast().size());
    }
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      NeuronModel model =
          List.of(NeuronModel.LIF, NeuronModel.LIF_RESET, NeuronModel.TERNARY_LIF)
              .get(random.nextInt(3));
      boolean reset = model == NeuronModel.LIF_RESET;
      int size = 1 + random.nextInt(20);
      populations.add(
          new Population(
              "p" + i,
              size,
              model,
              random(random, size, 0, 4095),
              random(random, size, 0, 2000),
              random(random, size, 0, 300),
              model == NeuronModel.TERNARY_LIF ? random(random, size, -300, -1) : ZERO,
              random(random, size, -100, 100),
              random(random, size, 0, 4),
              random(random, size, -5000, 5000),
              random(random, size, -5000, 5000),
              0,
              reset ? 1 + random.nextInt(9) : 1,
              reset ? random.nextInt(-9, 9) : 0,
              ZERO));
      ids.add("p" + i);
      sizes.add(size);
    }
    List<Projection> projections = new ArrayList<>();
    for (int i = 0; i < random.nextInt(6); i++) {
      int from = random.nextInt(ids.size());
      Population to = populations.get(random.nextInt(populations.size()));
      int delay = random.nextBoolean() ? 0 : random.nextInt(1, 20);
      Synapses synapses =
          random.nextBoolean()
              ? full(random, sizes.get(from), to.size(), delay)
              : sparse(random, sizes.get(from), to.size(), 40, delay);
      projections.add(
          projection(
              "c" + i,
              ids.get(from),
              to.id(),
              MODES.get(random.nextInt(MODES.size())),
              1 + random.nextInt(8),
              random.nextInt(-3, 4),
              random.nextInt(3) == 0 ? 16 : 0,
              synapses));
    }
    return new Network("any " + seed, 1 + random.nextInt(5), inputs, populations, projections);
  }

  private static Population population(
      String id, int size, NeuronModel model, int vthLo, int resetInterval, int resetOffset) {
    return new Population(
        id,
        size,
        model,
        IntParameter.of(900),
        IntParameter.of(100),
        IntParameter.of(70),
        IntParameter.of(vthLo),
        IntParameter.of(20),
        IntParameter.of(2),
        ZERO,
        ZERO,
        0,
        resetInterval,
        resetOffset,
        ZERO);
  }

  private static Projection projection(
      String id,
      String from,
      String to,
      SignMode mode,
      int bits,
      int exponent,
      int messageBits,
      Synapses synapses) {
    return new Projection(
        id, from, to, Port.CURRENT, mode, bits, exponent, messageBits, Optional.of(synapses));
  }

  private static IntParameter random(SplittableRandom random, int size, int low, int high) {
    return IntParameter.perNeuron(random.ints(size, low, high + 1).toArray());
  }

  private static Synapses full(SplittableRandom random, int sources, int targets, int longest) {
    return sparse(random, sources, targets, 100, longest);
  }

  private static Synapses sparse(
      SplittableRandom random, int sources, int targets, int percent, int longest) {
    List<int[]> list = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      for (int j = 0; j < targets; j++) {
        if (random.nextInt(100) < percent) {
          list.add(new int[] {j, i, random.nextInt(-120, 121), random.nextInt(longest + 1)});
        }
      }
    }
    return Synapses.of(sources, targets, list.toArray(int[][]::new));
  }
}
