package dev.gondola.firmware.link;

import java.time.Instant;

/**
 * Something that has happened on a robot; JSON Schema {@code event.schema.json}.
 *
 * @param robot the robot
 * @param timestamp wall-clock time at which it was reported
 * @param sequence number of the message on its topic since the robot started, from 0
 * @param kind what has happened
 * @param timeS time on the robot's monotonic clock, s, for a mode change; else NaN
 * @param from mode before, for a mode change; else empty
 * @param to mode after, for a mode change; else empty
 * @param reason why, one line of at most 256 characters; may be empty
 */
public record RobotEvent(
    RobotId robot,
    Instant timestamp,
    long sequence,
    Kind kind,
    double timeS,
    String from,
    String to,
    String reason) {

  private static final int MAX_BYTES = 4096;
  private static final int MAX_REASON = 256;

  /** What has happened. */
  public enum Kind {
    /** The robot has changed its mode. */
    MODE_CHANGED("mode_changed"),
    /** The fleet link has come up. */
    LINK_UP("link_up"),
    /** The fleet link was down; reported when it is up again. */
    LINK_DOWN("link_down");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** Returns the name as it stands in a message. */
    public String text() {
      return text;
    }

    private static Kind parse(String text) throws BadMessageException {
      for (Kind kind : values()) {
        if (kind.text.equals(text)) {
          return kind;
        }
      }
      throw new BadMessageException("unknown event " + Text.quote(text));
    }
  }

  byte[] toJson() {
    FlatJsonWriter json =
        new FlatJsonWriter()
            .text("timestamp", Timestamps.format(timestamp))
            .text("robot", robot.value())
            .integer("sequence", sequence)
            .text("event", kind.text());
    if (kind == Kind.MODE_CHANGED) {
      json.number("time_s", timeS).text("from", from).text("to", to);
    }
    if (!reason.isEmpty()) {
      json.text("reason", reason.substring(0, Math.min(reason.length(), MAX_REASON)));
    }
    return json.toBytes();
  }

  /**
   * Reads a message; fields that are not known are ignored.
   *
   * @param robot the robot whose topic the message came on
   * @throws BadMessageException if it does not fit the schema or names another robot
   */
  public static RobotEvent parse(RobotId robot, byte[] payload) throws BadMessageException {
    FlatJson json = FlatJson.read(payload, MAX_BYTES);
    Messages.requireRobot(json, robot);
    Kind kind = Kind.parse(json.text("event"));
    boolean mode = kind == Kind.MODE_CHANGED;
    return new RobotEvent(
        robot,
        Timestamps.parse(json.text("timestamp")),
        json.integer("sequence"),
        kind,
        mode ? json.number("time_s") : Double.NaN,
        mode ? Messages.mode(json.text("from")) : "",
        mode ? Messages.mode(json.text("to")) : "",
        json.textOrEmpty("reason"));
  }
}
