package dev.gondola.memory;

/** The store cannot do what was asked. The message says what, where and what to do. */
public final class MemoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of failure it is. */
  public enum Reason {
    /** Another process, or another memory of this one, has the file open. */
    LOCKED,
    /** The file is damaged. */
    DAMAGED,
    /**
     * No space left, on the disk or within the store's own limit. Nothing of the call was stored.
     */
    FULL,
    /** The file is not a memory of this robot, or of a newer schema version. */
    FOREIGN,
    /** The file cannot be read or written. */
    IO
  }

  private final Reason reason;

  MemoryException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  MemoryException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What kind of failure it is. */
  public Reason reason() {
    return reason;
  }
}
