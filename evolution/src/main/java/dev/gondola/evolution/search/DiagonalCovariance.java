package dev.gondola.evolution.search;

/** Variances only. */
final class DiagonalCovariance implements CovarianceModel {
  private final double[] variance;

  DiagonalCovariance(CmaState state) {
    variance = state.variance;
  }

  @Override
  public double deviation(int i, double[] z) {
    return Math.sqrt(variance[i]) * z[i];
  }

  @Override
  public double[] whiten(double[] step) {
    double[] out = new double[step.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = step[i] / Math.sqrt(variance[i]);
    }
    return out;
  }

  @Override
  public void learn(Learning rates, double[] path, double[] weights, double[][] steps) {
    for (int i = 0; i < variance.length; i++) {
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * steps[k][i] * steps[k][i];
      }
      variance[i] =
          rates.kept() * variance[i] + rates.rankOne() * path[i] * path[i] + rates.rankMu() * sum;
    }
  }

  @Override
  public void endGeneration(long generation) {}
}
