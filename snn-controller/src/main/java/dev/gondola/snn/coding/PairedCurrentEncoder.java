package dev.gondola.snn.coding;

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
 * <p>The current is held for the whole control period; the neurons' bias is part of the network.
 * Without state between control periods. NaN encodes as 0. Immutable; encoding allocates nothing.
 */
public final class PairedCurrentEncoder implements Encoder {
  /** Largest gain whose product with a count fits 32 bits. */
  private static final int SMALL_GAIN = 65535;

  private final double resolution;
  private final int shift;
  private final int[] gains;
  private final boolean small;

  /** The gain of every channel. */
  private final int[] signed;

  /**
   * Makes an encoder.
   *
   * @param resolution error of one count, in the error's unit (height: m), above 0
   * @param shift right shift of the product, 0..31
   * @param gains one gain for each pair
   * @throws IllegalArgumentException if resolution or shift are out of range
   */
  public PairedCurrentEncoder(double resolution, int shift, int... gains) {
    Counts.positive("resolution", resolution);
    Counts.range("shift", shift, 0, 31);
    this.resolution = resolution;
    this.shift = shift;
    this.gains = gains.clone();
    signed = new int[2 * gains.length];
    for (int p = 0; p < gains.length; p++) {
      signed[2 * p] = gains[p];
      signed[2 * p + 1] = -gains[p];
    }
    small = Arrays.stream(gains).allMatch(g -> g >= -SMALL_GAIN && g <= SMALL_GAIN);
  }

  /** Returns the number of channels: two for each gain. */
  @Override
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
    int q = Counts.of(error, resolution);
    if (small) {
      encodeSmall(signed, q, shift, values);
    } else {
      encodeAny(gains, q, shift, values);
    }
  }

  private static void encodeAny(int[] gains, int q, int shift, int[] values) {
    for (int p = 0; p < gains.length; p++) {
      long product = (long) gains[p] * q;
      int x = (int) Math.min(Math.abs(product) >> shift, Counts.LIMIT);
      x = product < 0 ? -x : x;
      values[2 * p] = x;
      values[2 * p + 1] = -x;
    }
  }

  /** The same where the products fit 32 bits: one loop over all channels, without a branch. */
  private static void encodeSmall(int[] signed, int q, int shift, int[] values) {
    for (int c = 0; c < signed.length; c++) {
      int product = signed[c] * q;
      int sign = product >> 31;
      int magnitude = ((product ^ sign) - sign) >> shift;
      values[c] = (Math.min(magnitude, Counts.LIMIT) ^ sign) - sign;
    }
  }

  @Override
  public Encoder.Run start(int stepsPerTick) {
    return new Run(this);
  }

  private static final class Run implements Encoder.Run {
    private final PairedCurrentEncoder encoder;
    private double error;

    Run(PairedCurrentEncoder encoder) {
      this.encoder = encoder;
    }

    @Override
    public void encode(double value) {
      error = value;
    }

    @Override
    public void write(int step, int[] values) {
      if (step == 0) {
        encoder.encode(error, values);
      }
    }

    @Override
    public void reset() {
      error = 0;
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
