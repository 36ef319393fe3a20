package dev.gondola.firmware.link;

/** A message from outside is not what its schema says; the message tells why. */
public final class BadMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  BadMessageException(String reason) {
    super(reason);
  }
}
