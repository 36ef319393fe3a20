package dev.gondola.ground.snn.stimulus;

import java.io.Closeable;
import java.io.IOException;

/** The values of a network's inputs, one step after the other. */
public interface Stimulus extends Closeable {

  /**
   * Writes the values of one step.
   *
   * @param step 1, then 2, and so on
   * @param inputs {@code inputs[input][channel]}, in the network's order; keeps what was written in
   *     the step before
   * @throws IOException if a file cannot be read
   * @throws StimulusException if it holds what cannot be used
   */
  void apply(long step, int[][] inputs) throws IOException;

  @Override
  default void close() throws IOException {}
}
