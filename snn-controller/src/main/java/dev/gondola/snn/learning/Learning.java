package dev.gondola.snn.learning;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That a projection learns. While it does, its weights have 16 fractional bits; what is delivered
 * is the weight rounded to a whole number (half up), then to what the chip can hold. So a network
 * with the learned weights written down delivers the same.
 *
 * @param wMin lowest weight, within the range of the projection's sign mode
 * @param wMax highest weight, above wMin
 * @param bound how weights meet their bounds
 * @param rules the rules, applied in this order in every step, 1..{@link #MAX_RULES}
 */
public record Learning(int wMin, int wMax, Bound bound, List<LearningRule> rules) {
  /** Most rules of one projection. */
  public static final int MAX_RULES = 8;

  /** How weights meet their bounds. */
  public enum Bound {
    /** Changes do not depend on the weight and stop at the bound (Song et al. 2000). */
    HARD,
    /**
     * Growth is scaled by {@code (wMax - w) / (wMax - wMin)} and loss by {@code (w - wMin) / (wMax
     * - wMin)} (Morrison et al. 2008, mu = 1). {@link SynapticScaling} is not scaled again.
     */
    SOFT;

    /** Returns the name used in files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the bound of that file name, if there is one. */
    public static Optional<Bound> ofLabel(String label) {
      return Stream.of(values()).filter(b -> b.label().equals(label)).findFirst();
    }
  }

  /** Copies the list. */
  public Learning {
    rules = List.copyOf(rules);
  }

  /** Returns learning with hard bounds. */
  public static Learning of(int wMin, int wMax, LearningRule... rules) {
    return new Learning(wMin, wMax, Bound.HARD, List.of(rules));
  }
}
