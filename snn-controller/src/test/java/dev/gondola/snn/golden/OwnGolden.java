package dev.gondola.snn.golden;

import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
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
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * The golden cases of our own: one for each thing the rules say, small enough to read. What is
 * expected comes from the plain reference engine of the tests, never from the engine they test.
 */
record OwnGolden(String name, Network network, boolean graded) {
  private static final int STEPS = 40;
  private static final IntParameter ZERO = IntParameter.of(0);

  /** All cases, in the order of their names. */
  static List<OwnGolden> all() {
    return List.of(
        of("g1-lif-mixed", neurons(NeuronModel.LIF, 0, 1, 0), SignMode.MIXED, 8, 1, 0, 0),
        of(
            "g2-refractory",
            neurons(NeuronModel.LIF_REFRACTORY, 3, 1, 0),
            SignMode.AUTO,
            8,
            2,
            0,
            0),
        of("g3-reset", neurons(NeuronModel.LIF_RESET, 0, 7, -3), SignMode.EXCITATORY, 8, 0, 0, 0),
        of("g4-ternary", neurons(NeuronModel.TERNARY_LIF, 0, 1, 0), SignMode.MIXED, 6, 2, 0, 0),
        of("g5-delays", neurons(NeuronModel.LIF, 0, 1, 0), SignMode.MIXED, 8, 1, 0, 9),
        of("g6-right-shift", neurons(NeuronModel.LIF, 0, 1, 0), SignMode.INHIBITORY, 5, -3, 0, 2),
        of("g7-graded", neurons(NeuronModel.TERNARY_LIF, 0, 1, 0), SignMode.MIXED, 8, -2, 16, 3),
        of(
            "g8-leaky-integrator",
            neurons(NeuronModel.LEAKY_INTEGRATOR, 0, 1, 0),
            SignMode.MIXED,
            8,
            4,
            16,
            1));
  }

  /** The whole golden file. */
  ObjectNode file() {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    int[][] stimulus = new int[STEPS][network.inputs().getFirst().size()];
    for (int[] row : stimulus) {
      for (int i = 0; i < row.length; i++) {
        int value = graded ? random.nextInt(-99, 100) : 1;
        row[i] = random.nextInt(3) == 0 ? value : 0;
      }
    }
    return GoldenWriter.file(name, network, stimulus, graded);
  }

  private static OwnGolden of(
      String name, Population p, SignMode mode, int bits, int exponent, int message, int delay) {
    RandomGenerator random = new SplittableRandom(name.length() + 31L * bits + exponent);
    List<Projection> projections = new ArrayList<>();
    projections.add(
        new Projection(
            "forward",
            "in",
            p.id(),
            Port.CURRENT,
            mode == SignMode.INHIBITORY ? SignMode.EXCITATORY : mode,
            bits,
            mode == SignMode.INHIBITORY ? 1 : exponent,
            message,
            Optional.of(full(random, 3, p.size(), delay))));
    projections.add(
        new Projection(
            "recurrent",
            p.id(),
            p.id(),
            Port.CURRENT,
            mode,
            bits,
            exponent,
            message,
            Optional.of(sparse(random, p.size(), delay))));
    List<Input> inputs = List.of(new Input("in", 3));
    return new OwnGolden(name, new Network(name, 1, inputs, List.of(p), projections), message > 0);
  }

  private static Population neurons(NeuronModel model, int refractory, int interval, int offset) {
    boolean ternary = model == NeuronModel.TERNARY_LIF;
    return new Population(
        "n",
        4,
        model,
        IntParameter.perNeuron(0, 400, 2000, 4095),
        IntParameter.perNeuron(0, 100, 900, 4095),
        model == NeuronModel.LEAKY_INTEGRATOR ? ZERO : IntParameter.perNeuron(200, 6000, 1500, 250),
        ternary ? IntParameter.perNeuron(0, -1, -60, -120) : ZERO,
        IntParameter.perNeuron(-3, 0, 40, 2000),
        IntParameter.perNeuron(7, 0, 3, 2),
        IntParameter.perNeuron(-(1 << 23) + 1, 0, 77, 1 << 23),
        ZERO,
        refractory,
        interval,
        offset,
        ZERO);
  }

  private static Synapses full(RandomGenerator random, int sources, int targets, int delay) {
    int[][] weights = new int[targets][sources];
    int[][] delays = new int[targets][sources];
    for (int j = 0; j < targets; j++) {
      for (int i = 0; i < sources; i++) {
        weights[j][i] = random.nextInt(-60, 260);
        delays[j][i] = random.nextInt(delay + 1);
      }
    }
    return Synapses.dense(weights, delays);
  }

  private static Synapses sparse(RandomGenerator random, int size, int delay) {
    List<int[]> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(size);
      list.add(new int[] {j, i, random.nextInt(-255, 256), random.nextInt(delay + 1)});
    }
    return Synapses.of(size, size, list.toArray(int[][]::new));
  }
}
