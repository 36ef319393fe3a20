package dev.gondola.firmware.link;

import java.time.Duration;

/**
 * What a robot's fleet link is made of.
 *
 * @param robot the robot
 * @param link broker, credentials, time-outs and bounds; its presence is replaced by the robot's
 *     own
 * @param telemetryInterval shortest time between two telemetry messages; zero to publish each tick,
 *     up to 100 Hz
 * @param minSetpointM lowest setpoint accepted, m
 * @param maxSetpointM highest setpoint accepted, m
 */
public record FleetLinkOptions(
    RobotId robot,
    LinkOptions link,
    Duration telemetryInterval,
    double minSetpointM,
    double maxSetpointM) {

  /** Default interval of telemetry: 10 Hz, the control rate of the reference blimp. */
  public static final Duration TELEMETRY_INTERVAL = Duration.ofMillis(100);

  /**
   * Checks the interval.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public FleetLinkOptions {
    if (telemetryInterval.isNegative()) {
      throw new IllegalArgumentException("telemetry interval is negative");
    }
  }
}
