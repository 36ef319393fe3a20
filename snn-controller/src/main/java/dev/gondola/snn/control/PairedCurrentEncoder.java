package dev.gondola.snn.control;

import java.util.Arrays;

/**
 * Turns a signed error into currents of opposite sign for pairs of encoding neurons (arXiv
 * 2309.12937: {@code i = W^e * e}, with opposite {@code W^e} in a pair), in integers:
 *
 * <pre>
 * q             = clamp(round(error / resolution), -32767, 32767)
 * x             = clamp((|gain[p] * q| &gt;&gt; shift) * sign(gain[p] * q), -32767, 32767)
 * values[2p]    = x
 * values[2p + 1] = -x
 * </pre>
 *
 * <p>The neurons' bias is part of the network. Immutable; encoding allocates nothing.
 */
public final class PairedCurrentEncoder {
  private static final int LIMIT = 32767;

  private final double resolution;
  private final int shift;
  private final int[] gains;

  /**
   * Makes an encoder.
   *
   * @param resolution error of one count, in the error's unit (height: m), above 0
   * @param shift right shift of the product, 0..31
   * @param gains one gain for each pair
   * @throws IllegalArgumentException if resolution or shift are out of range
   */
  public PairedCurrentEncoder(double resolution, int shift, int... gains) {
    if (!(resolution > 0) || Double.isInfinite(resolution)) {
      throw new IllegalArgumentException("resolution must be above 0, is " + resolution);
    }
    if (shift < 0 || shift > 31) {
      throw new IllegalArgumentException("shift must be 0..31, is " + shift);
    }
    this.resolution = resolution;
    this.shift = shift;
    this.gains = gains.clone();
  }

  /** Returns the number of channels: two for each gain. */
  public int channels() {
    return 2 * gains.length;
  }

  /** Returns the error of one count. */
  public double resolution() {
    return resolution;
  }

  /** Returns the right shift. */
  public int shift() {
    return shift;
  }

  /** Returns a copy of the gains, one for each pair. */
  public int[] gains() {
    return gains.clone();
  }

  /**
   * Encodes an error.
   *
   * @param error the error; NaN encodes as 0
   * @param values receives the currents, {@link #channels} long
   */
  public void encode(double error, int[] values) {
    int q = (int) Math.clamp(Math.rint(error / resolution), -LIMIT, LIMIT);
    for (int p = 0; p < gains.length; p++) {
      long product = (long) gains[p] * q;
      int x = (int) Math.min(Math.abs(product) >> shift, LIMIT);
      x = product < 0 ? -x : x;
      values[2 * p] = x;
      values[2 * p + 1] = -x;
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof PairedCurrentEncoder e
        && resolution == e.resolution
        && shift == e.shift
        && Arrays.equals(gains, e.gains);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(gains);
  }
}
