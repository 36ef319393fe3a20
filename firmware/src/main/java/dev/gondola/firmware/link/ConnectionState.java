package dev.gondola.firmware.link;

/** What a robot's connection topic says; names as in VDA 5050 3.0.0, section on connection. */
public enum ConnectionState {
  /** The robot is connected. */
  ONLINE,
  /** The robot has said goodbye. */
  OFFLINE,
  /** The broker has lost the robot: said by the broker, as the robot's last will. */
  CONNECTION_BROKEN
}
