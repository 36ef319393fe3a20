package dev.gondola.firmware.link;

import java.util.List;

/** Writes down what an operator asks. */
record RecordedCommands(List<String> log) implements OperatorCommands {
  @Override
  public void arm() {
    log.add("arm");
  }

  @Override
  public void disarm() {
    log.add("disarm");
  }

  @Override
  public void setpoint(double heightM) {
    log.add("setpoint " + heightM);
  }

  @Override
  public void heartbeat() {
    log.add("heartbeat");
  }
}
