package dev.gondola.evolution.search;

/**
 * What a {@link CmaEs} knows of the shape of its distribution. Coordinates are shares of the genes'
 * ranges. The numbers themselves live in a {@link CmaState}.
 */
interface CovarianceModel {

  /** Returns coordinate i of a deviation made of independent normal numbers z. */
  double deviation(int i, double[] z);

  /** Returns a step with the distribution's shape taken out, so that its length can be judged. */
  double[] whiten(double[] step);

  /**
   * Learns from a generation.
   *
   * @param rates learning rates of this update
   * @param path evolution path of the rank-one update
   * @param weights recombination weights
   * @param steps steps of the best candidates from the old mean, in units of the step size
   */
  void learn(Learning rates, double[] path, double[] weights, double[][] steps);

  /** Called when a generation has been told. */
  void endGeneration(long generation);

  /**
   * Rates of one update.
   *
   * @param kept share of the old covariance that stays
   * @param rankOne weight of the evolution path
   * @param rankMu weight of the generation's steps
   */
  record Learning(double kept, double rankOne, double rankMu) {}
}
