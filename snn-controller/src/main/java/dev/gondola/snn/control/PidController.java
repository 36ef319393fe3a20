package dev.gondola.snn.control;

/**
 * A PID with derivative on the filtered measurement, set-point weight, and anti-windup by
 * back-calculation (Astrom and Hagglund, Advanced PID Control, 2006, sections 3.3 to 3.5):
 *
 * <pre>
 * f += derivativeFilter * ((y - yPrevious) / T - f)
 * u  = kp * (setpointWeight * r - y) + I - kd * f
 * I += T * (ki * (r - y) + antiWindup * (clamp(u, -limit, limit) - u))
 * </pre>
 *
 * <p>The returned command is u, before the limit.
 */
public final class PidController implements Controller {

  /**
   * Everything but the gains.
   *
   * @param period control period, s, above 0
   * @param derivativeFilter share of a new rate that the filter takes, above 0 up to 1
   * @param setpointWeight weight of the set-point in the proportional part, 0..1
   * @param antiWindup back-calculation gain, 1/s, 0 or above
   * @param limit command at which the actuator saturates, above 0
   */
  public record Options(
      double period,
      double derivativeFilter,
      double setpointWeight,
      double antiWindup,
      double limit) {

    /** The options the tuned gains of the reference blimp belong to, at 10 Hz. */
    public static final Options BLIMP = new Options(0.1, 0.81, 1, 0.5, 10);

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Options {
      if (!(period > 0)
          || !(derivativeFilter > 0 && derivativeFilter <= 1)
          || !(setpointWeight >= 0 && setpointWeight <= 1)
          || !(antiWindup >= 0)
          || !(limit > 0)) {
        throw new IllegalArgumentException("PID options are out of range");
      }
    }
  }

  private final PidGains gains;
  private final Options options;
  private double integral;
  private double rate;
  private double previous;
  private boolean started;

  /** Makes a controller. */
  public PidController(PidGains gains, Options options) {
    this.gains = gains;
    this.options = options;
  }

  @Override
  public double update(double setpoint, double measurement) {
    double raw = started ? (measurement - previous) / options.period : 0;
    started = true;
    previous = measurement;
    rate += options.derivativeFilter * (raw - rate);
    double proportional = gains.kp() * (options.setpointWeight * setpoint - measurement);
    double command = proportional + integral - gains.kd() * rate;
    double excess = Math.clamp(command, -options.limit, options.limit) - command;
    integral +=
        options.period * (gains.ki() * (setpoint - measurement) + options.antiWindup * excess);
    return command;
  }

  @Override
  public void reset() {
    integral = 0;
    rate = 0;
    started = false;
  }
}
