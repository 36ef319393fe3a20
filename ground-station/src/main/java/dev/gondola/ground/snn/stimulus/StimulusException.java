package dev.gondola.ground.snn.stimulus;

import java.io.Serial;

/** A stimulus that cannot be used. The message tells where and what is wrong. */
public final class StimulusException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  StimulusException(String message) {
    super(message);
  }

  StimulusException(String file, long line, String reason) {
    super(file + ":" + line + ": " + reason);
  }
}
