package dev.gondola.evolution.imitation;

import dev.gondola.snn.control.Controller;

/**
 * The PD law the published controllers were evolved to imitate
 * (github.com/timburgers/SNN_Workspace, {@code Sim_data/blimp/add_ideal_response.py}), in command
 * units of +-10:
 *
 * <pre>
 * d(k) = (e(k) - e(k-1)) / T
 * P    = 9 e(k)
 * D    = 14 (d(k) + d(k-1)) / 2      0 in the first two ticks
 * D    = D / 10 where |D| &gt; 10      kills the kick of a set-point change
 * u    = compress(compress(P) + compress(D))
 * compress(x) = x within +-15, else sign(x) * (15 + (|x| - 15) * 5 / 90)
 * </pre>
 */
public final class PdTargetLaw implements Controller {
  /** Proportional gain, command units per m. */
  public static final double KP = 9;

  /** Derivative gain, command units per m/s. */
  public static final double KD = 14;

  private static final double KICK = 10;
  private static final double LIMIT = 15;

  private final double period;
  private double previousError;
  private double previousRate;
  private int ticks;

  /**
   * Makes a law.
   *
   * @param period control period, s
   */
  public PdTargetLaw(double period) {
    this.period = period;
  }

  @Override
  public double update(double setpoint, double measurement) {
    double error = setpoint - measurement;
    double rate = ticks == 0 ? 0 : (error - previousError) / period;
    double derivative = ticks < 2 ? 0 : KD * (rate + previousRate) / 2;
    if (Math.abs(derivative) > KICK) {
      derivative /= 10;
    }
    previousError = error;
    previousRate = rate;
    ticks++;
    return compress(compress(KP * error) + compress(derivative));
  }

  private static double compress(double x) {
    double magnitude = Math.abs(x);
    return magnitude <= LIMIT ? x : Math.signum(x) * (LIMIT + (magnitude - LIMIT) * 5 / 90);
  }

  @Override
  public void reset() {
    ticks = 0;
    previousRate = 0;
  }
}
