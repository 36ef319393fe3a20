package dev.gondola.firmware.link;

import java.util.regex.Pattern;

/**
 * Name of a robot within its fleet. The characters are those of a VDA 5050 serial number, so that
 * the name can stand in a topic.
 *
 * @param value 1..{@value #MAX_LENGTH} characters of {@code A-Z a-z 0-9 _ . : -}
 */
public record RobotId(String value) {
  /** Longest name, characters. */
  public static final int MAX_LENGTH = 64;

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_.:-]{1," + MAX_LENGTH + "}");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is empty, too long or holds another character
   */
  public RobotId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "robot id %s is not valid: use 1 to %d characters of A-Z a-z 0-9 _ . : -"
              .formatted(Text.quote(value), MAX_LENGTH));
    }
  }

  /** Returns whether a text can be a robot's name. */
  public static boolean isValid(String value) {
    return VALID.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
