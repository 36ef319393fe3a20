package dev.gondola.evolution.imitation;

/**
 * How far a command is from its target over a recording (arXiv 2309.12937): {@code MAE + 1 -
 * Pearson}. The Pearson correlation of a constant is 0.
 *
 * @param mae mean absolute error, command units
 * @param pearson Pearson correlation, -1..1
 */
public record ImitationLoss(double mae, double pearson) {

  /** Returns the loss. */
  public double loss() {
    return mae + 1 - pearson;
  }

  /**
   * Compares two series.
   *
   * @param target the wanted commands
   * @param actual the commands given, as many
   * @throws IllegalArgumentException if the lengths differ or are 0
   */
  public static ImitationLoss of(double[] target, double[] actual) {
    if (target.length != actual.length || target.length == 0) {
      throw new IllegalArgumentException("two series of one length, not 0, are needed");
    }
    Sums sums = new Sums();
    for (int i = 0; i < target.length; i++) {
      sums.add(target[i], actual[i]);
    }
    return sums.loss();
  }

  /** Gathers a loss value by value; allocates nothing but the result. */
  public static final class Sums {
    private int n;
    private double absolute;
    private double x;
    private double y;
    private double xx;
    private double yy;
    private double xy;

    /** Takes in one pair of commands. */
    public void add(double target, double actual) {
      n++;
      absolute += Math.abs(target - actual);
      x += target;
      y += actual;
      xx += target * target;
      yy += actual * actual;
      xy += target * actual;
    }

    /** Returns the loss of all pairs so far. */
    public ImitationLoss loss() {
      double covariance = xy - x * y / n;
      double variances = (xx - x * x / n) * (yy - y * y / n);
      double pearson = variances > 1e-18 * n ? covariance / Math.sqrt(variances) : 0;
      return new ImitationLoss(absolute / n, Math.clamp(pearson, -1, 1));
    }
  }
}
