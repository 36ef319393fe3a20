package dev.gondola.snn.coding;

import java.util.Arrays;

/**
 * Reads pairs of spiking neurons with one non-spiking leaky integrator (arXiv 2309.12937, {@code
 * y(t) = lambda * y(t-1) + sum W^d s(t)} with opposite {@code W^d} in a pair), in integers:
 *
 * <pre>
 * y = sign(y) * ((|y| * keep) &gt;&gt; 12) + sum over pairs of weight[p] * (s[2p] - s[2p + 1])
 * </pre>
 *
 * <p>The output is {@code y * unit}, -2^31 + 1..2^31 - 1 counts with a resolution of one; y
 * saturates. The state is y, 0 at first, which a control period without a spike only lets leak.
 * Immutable.
 */
public final class PairedLeakyDecoder implements Decoder {
  private final int keep;
  private final double unit;
  private final int[] weights;

  /** The weight of every neuron. */
  private final int[] signed;

  /** Whether the weighted sum of any spikes fits 32 bits. */
  private final boolean small;

  /**
   * Makes a decoder.
   *
   * @param keep factor out of 4096 that the integrator keeps each network step, 0..4095
   * @param unit command of one count, above 0
   * @param weights one weight for each pair, -{@link #MAX_WEIGHT}..{@link #MAX_WEIGHT}
   * @throws IllegalArgumentException if a number is out of range
   */
  public PairedLeakyDecoder(int keep, double unit, int... weights) {
    Counts.range("keep", keep, 0, 4095);
    Counts.positive("unit", unit);
    for (int w : weights) {
      Counts.range("weights", w, -MAX_WEIGHT, MAX_WEIGHT);
    }
    this.keep = keep;
    this.unit = unit;
    this.weights = weights.clone();
    signed = new int[2 * weights.length];
    long most = 0;
    for (int p = 0; p < weights.length; p++) {
      signed[2 * p] = weights[p];
      signed[2 * p + 1] = -weights[p];
      most += 2 * Math.abs((long) weights[p]);
    }
    small = most <= Integer.MAX_VALUE;
  }

  /** Returns the number of neurons read: two for each weight. */
  @Override
  public int channels() {
    return 2 * weights.length;
  }

  /** Returns the factor out of 4096 that the integrator keeps. */
  public int keep() {
    return keep;
  }

  @Override
  public double unit() {
    return unit;
  }

  /** Returns a copy of the weights, one for each pair. */
  public int[] weights() {
    return weights.clone();
  }

  /**
   * Advances the integrator by one network step.
   *
   * @param y the integrator before the step
   * @param spikes spikes of the step, {@link #channels} long
   * @return the integrator after the step; saturates at 32 bits
   */
  public int advance(int y, int[] spikes) {
    long magnitude = (Math.abs((long) y) * keep) >> 12;
    long sum = y < 0 ? -magnitude : magnitude;
    sum += small ? dot(signed, spikes) : longDot(signed, spikes);
    return Math.clamp(sum, -Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private static int dot(int[] weights, int[] spikes) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * spikes[i];
    }
    return sum;
  }

  private static long longDot(int[] weights, int[] spikes) {
    long sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (long) weights[i] * spikes[i];
    }
    return sum;
  }

  @Override
  public Decoder.Run start(int stepsPerTick) {
    return new Run(this);
  }

  private static final class Run implements Decoder.Run {
    private final PairedLeakyDecoder decoder;
    private int y;

    Run(PairedLeakyDecoder decoder) {
      this.decoder = decoder;
    }

    @Override
    public void read(int step, int[] spikes) {
      y = decoder.advance(y, spikes);
    }

    @Override
    public int value() {
      return y;
    }

    @Override
    public void reset() {
      y = 0;
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof PairedLeakyDecoder d
        && keep == d.keep
        && unit == d.unit
        && Arrays.equals(weights, d.weights);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(weights);
  }
}
