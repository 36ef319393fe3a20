package dev.gondola.snn.bench;

import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.coding.PairedCurrentEncoder;
import dev.gondola.snn.coding.PairedLeakyDecoder;
import dev.gondola.snn.control.SpikingPart;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the networks of the published controller's shape (arXiv 2309.12937), as {@code limit.c}
 * does: 40 encoding and 40 hidden neurons in pairs, each hidden pair joined to one encoding pair.
 */
final class PaperDraw {
  static final int NEURONS = 40;
  static final int PAIRS = NEURONS / 2;
  static final double RESOLUTION = 0.001;
  static final int SHIFT = 8;

  private final Generator random = new Generator();

  /** Draws the next network; the hidden neurons' threshold adapts to what arrives, or not. */
  SpikingPart next(boolean adaptive) {
    int[] gain = new int[PAIRS];
    int[] decoder = new int[PAIRS];
    for (int p = 0; p < PAIRS; p++) {
      gain[p] = random.between(40, 5000);
      decoder[p] = random.between(-900, 900);
    }
    int keep = random.between(0, 4000);
    int[][] c = new int[11][NEURONS];
    for (int j = 0; j < NEURONS; j++) {
      c[0][j] = 4096 - random.between(1, 4095);
      c[1][j] = random.between(-300, 900);
      for (int k = 2; k < 6; k++) {
        c[k][j] = 2 * random.between(-127, 127);
      }
      c[6][j] = 4096 - random.between(1, 4095);
      c[7][j] = 4095 - random.between(0, 4000);
      c[8][j] = 4096 - random.between(1, 4000);
      c[9][j] = random.between(25, 600);
      c[10][j] = random.between(-2000, 2000);
    }
    return new SpikingPart(
        adaptive ? "i" : "pd",
        network(c, adaptive),
        "error",
        new PairedCurrentEncoder(RESOLUTION, SHIFT, gain),
        "hidden",
        new PairedLeakyDecoder(keep, 1.0 / 16384, decoder));
  }

  private static Network network(int[][] c, boolean adaptive) {
    Population encoding =
        Population.lif(
            "encoding",
            NEURONS,
            IntParameter.of(4095),
            IntParameter.perNeuron(c[0]),
            IntParameter.of(2048),
            IntParameter.perNeuron(c[1]),
            IntParameter.of(7));
    Population hidden =
        new Population(
            "hidden",
            NEURONS,
            adaptive ? NeuronModel.IWTA_LIF : NeuronModel.LIF,
            IntParameter.perNeuron(c[7]),
            IntParameter.perNeuron(c[8]),
            IntParameter.perNeuron(c[9]),
            IntParameter.of(0),
            IntParameter.perNeuron(c[10]),
            IntParameter.of(2),
            IntParameter.of(0),
            IntParameter.of(0),
            0,
            1,
            0,
            adaptive ? IntParameter.perNeuron(c[6]) : IntParameter.of(0));
    List<Projection> projections = new ArrayList<>();
    projections.add(Projection.direct("encoded", "error", "encoding"));
    projections.add(
        Projection.of("weights", "encoding", "hidden", Port.CURRENT, 0, blocks(c[2], c[3])));
    if (adaptive) {
      projections.add(
          Projection.of("thresholds", "encoding", "hidden", Port.THRESHOLD, 0, blocks(c[4], c[5])));
    }
    return new Network(
        adaptive ? "i" : "pd",
        1,
        List.of(new Input("error", NEURONS)),
        List.of(encoding, hidden),
        projections);
  }

  private static Synapses blocks(int[] same, int[] cross) {
    int[][] list = new int[2 * NEURONS][];
    for (int j = 0; j < NEURONS; j++) {
      list[2 * j] = new int[] {j, j, same[j], 0};
      list[2 * j + 1] = new int[] {j, j ^ 1, cross[j], 0};
    }
    return Synapses.of(NEURONS, NEURONS, list);
  }

  /** Returns the errors of the stimulus, m. */
  static double[] stimulus() {
    double[] errors = new double[Workload.CHECKED];
    for (int i = 0; i < errors.length; i++) {
      double square = (i / 350) % 2 != 0 ? 0.3 : -0.3;
      errors[i] = RESOLUTION * (int) (1000 * (0.6 * StrictMath.sin(i * 0.031) + square));
    }
    return errors;
  }
}
