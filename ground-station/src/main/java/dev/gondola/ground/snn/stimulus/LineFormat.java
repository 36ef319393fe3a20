package dev.gondola.ground.snn.stimulus;

import dev.gondola.snn.control.SpikingPart;
import java.util.Optional;

/** Reads the lines of one format. */
interface LineFormat {

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException telling what is wrong with it
   */
  void parse(String line, Frame frame);

  /** Returns whether several lines may speak of the same step. */
  default boolean repeatsSteps() {
    return false;
  }

  /** Returns the part whose encoder makes values of the frames' errors; empty if they have none. */
  default Optional<SpikingPart> encodedBy() {
    return Optional.empty();
  }
}
