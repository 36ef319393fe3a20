package dev.gondola.ground.snn.stimulus;

import java.io.IOException;
import java.util.OptionalLong;

/** Something a stimulus can be taken from, again and again with the same values. */
public interface StimulusSource {

  /** Returns the last step that the source speaks of; empty if it has no end of its own. */
  OptionalLong lastStep();

  /**
   * Begins at the first step.
   *
   * @throws IOException if a file cannot be read
   */
  Stimulus open() throws IOException;

  /** Returns a few words that tell a reader what it is, such as {@code spikes.csv}. */
  String description();
}
