package dev.gondola.firmware.link;

/**
 * What an operator may ask of a robot. Called on the link's receiving thread; implementations hand
 * over to the control loop without waiting.
 */
public interface OperatorCommands {

  /** Asks to let the motors run; whether they do is the control loop's to decide. */
  void arm();

  /** Stops the motors. */
  void disarm();

  /**
   * Asks for a height.
   *
   * @param heightM height to hold, m; finite and within the limits of the receiver
   */
  void setpoint(double heightM);

  /** Says that the operator is there. */
  void heartbeat();
}
