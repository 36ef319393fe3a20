package dev.gondola.memory;

/**
 * The temporal part: how a task, or a tool call of it, ended.
 *
 * @param task id of the task
 * @param status whether it worked
 * @param text what was done or why it failed, at most 256 characters
 */
public record TaskNote(String task, Status status, String text) implements Payload {

  /** The outcome, as in STEM's tool log. */
  public enum Status {
    /** Done. */
    OK,
    /** Not done. */
    FAIL
  }

  private static final int MAX_CHARS = 256;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a component is missing or out of its range
   */
  public TaskNote {
    Checks.id("task", task);
    Checks.present("status", status);
    Checks.text("text", text, MAX_CHARS);
  }

  @Override
  public String kind() {
    return "task";
  }
}
