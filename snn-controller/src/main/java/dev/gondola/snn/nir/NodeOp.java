package dev.gondola.snn.nir;

/** What a node does in one step, in 64-bit floating point. */
interface NodeOp {
  /**
   * Does one step.
   *
   * @param in what goes in
   * @param out receives what comes out
   */
  void step(double[] in, double[] out);

  /** Whether nothing is kept from one step to the next. */
  default boolean isMemoryless() {
    return true;
  }

  /** A node with weights, which counts what it does as NeuroBench does. */
  interface Weighted extends NodeOp {
    /** Pairs of an input and a weight that meet in one step. */
    long densePairs();

    /** Pairs of an input and a weight, neither of them 0, that met in the last step. */
    long effectivePairs();
  }
}
