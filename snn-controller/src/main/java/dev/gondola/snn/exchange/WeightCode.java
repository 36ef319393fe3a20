package dev.gondola.snn.exchange;

import dev.gondola.snn.SignMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How real weights become 8-bit mantissas with an exponent. A weight is given in units of the
 * engine's summed input. Only exponents whose shift is exact are used: what is shifted right is
 * even.
 */
public enum WeightCode {
  /** One projection of mixed signs: 8 bits with the sign, all mantissas even. */
  MIXED_8("8") {
    @Override
    List<Part> encode(double[] weights) {
      double most = Math.max(max(weights, 1), max(weights, -1)) / MIXED_MAX;
      int exponent = Math.max(-1, exponent(most));
      double unit = 2 * Math.scalb(1.0, exponent);
      int[] mantissa = new int[weights.length];
      for (int k = 0; k < mantissa.length; k++) {
        mantissa[k] = 2 * Math.clamp(Math.round(weights[k] / unit), -127, 127);
      }
      return List.of(new Part("", SignMode.MIXED, exponent, mantissa));
    }
  },

  /**
   * A projection for each sign: 8 bits beside the sign. It costs no more synapses; each sign has an
   * exponent of its own.
   */
  SIGNED_9("9") {
    @Override
    List<Part> encode(double[] weights) {
      List<Part> parts = new ArrayList<>();
      for (int sign = 1; sign >= -1; sign -= 2) {
        double most = max(weights, sign);
        if (most == 0) {
          continue;
        }
        int exponent = Math.max(0, exponent(most / UNSIGNED_MAX));
        int[] mantissa = new int[weights.length];
        for (int k = 0; k < mantissa.length; k++) {
          double w = Math.max(0, weights[k] * sign);
          mantissa[k] = sign * Math.clamp(Math.round(Math.scalb(w, -exponent)), 0, UNSIGNED_MAX);
        }
        parts.add(
            sign > 0
                ? new Part(" excitatory", SignMode.EXCITATORY, exponent, mantissa)
                : new Part(" inhibitory", SignMode.INHIBITORY, exponent, mantissa));
      }
      return parts;
    }
  },

  /**
   * Two projections of mixed signs for the high and the low bits: all that a summed input holds.
   */
  SPLIT_16("16") {
    @Override
    List<Part> encode(double[] weights) {
      int[] low = new int[weights.length];
      int[] high = new int[weights.length];
      for (int k = 0; k < weights.length; k++) {
        int whole = Math.clamp(Math.round(weights[k]), -(1 << 15), 127 * 256 + 127);
        int rest = ((whole + 128) & 255) - 128;
        low[k] = 2 * rest;
        high[k] = 2 * ((whole - rest) / 256);
      }
      return List.of(
          new Part(" high", SignMode.MIXED, 7, high), new Part(" low", SignMode.MIXED, -1, low));
    }
  };

  /** Largest mantissa of a mixed projection. */
  private static final int MIXED_MAX = 254;

  private static final int UNSIGNED_MAX = 255;

  private final String label;

  WeightCode(String label) {
    this.label = label;
  }

  /**
   * One projection.
   *
   * @param suffix what its name ends in
   * @param signMode sign mode
   * @param exponent weight exponent
   * @param mantissa weight of each synapse
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier inside the package, never compared
  record Part(String suffix, SignMode signMode, int exponent, int[] mantissa) {
    /** Returns what a synapse adds to the summed input. */
    double value(int k) {
      return Math.scalb((double) mantissa[k], exponent);
    }
  }

  /** Returns the projections whose weights add up to the given ones, as nearly as they can. */
  abstract List<Part> encode(double[] weights);

  /** Returns the bits of resolution, as on the command line. */
  public String label() {
    return label;
  }

  /** Returns the code of that label, if there is one. */
  public static Optional<WeightCode> ofLabel(String label) {
    return Stream.of(values())
        .filter(c -> c.label.equals(label.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static double max(double[] weights, int sign) {
    double max = 0;
    for (double w : weights) {
      max = Math.max(max, w * sign);
    }
    return max;
  }

  /** Returns the smallest e with x at most 2^e, at most 7. */
  private static int exponent(double x) {
    if (x == 0) {
      return 0;
    }
    int e = Math.getExponent(x);
    return Math.min(7, Math.scalb(1.0, e) < x ? e + 1 : e);
  }
}
