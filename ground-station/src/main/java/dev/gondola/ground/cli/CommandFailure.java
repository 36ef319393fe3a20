package dev.gondola.ground.cli;

import java.io.Serial;

/** A fault whose message alone tells the user what is wrong and what to do about it. */
public final class CommandFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * Makes a fault that has no other as its cause.
   *
   * @param message printed as it is, after the command's name; no trailing full stop
   */
  public CommandFailure(String message) {
    this(message, null);
  }

  /**
   * Makes a fault out of another.
   *
   * @param message printed as it is, after the command's name; no trailing full stop
   * @param cause shown with {@code --debug}
   */
  public CommandFailure(String message, Throwable cause) {
    this(message, cause, ExitCodes.FAILURE);
  }

  /**
   * Makes a fault out of another, for a command whose exit code {@link ExitCodes#FAILURE} means
   * something else.
   *
   * @param message printed as it is, after the command's name; no trailing full stop
   * @param cause shown with {@code --debug}; may be null
   * @param exitCode the command's exit code
   */
  public CommandFailure(String message, Throwable cause, int exitCode) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Returns the command's exit code. */
  public int exitCode() {
    return exitCode;
  }
}
