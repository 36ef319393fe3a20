package dev.gondola.firmware.log;

import java.io.IOException;

/** A file is not what it should be; the message says what and where, and can be shown as it is. */
public final class McapException extends IOException {
  private static final long serialVersionUID = 1L;

  public McapException(String message) {
    super(message);
  }
}
