package dev.gondola.evolution.search;

import java.util.Arrays;

/**
 * All that a {@link CmaEs} remembers between generations; with bounds and options it goes on from
 * here with the very same candidates. Fields are for this package and for whoever saves them.
 */
public final class CmaState {
  /** Generations told. */
  public long generation;

  /** Step size as a share of the genes' ranges. */
  public double sigma;

  /** Mean of the distribution. */
  public final double[] mean;

  /** Evolution path of the step size. */
  public final double[] stepPath;

  /** Evolution path of the rank-one update. */
  public final double[] rankOnePath;

  /** Variances of the diagonal form; empty for the full form. */
  public final double[] variance;

  /** Lower triangle of the full covariance; empty for the diagonal form. */
  public final double[][] matrix;

  /** Makes a state of the given parts, which are kept. */
  public CmaState(
      long generation,
      double sigma,
      double[] mean,
      double[] stepPath,
      double[] rankOnePath,
      double[] variance,
      double[][] matrix) {
    this.generation = generation;
    this.sigma = sigma;
    this.mean = mean;
    this.stepPath = stepPath;
    this.rankOnePath = rankOnePath;
    this.variance = variance;
    this.matrix = matrix;
  }

  static CmaState initial(Bounds bounds, CmaEs.Options options, double[] start) {
    int n = bounds.size();
    boolean full = options.covariance() == CmaEs.Covariance.FULL;
    double[] variance = new double[full ? 0 : n];
    Arrays.fill(variance, 1);
    double[][] matrix = new double[full ? n : 0][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = new double[i + 1];
      matrix[i][i] = 1;
    }
    return new CmaState(
        0, options.initialStep(), start.clone(), new double[n], new double[n], variance, matrix);
  }

  /** Returns the variance of gene i. */
  double variance(int i) {
    return matrix.length > 0 ? matrix[i][i] : variance[i];
  }

  void check(int n, CmaEs.Options options) {
    boolean full = options.covariance() == CmaEs.Covariance.FULL;
    if (mean.length != n
        || stepPath.length != n
        || rankOnePath.length != n
        || variance.length != (full ? 0 : n)
        || matrix.length != (full ? n : 0)) {
      throw new IllegalArgumentException(
          "the saved state is for another number of genes or another form of covariance");
    }
  }

  CmaState copy() {
    double[][] rows = new double[matrix.length][];
    Arrays.setAll(rows, i -> matrix[i].clone());
    return new CmaState(
        generation,
        sigma,
        mean.clone(),
        stepPath.clone(),
        rankOnePath.clone(),
        variance.clone(),
        rows);
  }
}
