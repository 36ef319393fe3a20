package dev.gondola.firmware.link;

/** The messages an operator sends, as {@link CommandReceiver} reads them. */
public final class OperatorMessages {
  private OperatorMessages() {}

  /**
   * Returns a setpoint message.
   *
   * @param heightM height to hold, m
   * @throws IllegalArgumentException if it is not finite
   */
  public static byte[] setpoint(double heightM) {
    if (!Double.isFinite(heightM)) {
      throw new IllegalArgumentException("setpoint " + heightM + " m is not a finite number");
    }
    return new FlatJsonWriter().number("height_m", heightM).toBytes();
  }

  /** Returns the message that asks to let the motors run. */
  public static byte[] arm() {
    return command("arm");
  }

  /** Returns the message that stops the motors. */
  public static byte[] disarm() {
    return command("disarm");
  }

  /** Returns the message that says that the operator is there. */
  public static byte[] heartbeat() {
    return command("heartbeat");
  }

  private static byte[] command(String name) {
    return new FlatJsonWriter().text("command", name).toBytes();
  }
}
