package dev.gondola.snn.learning;

/**
 * Homeostatic threshold, or intrinsic plasticity: {@code vth += rate * (spike - target)} a step,
 * within its bounds, for each neuron. The threshold in force is rounded to a whole mantissa.
 *
 * @param target wanted spikes per step, of 65536, 0..65536
 * @param rate threshold mantissas a spike, of 65536, 0..{@link #MAX_RATE}
 * @param vthMin lowest threshold mantissa, 0..131071
 * @param vthMax highest threshold mantissa, vthMin..131071
 */
public record HomeostaticThreshold(int target, int rate, int vthMin, int vthMax)
    implements Homeostasis {
  /** The name used in files. */
  public static final String LABEL = "threshold";

  @Override
  public String label() {
    return LABEL;
  }
}
