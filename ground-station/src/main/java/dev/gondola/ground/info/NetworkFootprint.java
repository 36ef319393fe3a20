package dev.gondola.ground.info;

import dev.gondola.snn.Convolution;
import dev.gondola.snn.Network;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.engine.EffectiveWeights;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What NeuroBench says of an integer network that is not run. Sizes are those of the chip's
 * registers: 12 bits for a decay, 17 for a threshold, 13 and 3 for a bias, 24 for each state
 * variable, the weight bits of each projection, 6 for a delay.
 *
 * @param weights cells of the weight matrices, and elements of the kernels of convolutions
 * @param zeroWeights those that are 0 or absent, after rounding to what the chip stores
 * @param parameters numbers stored: weights, delays, neuron parameters
 * @param parameterBits their bits
 * @param neurons neurons
 * @param stateBits bits of their state
 * @param densePairs pairs of a source and a weight that meet in a step
 */
record NetworkFootprint(
    long weights,
    long zeroWeights,
    long parameters,
    long parameterBits,
    long neurons,
    long stateBits,
    long densePairs) {
  private static final int DECAY_BITS = 12;
  private static final int THRESHOLD_BITS = 17;
  private static final int BIAS_BITS = 13;
  private static final int EXPONENT_BITS = 3;
  private static final int STATE_BITS = 24;
  private static final int DELAY_BITS = 6;

  private static final NetworkFootprint NONE = new NetworkFootprint(0, 0, 0, 0, 0, 0, 0);

  static NetworkFootprint of(Network network) {
    return Stream.concat(
            network.populations().stream().map(NetworkFootprint::of),
            network.projections().stream().filter(p -> !p.isDirect()).map(NetworkFootprint::of))
        .reduce(NONE, NetworkFootprint::plus);
  }

  private static NetworkFootprint of(Population p) {
    long decays = (long) p.du().length() + p.dv().length();
    long thresholds = p.model().spikes() ? p.vth().length() : 0;
    long biases = (long) p.biasMant().length();
    long exponents = p.biasExp().length();
    int variables = 2;
    if (p.model() == NeuronModel.IWTA_LIF) {
      decays += p.dth().length();
      variables = 3;
    } else if (p.model() == NeuronModel.TERNARY_LIF) {
      thresholds += p.vthLo().length();
    }
    long bits =
        decays * DECAY_BITS
            + thresholds * THRESHOLD_BITS
            + biases * BIAS_BITS
            + exponents * EXPONENT_BITS;
    long state = (long) p.size() * variables * STATE_BITS;
    return new NetworkFootprint(
        0, 0, decays + thresholds + biases + exponents, bits, p.size(), state, 0);
  }

  private static NetworkFootprint of(Projection p) {
    Synapses s = p.synapses().orElseThrow();
    Convolution convolution = s.convolution().orElse(null);
    long cells =
        convolution == null ? (long) s.sources() * s.targets() : kernel(convolution).length;
    long stored = convolution == null ? s.count() : cells;
    long nonzero = Arrays.stream(weights(p)).filter(w -> w != 0).count();
    long delays = s.maxDelay() > 0 ? stored : 0;
    return new NetworkFootprint(
        cells,
        Math.max(0, cells - nonzero),
        stored + delays,
        stored * p.weightBits() + delays * DELAY_BITS,
        0,
        0,
        convolution == null ? cells : convolution.synapses());
  }

  /** The weights as the chip stores them: of a convolution those of its kernel. */
  static int[] weights(Projection p) {
    return EffectiveWeights.of(
        p.synapses().orElseThrow().convolution().map(c -> asMatrix(p, c)).orElse(p));
  }

  private static Projection asMatrix(Projection p, Convolution convolution) {
    Synapses row = Synapses.dense(new int[][] {kernel(convolution)});
    return p.withSynapses(row);
  }

  private static int[] kernel(Convolution convolution) {
    return Arrays.stream(convolution.kernel())
        .flatMap(Arrays::stream)
        .flatMap(Arrays::stream)
        .flatMapToInt(Arrays::stream)
        .toArray();
  }

  private NetworkFootprint plus(NetworkFootprint o) {
    return new NetworkFootprint(
        weights + o.weights,
        zeroWeights + o.zeroWeights,
        parameters + o.parameters,
        parameterBits + o.parameterBits,
        neurons + o.neurons,
        stateBits + o.stateBits,
        densePairs + o.densePairs);
  }

  long parameterBytes() {
    return (parameterBits + 7) / 8;
  }

  long stateBytes() {
    return (stateBits + 7) / 8;
  }

  double connectionSparsity() {
    return weights == 0 ? 0 : (double) zeroWeights / weights;
  }
}
