package dev.gondola.evolution.search;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * The whole covariance, decomposed into its principal axes every {@link CmaEs#EIGEN_GAP}
 * generations.
 */
final class FullCovariance implements CovarianceModel {
  private static final double LEAST_VARIANCE = 1e-20;

  /** Lower triangle. */
  private final double[][] matrix;

  private final int n;

  /** Standard deviation along each axis. */
  private final double[] length;

  /** One axis a column. */
  private final double[][] axes;

  FullCovariance(CmaState state) {
    matrix = state.matrix;
    n = matrix.length;
    length = new double[n];
    axes = new double[n][n];
    decompose();
  }

  @Override
  public double deviation(int i, double[] z) {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += axes[i][k] * length[k] * z[k];
    }
    return sum;
  }

  @Override
  public double[] whiten(double[] step) {
    double[] along = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        along[k] += axes[i][k] * step[i];
      }
    }
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        out[i] += axes[i][k] * along[k] / length[k];
      }
    }
    return out;
  }

  @Override
  public void learn(Learning rates, double[] path, double[] weights, double[][] steps) {
    for (int i = 0; i < n; i++) {
      double[] row = matrix[i];
      for (int j = 0; j <= i; j++) {
        row[j] = rates.kept() * row[j] + rates.rankOne() * path[i] * path[j];
      }
      for (int k = 0; k < weights.length; k++) {
        double factor = rates.rankMu() * weights[k] * steps[k][i];
        double[] step = steps[k];
        for (int j = 0; j <= i; j++) {
          row[j] += factor * step[j];
        }
      }
    }
  }

  @Override
  public void endGeneration(long generation) {
    if (generation % CmaEs.EIGEN_GAP == 0) {
      decompose();
    }
  }

  private void decompose() {
    double[][] symmetric = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        symmetric[i][j] = matrix[i][j];
        symmetric[j][i] = matrix[i][j];
      }
    }
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(symmetric, false));
    for (int k = 0; k < n; k++) {
      length[k] = Math.sqrt(Math.max(LEAST_VARIANCE, eigen.getEigenvalue(k)));
      double[] vector = eigen.getEigenvector(k).toArray();
      for (int i = 0; i < n; i++) {
        axes[i][k] = vector[i];
      }
    }
  }
}
