package dev.gondola.snn.nir;

/** A fault of a NIR file found while reading it. The message says what it is, but not where. */
final class NirFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NirFormatException(String message) {
    super(message);
  }
}
