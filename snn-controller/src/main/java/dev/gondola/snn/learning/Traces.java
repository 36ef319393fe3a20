package dev.gondola.snn.learning;

/**
 * The numbers of exponential traces. A trace grows by {@link #ONE} with a spike and keeps {@code
 * (4096 - decay)/4096} of itself each step, rounded toward zero: {@code exp(-n / tau)} times ONE
 * after n steps. All spikes of the past add up (all-to-all pairing).
 */
public final class Traces {
  /** What a trace grows by with a spike: the number 1 with 16 fractional bits. */
  public static final int ONE = 1 << 16;

  /** Shortest memory: a trace keeps nothing. */
  public static final int MAX_DECAY = 4096;

  private Traces() {}

  /**
   * Returns the decay of a time constant, {@code round(4096 (1 - exp(-1 / steps)))}, at least 1.
   *
   * @param steps time constant in network steps, above 0
   * @throws IllegalArgumentException if it is not above 0
   */
  public static int decay(double steps) {
    if (!(steps > 0)) {
      throw new IllegalArgumentException("a time constant must be above 0 steps, is " + steps);
    }
    return (int) Math.max(1, Math.rint(-4096 * StrictMath.expm1(-1 / steps)));
  }
}
