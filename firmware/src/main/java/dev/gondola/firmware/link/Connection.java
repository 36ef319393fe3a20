package dev.gondola.firmware.link;

import java.time.Instant;

/**
 * A connection message; JSON Schema {@code connection.schema.json}.
 *
 * @param robot the robot
 * @param timestamp wall-clock time at which the message was made: for {@link
 *     ConnectionState#CONNECTION_BROKEN} that is when the robot connected, not when it was lost
 * @param state whether the robot is connected
 */
public record Connection(RobotId robot, Instant timestamp, ConnectionState state) {
  private static final int MAX_BYTES = 1024;

  byte[] toJson() {
    return new FlatJsonWriter()
        .text("timestamp", Timestamps.format(timestamp))
        .text("robot", robot.value())
        .text("state", state.name())
        .toBytes();
  }

  /**
   * Reads a message; fields that are not known are ignored.
   *
   * @param robot the robot whose topic the message came on
   * @throws BadMessageException if it does not fit the schema or names another robot
   */
  public static Connection parse(RobotId robot, byte[] payload) throws BadMessageException {
    FlatJson json = FlatJson.read(payload, MAX_BYTES);
    Messages.requireRobot(json, robot);
    return new Connection(
        robot, Timestamps.parse(json.text("timestamp")), state(json.text("state")));
  }

  private static ConnectionState state(String text) throws BadMessageException {
    for (ConnectionState state : ConnectionState.values()) {
      if (state.name().equals(text)) {
        return state;
      }
    }
    throw new BadMessageException("unknown state " + Text.quote(text));
  }
}
