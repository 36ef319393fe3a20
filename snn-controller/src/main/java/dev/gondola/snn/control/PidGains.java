package dev.gondola.snn.control;

/**
 * Gains of a PID in parallel form.
 *
 * @param kp proportional gain, command units per unit of error
 * @param ki integral gain, per unit of error and second
 * @param kd derivative gain, per unit of error a second
 */
public record PidGains(double kp, double ki, double kd) {

  /** The gains that flew the heavy reference blimp at 10 Hz (arXiv 2309.12937 and its code). */
  public static final PidGains FLOWN = new PidGains(9, 0.75, 14);

  /** Gains tuned on randomised models of the reference blimp, for {@link PidController}. */
  public static final PidGains TUNED = new PidGains(22.1, 1.0, 29.8);

  /**
   * Checks the gains.
   *
   * @throws IllegalArgumentException if a gain is not finite
   */
  public PidGains {
    if (!Double.isFinite(kp) || !Double.isFinite(ki) || !Double.isFinite(kd)) {
      throw new IllegalArgumentException("gains must be finite");
    }
  }
}
