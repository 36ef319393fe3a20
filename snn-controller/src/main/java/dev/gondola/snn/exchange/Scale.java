package dev.gondola.snn.exchange;

/**
 * How large NIR's numbers may become in the integer engine: a power of two for each population, the
 * largest with which no neuron leaves its ranges, whatever its sources do. Loihi's ranges: summed
 * input of a step 16 bits, taken times 64; current and membrane potential 24 bits; threshold 17
 * bits times 64; bias 13 bits shifted by at most 7.
 */
final class Scale {
  /** The summed input enters the current times this. */
  static final int INPUT_UNIT = 64;

  private static final double STATE = (1 << 23) - 1;
  private static final double INPUT = 254 << 7;
  private static final double THRESHOLD = 131071.0 * 64;
  private static final double BIAS = 4095 << 7;
  private static final int MOST = 40;

  /** A neuron may saturate when it is inhibited this many thresholds below its reset. */
  private static final int INHIBITION = 8;

  private Scale() {}

  /**
   * Returns the exponent of the scale of a population.
   *
   * @param d the neurons
   * @param positive most that can be added to u in a step, one number a neuron
   * @param negative most that can be taken from u in a step
   * @param bias constant input, in units of the input
   */
  static int exponent(NeuronDynamics d, double[] positive, double[] negative, double[] bias) {
    double limit = Math.scalb(1.0, MOST);
    for (int i = 0; i < d.size(); i++) {
      limit = Math.min(limit, neuron(d, i, positive[i], negative[i], bias[i]));
    }
    return Math.getExponent(limit);
  }

  private static double neuron(
      NeuronDynamics d, int i, double positive, double negative, double bias) {
    double keep = (double) d.currentDecay()[i] / NeuronDynamics.ONE;
    double settled = d.constantGain()[i] * bias;
    // A synaptic current starts at minus what its constant input makes of it.
    double offset = d.currentDecay()[i] < NeuronDynamics.ONE ? Math.abs(settled) : 0;
    double step = settled + d.leak()[i];
    double most = Math.max(positive, negative);
    double limit = ratio(INPUT * INPUT_UNIT, most);
    limit = Math.min(limit, ratio(STATE, most / keep + offset));
    limit = Math.min(limit, ratio(THRESHOLD, Math.abs(d.threshold()[i])));
    limit = Math.min(limit, ratio(BIAS, Math.abs(step)));
    limit = Math.min(limit, ratio(STATE, Math.abs(d.start()[i])));
    double leak = (double) d.membraneDecay()[i] / NeuronDynamics.ONE;
    if (leak > 0) {
      // Above, a spiking neuron saturates no earlier than it spikes.
      double below = (negative / keep + Math.max(0, -step)) / leak;
      double above = (positive / keep + Math.max(0, step)) / leak;
      limit =
          Math.min(
              limit,
              d.type().isSpiking()
                  ? ratio(STATE, Math.min(below, INHIBITION * Math.abs(d.threshold()[i])))
                  : ratio(STATE, Math.max(below, above)));
    }
    return limit;
  }

  private static double ratio(double most, double value) {
    return value > 0 ? most / value : Double.POSITIVE_INFINITY;
  }
}
