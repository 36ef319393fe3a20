package dev.gondola.firmware.link;

import java.util.regex.Pattern;

/** What messages of several kinds have in common. */
final class Messages {
  private static final Pattern MODE = Pattern.compile("[A-Z_]{1,32}");

  private Messages() {}

  /** Refuses a message that names another robot than its topic does. */
  static void requireRobot(FlatJson json, RobotId robot) throws BadMessageException {
    if (!json.text("robot").equals(robot.value())) {
      throw new BadMessageException("names another robot than its topic");
    }
  }

  static String mode(String text) throws BadMessageException {
    if (!MODE.matcher(text).matches()) {
      throw new BadMessageException("not the name of a mode: " + Text.quote(text));
    }
    return text;
  }
}
