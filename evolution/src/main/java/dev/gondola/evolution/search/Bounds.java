package dev.gondola.evolution.search;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The box a search stays in: a lowest and a highest value for each gene. Immutable. */
public final class Bounds {
  private final double[] low;
  private final double[] high;

  /**
   * Makes bounds.
   *
   * @throws IllegalArgumentException if the lengths differ or a highest value is not above its
   *     lowest
   */
  public Bounds(double[] low, double[] high) {
    if (low.length != high.length || low.length == 0) {
      throw new IllegalArgumentException(
          "bounds must list as many lowest as highest values, at least one");
    }
    for (int i = 0; i < low.length; i++) {
      if (!(high[i] > low[i]) || Double.isInfinite(low[i]) || Double.isInfinite(high[i])) {
        throw new IllegalArgumentException("gene " + i + ": bounds must be finite and low < high");
      }
    }
    this.low = low.clone();
    this.high = high.clone();
  }

  /** Returns the same bounds for n genes. */
  public static Bounds uniform(int n, double low, double high) {
    double[] l = new double[n];
    double[] h = new double[n];
    Arrays.fill(l, low);
    Arrays.fill(h, high);
    return new Bounds(l, h);
  }

  /** Returns the bounds of the first n genes. */
  public Bounds first(int n) {
    return new Bounds(Arrays.copyOf(low, n), Arrays.copyOf(high, n));
  }

  /** Returns these bounds with others behind them. */
  public Bounds followedBy(Bounds next) {
    double[] l = Arrays.copyOf(low, size() + next.size());
    double[] h = Arrays.copyOf(high, size() + next.size());
    System.arraycopy(next.low, 0, l, size(), next.size());
    System.arraycopy(next.high, 0, h, size(), next.size());
    return new Bounds(l, h);
  }

  /** Draws a point uniformly. */
  public double[] draw(SplittableRandom random) {
    double[] x = new double[size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = low[i] + range(i) * random.nextDouble();
    }
    return x;
  }

  /** Returns the number of genes. */
  public int size() {
    return low.length;
  }

  /** Returns the lowest value of gene i. */
  public double low(int i) {
    return low[i];
  }

  /** Returns the highest value of gene i. */
  public double high(int i) {
    return high[i];
  }

  /** Returns highest minus lowest value of gene i. */
  public double range(int i) {
    return high[i] - low[i];
  }

  /** Returns whether x is a value gene i may have. */
  public boolean contains(int i, double x) {
    return x >= low[i] && x <= high[i];
  }
}
