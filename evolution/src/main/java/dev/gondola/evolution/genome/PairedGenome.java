package dev.gondola.evolution.genome;

import dev.gondola.evolution.search.Bounds;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleToIntFunction;

/**
 * The published controller's shape (arXiv 2309.12937, Table I): pairs of encoding LIF neurons with
 * opposite gain, pairs of hidden neurons that each see one encoding pair, one leaky integrator with
 * opposite weights in a pair. Every pair is mirror symmetric, so the network is odd: the opposite
 * error gives the opposite command.
 *
 * <p>Where the paper evolves threshold and weights that only matter as a ratio, this genome fixes
 * one of them; time constants and ratios are in logarithmic genes, so that slow and fast neurons
 * are equally easy to reach.
 */
public final class PairedGenome {
  /** Error of one encoder count, m. */
  static final double RESOLUTION = 0.001;

  /** Threshold mantissa of an encoding neuron: an encoded current of 1. */
  static final int ENCODER_UNIT = 2048;

  private static final int ENCODER_SHIFT = 8;

  /** Threshold mantissa of a hidden neuron with a threshold gene of 1: a spike of full weight. */
  static final int HIDDEN_UNIT = 254;

  private static final double DECODER_UNIT = 1.0 / 16384;

  private static final double DECODER_DECAY_HIGH = 1.5;

  private final String part;
  private final int pairs;
  private final NeuronModel hidden;
  private final int stepsPerTick;
  private final double commandScale;
  private final List<Gene> genes;
  private final Map<String, Integer> position = new HashMap<>();

  /**
   * One gene of every pair.
   *
   * @param name name
   * @param low lowest value
   * @param high highest value
   */
  public record Gene(String name, double low, double high) {}

  /**
   * Makes a genome.
   *
   * @param part name of the part it makes, such as {@code pd}
   * @param pairs pairs of encoding neurons, and of hidden neurons
   * @param hidden model of the hidden neurons, LIF or IWTA-LIF
   * @param stepsPerTick network steps in a control period
   * @param commandScale largest command of a hidden neuron that spikes in every step
   */
  public PairedGenome(
      String part, int pairs, NeuronModel hidden, int stepsPerTick, double commandScale) {
    this.part = part;
    this.pairs = pairs;
    this.hidden = hidden;
    this.stepsPerTick = stepsPerTick;
    this.commandScale = commandScale;
    List<Gene> list = new ArrayList<>();
    list.add(new Gene("gain", -1, 2));
    list.add(new Gene("encoderBias", -4, 1));
    list.add(new Gene("encoderMembrane", 0, 3));
    list.add(new Gene("weightSame", -1, 1));
    list.add(new Gene("weightCross", -1, 1));
    list.add(new Gene("hiddenThreshold", -1, 2.7));
    list.add(new Gene("hiddenBias", -1, 1));
    list.add(new Gene("hiddenCurrent", 0, 3.6));
    list.add(new Gene("hiddenMembrane", 0, 3));
    if (hidden == NeuronModel.IWTA_LIF) {
      list.add(new Gene("thresholdSame", -1, 1));
      list.add(new Gene("thresholdCross", -1, 1));
      list.add(new Gene("thresholdDecay", 0, 3));
    }
    genes = List.copyOf(list);
    for (int k = 0; k < list.size(); k++) {
      position.put(list.get(k).name(), k);
    }
  }

  /** Returns the genes of one pair, in order. */
  public List<Gene> pairGenes() {
    return genes;
  }

  /** Returns the number of genes: those of all pairs, the decoder's decay and its weights. */
  public int length() {
    return prefixLength() + pairs;
  }

  /** Returns the number of genes before the decoder's weights, which are the last ones. */
  public int prefixLength() {
    return pairs * genes.size() + 1;
  }

  /** Returns the network steps in a control period. */
  public int stepsPerTick() {
    return stepsPerTick;
  }

  /** Returns the number of pairs of hidden neurons. */
  public int pairs() {
    return pairs;
  }

  /**
   * Completes a genome whose decoder was found otherwise.
   *
   * @param prefix the genes before the decoder's weights
   * @param commands command of each hidden pair that spikes in every step; cut to the bounds
   */
  public double[] complete(double[] prefix, double[] commands) {
    double[] x = Arrays.copyOf(prefix, length());
    for (int p = 0; p < pairs; p++) {
      x[prefixLength() + p] = Math.clamp(commands[p] / commandScale, -1, 1);
    }
    return x;
  }

  /** Returns the range of every gene. */
  public Bounds bounds() {
    double[] low = new double[length()];
    double[] high = new double[length()];
    for (int i = 0; i < pairs * genes.size(); i++) {
      low[i] = genes.get(i % genes.size()).low();
      high[i] = genes.get(i % genes.size()).high();
    }
    high[prefixLength() - 1] = DECODER_DECAY_HIGH;
    for (int p = 0; p < pairs; p++) {
      low[prefixLength() + p] = -1;
      high[prefixLength() + p] = 1;
    }
    return new Bounds(low, high);
  }

  /**
   * Makes the network of a genome.
   *
   * @param x the genes, {@link #length} long, within {@link #bounds}
   */
  public SpikingPart decode(double[] x) {
    Genes g = new Genes(x);
    int n = 2 * pairs;
    Population encoding =
        Population.lif(
            "encoding",
            n,
            IntParameter.of(4095),
            g.paired("encoderMembrane", PairedGenome::decay),
            IntParameter.of(ENCODER_UNIT),
            g.paired("encoderBias", b -> (int) Math.rint(b * (ENCODER_UNIT / 2))),
            IntParameter.of(7));
    Network network =
        new Network(
            part,
            stepsPerTick,
            List.of(new Input("error", n)),
            List.of(encoding, hidden(g)),
            projections(g));
    return new SpikingPart(
        part,
        network,
        "error",
        new PairedCurrentEncoder(
            RESOLUTION,
            ENCODER_SHIFT,
            g.each("gain", v -> (int) Math.rint(pow10(v) * ENCODER_UNIT * RESOLUTION * 256))),
        "hidden",
        decoder(g));
  }

