package dev.gondola.snn.control;

/**
 * The PID law that flew the reference blimp (github.com/timburgers/ros, node {@code
 * pid_controller}): derivative on the raw error, no filter, no limit on the integral.
 *
 * <pre>
 * I += ki * e * T
 * u  = kp * e + I + kd * (e - ePrevious) / T      the derivative of the first update is 0
 * </pre>
 */
public final class FlownPid implements Controller {
  private final PidGains gains;
  private final double period;
  private double integral;
  private double previous;
  private boolean started;

  /**
   * Makes a controller.
   *
   * @param gains gains in command units per m, per m s, and per m/s
   * @param period control period, s
   */
  public FlownPid(PidGains gains, double period) {
    this.gains = gains;
    this.period = period;
  }

  @Override
  public double update(double setpoint, double measurement) {
    double error = setpoint - measurement;
    double rate = started ? (error - previous) / period : 0;
    started = true;
    previous = error;
    integral += gains.ki() * error * period;
    return gains.kp() * error + integral + gains.kd() * rate;
  }

  @Override
  public void reset() {
    integral = 0;
    started = false;
  }
}
