package dev.gondola.snn.engine;

/** Loops over runs of synapses: neighbours in source, target and weights. */
interface RunLoops {

  /** What the source's values are, and what they count as. */
  enum Values {
    /** 0 or 1. */
    SPIKES,
    /** Anything; all but 0 counts as 1. */
    BINARY,
    /** Anything, as it is. */
    GRADED
  }

  /**
   * Adds what a run carries: {@code into[to + i] += weights[i] * values[from + i]} for every
   * weight, where a binary run takes any value but 0 as 1.
   *
   * @param values the source's values
   * @param from index of the first value
   * @param weights weights, a multiple of the widest vector
   * @param into sums
   * @param to index of the first sum
   */
  void add(int[] values, int from, int[] weights, int[] into, int to, Values kind);
}
