package dev.gondola.sim.bus;

/**
 * The signal on a PWM channel, written by a driver and read by whatever is wired to it. May be
 * written and read by different threads.
 */
public final class SimPwmPin {
  private volatile long periodNanos;
  private volatile long pulseNanos;

  SimPwmPin() {}

  void set(long period, long pulse) {
    periodNanos = period;
    pulseNanos = pulse;
  }

  /** Returns the period, ns; 0 before the first signal. */
  public long periodNanos() {
    return periodNanos;
  }

  /** Returns the high time in each period, ns; 0 while the output is off. */
  public long pulseNanos() {
    return pulseNanos;
  }

  /**
   * Returns the duty as a level of a scale.
   *
   * @param levels level of full duty, above 0
   * @return the nearest level, 0..levels; 0 while the output is off
   */
  public int level(int levels) {
    long period = periodNanos;
    if (period == 0) {
      return 0;
    }
    return (int) ((2L * levels * Math.min(pulseNanos, period) + period) / (2 * period));
  }
}
