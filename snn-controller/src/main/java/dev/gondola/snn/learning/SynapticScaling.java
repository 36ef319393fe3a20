package dev.gondola.snn.learning;

/**
 * Synaptic scaling: all weights of a neuron grow or shrink in proportion until it spikes at its
 * target rate (Turrigiano, Leslie, Desai, Rutherford, Nelson, Nature 391, 1998; in the form of van
 * Rossum, Bi, Turrigiano, Journal of Neuroscience 20, 2000):
 *
 * <pre>
 * every interval steps: w += w * gain * (target - rate)
 * rate = y * rateDecay / 4096,  y the trace of the target's spikes
 * </pre>
 *
 * <p>The rate has to be measured faster than the weights follow it, or both swing (Zenke,
 * Hennequin, Gerstner, PLoS Computational Biology 9, 2013).
 *
 * @param target wanted spikes per step, of 65536, 0..65536
 * @param gain share of a weight for a rate error of one spike per step, of 65536, 0..65536
 * @param rateDecay decay of the rate's trace, 1..4096
 * @param interval steps between changes, 1..1048576
 */
public record SynapticScaling(int target, int gain, int rateDecay, int interval)
    implements LearningRule {
  /** The name used in files. */
  public static final String LABEL = "synaptic-scaling";

  /** Longest interval. */
  public static final int MAX_INTERVAL = 1 << 20;

  @Override
  public String label() {
    return LABEL;
  }
}
