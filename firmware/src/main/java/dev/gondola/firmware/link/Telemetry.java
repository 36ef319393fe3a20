package dev.gondola.firmware.link;

import java.time.Instant;

/**
 * A telemetry message; JSON Schema {@code telemetry.schema.json}.
 *
 * @param robot the robot
 * @param timestamp wall-clock time of sending
 * @param sequence number of the message on its topic since the robot started, from 0
 * @param tick number of the tick, from 0
 * @param timeS time of the tick on the robot's monotonic clock, s
 * @param mode name of the mode, 1..32 characters of A-Z and _
 * @param armed whether the motors may run
 * @param setpointM height to hold, m; NaN for none
 * @param heightM estimated height, m; NaN for none
 * @param command the controller's command before the limiter, command units; NaN for none
 * @param output what the first actuator was given, command units; NaN for none
 * @param spikes spikes of the tick; -1 if the controller does not spike
 * @param synapticOperations synaptic operations of the tick; -1 if the controller does not spike
 */
public record Telemetry(
    RobotId robot,
    Instant timestamp,
    long sequence,
    long tick,
    double timeS,
    String mode,
    boolean armed,
    double setpointM,
    double heightM,
    double command,
    double output,
    int spikes,
    int synapticOperations) {

  private static final int MAX_BYTES = 4096;
  private static final double NANOS_PER_S = 1e9;

  static byte[] toJson(RobotId robot, Instant timestamp, long sequence, TelemetryFrame frame) {
    return new FlatJsonWriter()
        .text("timestamp", Timestamps.format(timestamp))
        .text("robot", robot.value())
        .integer("sequence", sequence)
        .integer("tick", frame.tick)
        .number("time_s", frame.timeNanos / NANOS_PER_S)
        .text("mode", frame.mode)
        .bool("armed", frame.armed)
        .number("setpoint_m", frame.setpointM)
        .number("height_m", frame.heightM)
        .number("command", frame.command)
        .number("output", frame.output)
        .count("spikes", frame.spikes)
        .count("synaptic_operations", frame.synapticOperations)
        .toBytes();
  }

  /**
   * Reads a message; fields that are not known are ignored, so that newer robots can be watched.
   *
   * @param robot the robot whose topic the message came on
   * @throws BadMessageException if it does not fit the schema or names another robot
   */
  public static Telemetry parse(RobotId robot, byte[] payload) throws BadMessageException {
    FlatJson json = FlatJson.read(payload, MAX_BYTES);
    Messages.requireRobot(json, robot);
    return new Telemetry(
        robot,
        Timestamps.parse(json.text("timestamp")),
        json.integer("sequence"),
        json.integer("tick"),
        json.number("time_s"),
        Messages.mode(json.text("mode")),
        json.bool("armed"),
        json.numberOrNaN("setpoint_m"),
        json.numberOrNaN("height_m"),
        json.numberOrNaN("command"),
        json.numberOrNaN("output"),
        json.countOrNone("spikes"),
        json.countOrNone("synaptic_operations"));
  }
}
