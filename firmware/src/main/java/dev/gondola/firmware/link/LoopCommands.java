package dev.gondola.firmware.link;

import dev.gondola.firmware.OperatorInput;

/**
 * Hands operators' commands to a control loop.
 *
 * @param input the loop's input
 */
public record LoopCommands(OperatorInput input) implements OperatorCommands {
  @Override
  public void arm() {
    input.arm();
  }

  @Override
  public void disarm() {
    input.disarm();
  }

  @Override
  public void setpoint(double heightM) {
    input.setSetpoint(heightM);
  }

  @Override
  public void heartbeat() {
    input.heartbeat();
  }
}
