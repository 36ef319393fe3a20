package dev.gondola.snn.learning;

import dev.gondola.snn.IntParameter;

/**
 * Adaptive gain: the input that arrives in a step is multiplied by {@code gain / 4096}, and {@code
 * gain -= rate * (spike - target)}, within its bounds, for each neuron: slow multiplicative gain
 * control, the neuron's own form of synaptic scaling (Turrigiano, Nelson, Nature Reviews
 * Neuroscience 5, 2004). The product is rounded toward zero; a gain above 4096 brings no input
 * beyond +-131071.
 *
 * @param target wanted spikes per step, of 65536, 0..65536
 * @param rate change of the gain a spike, in 1/4096, of 65536, 0..{@link #MAX_RATE}
 * @param gain gain before the first step, one for all neurons or one for each, 4096 is 1
 * @param gainMin lowest gain, 0..65535
 * @param gainMax highest gain, gainMin..65535
 */
public record AdaptiveGain(int target, int rate, IntParameter gain, int gainMin, int gainMax)
    implements Homeostasis {
  /** The name used in files. */
  public static final String LABEL = "gain";

  /** The gain of 1. */
  public static final int ONE = 4096;

  /** Highest gain there is. */
  public static final int MAX_GAIN = 65535;

  @Override
  public String label() {
    return LABEL;
  }
}
