package dev.gondola.snn.engine;

/** The loops over a {@link FlatState}; what has arrived is cleared on the way. */
interface FlatLoops {

  /**
   * Updates all neurons.
   *
   * @param arrived what has arrived at the currents
   * @param thresholds thresholds of this step
   */
  void integrate(FlatState state, int[] arrived, int[] thresholds);

  /** Updates the thresholds of neurons from..to, multiples of a vector. */
  void adapt(FlatState state, int[] arrived, int from, int to);
}
