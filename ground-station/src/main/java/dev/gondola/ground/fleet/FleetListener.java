package dev.gondola.ground.fleet;

import dev.gondola.firmware.link.Connection;
import dev.gondola.firmware.link.RobotEvent;
import dev.gondola.firmware.link.Telemetry;

/** Hears from robots, on the link's receiving thread: to return quickly. */
public interface FleetListener {

  /** A robot has reported. */
  default void telemetry(Telemetry telemetry) {}

  /** A robot is connected, or is not any more; the first message may be of any age. */
  default void connection(Connection connection) {}

  /** Something has happened on a robot; the same event may come twice. */
  default void event(RobotEvent event) {}
}
