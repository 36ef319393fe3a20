package dev.gondola.ground.cli;

import java.io.Serial;

/** A fault whose message alone tells the user what is wrong and what to do about it. */
public final class CommandFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes a fault that has no other as its cause.
   *
   * @param message printed as it is, after the command's name; no trailing full stop
   */
  public CommandFailure(String message) {
    super(message);
  }

  /**
   * Makes a fault out of another.
   *
   * @param message printed as it is, after the command's name; no trailing full stop
   * @param cause shown with {@code --debug}
   */
  public CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
