package dev.gondola.sim.metrics;

/**
 * What a simulated flight is judged by, one entry a control period. {@link #add} allocates nothing.
 */
public final class FlightTrace {
  private final double[] height;
  private final double[] command;
  private int ticks;

  /**
   * Makes an empty trace.
   *
   * @param capacity largest number of control periods
   */
  public FlightTrace(int capacity) {
    this.height = new double[capacity];
    this.command = new double[capacity];
  }

  /**
   * Adds a control period.
   *
   * @param trueHeightM height at its beginning, as it is and not as it is measured, m
   * @param command command computed from it, before limiter and dead zone, units of +-10
   * @throws IllegalStateException if the trace is full
   */
  public void add(double trueHeightM, double command) {
    if (ticks == height.length) {
      throw new IllegalStateException("the trace is full after " + ticks + " control periods");
    }
    this.height[ticks] = trueHeightM;
    this.command[ticks] = command;
    ticks++;
  }

  /** Returns the number of control periods added. */
  public int ticks() {
    return ticks;
  }

  /** Returns the true height at the beginning of a control period, m. */
  public double heightM(int tick) {
    return height[tick];
  }

  /** Returns the command of a control period, before limiter and dead zone. */
  public double command(int tick) {
    return command[tick];
  }
}
