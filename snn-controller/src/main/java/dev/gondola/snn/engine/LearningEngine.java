package dev.gondola.snn.engine;

import dev.gondola.snn.Network;

/**
 * An engine whose network may learn. One step: deliver, update, read the spikes as in {@link
 * FixedPointEngine}; a population's homeostasis learns from its spikes as soon as it has them;
 * every projection delivers the step's spikes; then every projection that learns does so from them,
 * in the network's order. So a change shows from the next step on.
 *
 * <p>{@link #reset} also forgets what was learned, and leaves the engine frozen if it was.
 */
public interface LearningEngine extends Engine {

  /**
   * Returns the third factors, to be written before a step; they are held until changed, and set to
   * 0 by {@link #reset}. An array of {@link Network#modulators} numbers that belongs to the engine.
   */
  int[] modulators();

  /**
   * Stops or resumes all learning. While frozen the network runs exactly as one with the same
   * weights and without learning. Freezing clears all traces, so that what was seen before does not
   * act later.
   */
  void freeze(boolean frozen);

  /** Returns whether learning is stopped. */
  boolean frozen();

  /**
   * Returns the network with the weights, thresholds and gains it has now, rounded to whole
   * numbers. It delivers what this one does if it is frozen.
   */
  Network learned();

  /**
   * Returns the weights of a projection as they are kept, with 16 fractional bits, one for each
   * synapse; a new array.
   *
   * @param projection position in {@link Network#projections}
   * @throws IllegalArgumentException if that projection does not learn
   */
  int[] exactWeights(int projection);

  /** Returns to the weights, thresholds and gains of the network; its activity goes on. */
  void forget();
}