  private Population hidden(Genes g) {
    int[] threshold =
        g.each("hiddenThreshold", v -> Math.clamp((long) (pow10(v) * HIDDEN_UNIT), 1, 131071));
    int[] mantissa = new int[pairs];
    int[] exponent = new int[pairs];
    int[] currentDecay = new int[pairs];
    for (int p = 0; p < pairs; p++) {
      double bias = g.of("hiddenBias", p) * threshold[p] * 64;
      exponent[p] = Math.clamp(Math.getExponent(bias) - 11, 0, 7);
      mantissa[p] = Math.clamp((long) Math.rint(bias / (1 << exponent[p])), -4096, 4095);
      // The current must not reach the limit at which it wraps, however long the error lasts.
      int magnitude =
          Math.abs(weight(g.of("weightSame", p))) + Math.abs(weight(g.of("weightCross", p)));
      int decay = decay(g.of("hiddenCurrent", p)) - 1;
      currentDecay[p] = Math.clamp(Math.max(decay, (magnitude + 31) / 32), 0, 4095);
    }
    IntParameter du = doubled(currentDecay);
    IntParameter dv = g.paired("hiddenMembrane", PairedGenome::decay);
    IntParameter biasMant = doubled(mantissa);
    IntParameter biasExp = doubled(exponent);
    int n = 2 * pairs;
    return hidden == NeuronModel.IWTA_LIF
        ? Population.iwta(
            "hidden",
            n,
            du,
            dv,
            doubled(threshold),
            biasMant,
            biasExp,
            g.paired("thresholdDecay", PairedGenome::decay))
        : Population.lif("hidden", n, du, dv, doubled(threshold), biasMant, biasExp);
  }

  private List<Projection> projections(Genes g) {
    List<Projection> list = new ArrayList<>();
    list.add(Projection.direct("error-encoding", "error", "encoding"));
    list.add(
        Projection.of(
            "encoding-hidden",
            "encoding",
            "hidden",
            Port.CURRENT,
            0,
            blocks(g, "weightSame", "weightCross")));
    if (hidden == NeuronModel.IWTA_LIF) {
      list.add(
          Projection.of(
              "encoding-threshold",
              "encoding",
              "hidden",
              Port.THRESHOLD,
              0,
              blocks(g, "thresholdSame", "thresholdCross")));
    }
    return list;
  }

  private Synapses blocks(Genes g, String same, String cross) {
    int[][] list = new int[4 * pairs][];
    for (int p = 0; p < pairs; p++) {
      int a = 2 * p;
      int b = a + 1;
      int ws = weight(g.of(same, p));
      int wc = weight(g.of(cross, p));
      list[4 * p] = new int[] {a, a, ws};
      list[4 * p + 1] = new int[] {b, b, ws};
      list[4 * p + 2] = new int[] {a, b, wc};
      list[4 * p + 3] = new int[] {b, a, wc};
    }
    return Synapses.of(2 * pairs, 2 * pairs, list);
  }

  private PairedLeakyDecoder decoder(Genes g) {
    int keep = 4096 - decay(g.decoderDecay());
    double perSpike = commandScale * (1 - keep / 4096.0) / DECODER_UNIT;
    int[] weights = new int[pairs];
    for (int p = 0; p < pairs; p++) {
      double weight = g.decoder(p) * perSpike;
      weights[p] =
          (int)
              Math.rint(
                  Math.clamp(
                      weight, -PairedLeakyDecoder.MAX_WEIGHT, PairedLeakyDecoder.MAX_WEIGHT));
    }
    return new PairedLeakyDecoder(keep, DECODER_UNIT, weights);
  }

  /** A share of 4096 that is lost each step: 10^-g, so 0 forgets at once. */
  private static int decay(double gene) {
    return Math.clamp((long) Math.rint(4096 * pow10(-gene)), 1, 4095);
  }

  /** An even weight, so that no engine has to round it. */
  private static int weight(double gene) {
    return 2 * (int) Math.rint(gene * (HIDDEN_UNIT / 2));
  }

  private static double pow10(double x) {
    return StrictMath.pow(10, x);
  }

  private static IntParameter doubled(int[] perPair) {
    int[] all = new int[2 * perPair.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = perPair[i / 2];
    }
    return IntParameter.perNeuron(all);
  }

  /** A genome's numbers by name. */
  private final class Genes {
    private final double[] x;

    Genes(double[] x) {
      if (x.length != length()) {
        throw new IllegalArgumentException(
            "a genome of " + length() + " genes is needed, not of " + x.length);
      }
      this.x = x;
    }

    double of(String name, int pair) {
      return x[pair * genes.size() + position.get(name)];
    }

    double decoderDecay() {
      return x[prefixLength() - 1];
    }

    double decoder(int pair) {
      return x[prefixLength() + pair];
    }

    int[] each(String name, DoubleToIntFunction f) {
      int[] values = new int[pairs];
      for (int p = 0; p < pairs; p++) {
        values[p] = f.applyAsInt(of(name, p));
      }
      return values;
    }

    IntParameter paired(String name, DoubleToIntFunction f) {
      return doubled(each(name, f));
    }
  }
}
