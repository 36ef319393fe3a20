package dev.gondola.ground.snn.stimulus;

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
}
