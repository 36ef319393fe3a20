package dev.gondola.firmware.robot;

import com.pi4j.context.Context;
import dev.gondola.actuators.serial.JsscSerialConfig;
import dev.gondola.actuators.serial.JsscSerialLink;
import dev.gondola.actuators.serial.SerialLink;

/**
 * Where a robot's drivers find their chips: a board, or a simulated one.
 *
 * @param pi4j buses and pins
 * @param serial opens serial ports
 */
public record RobotHardware(Context pi4j, SerialPorts serial) {

  /** Opens serial ports. */
  @FunctionalInterface
  public interface SerialPorts {
    /**
     * Opens a port.
     *
     * @param port name of the port, such as {@code /dev/ttyAMA0}
     * @param baud baud rate
     */
    SerialLink open(String port, int baud);
  }

  /** Returns the hardware of this machine: its serial ports are the system's. */
  public static RobotHardware of(Context pi4j) {
    return new RobotHardware(
        pi4j, (port, baud) -> new JsscSerialLink(JsscSerialConfig.of(port, baud)));
  }
}
