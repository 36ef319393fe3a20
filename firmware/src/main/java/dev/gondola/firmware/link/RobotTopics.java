package dev.gondola.firmware.link;

import java.util.Optional;

/**
 * The topics of one robot: {@code gondola/v1/{robot}/...}.
 *
 * @param robot the robot
 */
public record RobotTopics(RobotId robot) {
  private static final String PREFIX = "gondola/v1/";

  /** Filter for the telemetry of all robots. */
  public static final String ALL_TELEMETRY = PREFIX + "+/telemetry";

  /** Filter for the connection messages of all robots. */
  public static final String ALL_CONNECTIONS = PREFIX + "+/connection";

  /** Filter for the events of all robots. */
  public static final String ALL_EVENTS = PREFIX + "+/event";

  /** From the robot: what it measures and does, QoS 0. */
  public String telemetry() {
    return topic("telemetry");
  }

  /** From the robot and, as last will, the broker: whether it is connected, QoS 1, retained. */
  public String connection() {
    return topic("connection");
  }

  /** From the robot: what has happened, QoS 1. */
  public String event() {
    return topic("event");
  }

  /** To the robot: the height to hold, QoS 1. */
  public String setpoint() {
    return topic("setpoint");
  }

  /** To the robot: arm, disarm or heartbeat, QoS 1. */
  public String command() {
    return topic("command");
  }

  /**
   * From the robot: messages of the shared memory, QoS 1.
   *
   * @param channel channel of the memory, {@code a-z} and {@code -}
   */
  public String memory(String channel) {
    return topic("memory/" + channel);
  }

  /** Filter for the messages of all robots' memories on a channel. */
  public static String allMemory(String channel) {
    return PREFIX + "+/memory/" + channel;
  }

  private String topic(String name) {
    return PREFIX + robot.value() + "/" + name;
  }

  /**
   * Returns the topics of the robot that a topic belongs to.
   *
   * @param topic any topic
   * @return empty if it is not a topic of this scheme or the robot's name is not valid
   */
  public static Optional<RobotTopics> of(String topic) {
    int end = topic.lastIndexOf('/');
    if (!topic.startsWith(PREFIX) || end <= PREFIX.length()) {
      return Optional.empty();
    }
    String robot = topic.substring(PREFIX.length(), end);
    return RobotId.isValid(robot)
        ? Optional.of(new RobotTopics(new RobotId(robot)))
        : Optional.empty();
  }
}
