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
   * A run of synapses of all individuals. They lie in pieces: one piece if neighbouring sources
   * follow each other, else one for each source.
   *
   * @param from index of the first source value
   * @param to index of the first sum
   * @param delay delay in steps
   * @param piece numbers in a piece, a multiple of the widest vector
   * @param jump distance from one piece to the next, of source values and of sums
   * @param weights the weights, piece after piece
   */
  @SuppressWarnings("ArrayRecordComponent") // private to the loops, never compared
  record Run(int from, int to, int delay, int piece, int jump, int[] weights) {}

  /** Makes room for runs of such pieces, before the first step. */
  void prepare(int longestPiece);

  /**
   * Adds what a run carries: weight times value, to the sum at the same place.
   *
   * @param values the source's values
   * @param from where the source's values begin
   * @param into sums
   * @param to where the target's sums begin
   */
  void add(Run run, int[] values, int from, int[] into, int to, Values kind);
}
