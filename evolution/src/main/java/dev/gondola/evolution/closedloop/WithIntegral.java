package dev.gondola.evolution.closedloop;

import dev.gondola.snn.control.Controller;

/** A controller with the integral of the flown PID law beside it: {@code I += ki * e * T}. */
public final class WithIntegral implements Controller {
  private final Controller controller;
  private final double ki;
  private final double period;
  private double integral;

  /**
   * Makes a controller.
   *
   * @param controller the controller the integral is added to
   * @param ki integral gain, command units per m and s
   * @param period control period, s
   */
  public WithIntegral(Controller controller, double ki, double period) {
    this.controller = controller;
    this.ki = ki;
    this.period = period;
  }

  @Override
  public double update(double setpoint, double measurement) {
    integral += ki * (setpoint - measurement) * period;
    return controller.update(setpoint, measurement) + integral;
  }

  @Override
  public void reset() {
    controller.reset();
    integral = 0;
  }
}
