package dev.gondola.evolution.trim;

/** What was recorded in every control period of a flight. */
public final class Track {
  private final double[] height;
  private final double[] command;
  private final double[] integral;
  private final double[] trim;
  private int ticks;

  Track(int capacity) {
    height = new double[capacity];
    command = new double[capacity];
    integral = new double[capacity];
    trim = new double[capacity];
  }

  void add(double heightM, double commandUnits, double integralUnits, double trimUnits) {
    height[ticks] = heightM;
    command[ticks] = commandUnits;
    integral[ticks] = integralUnits;
    trim[ticks] = trimUnits;
    ticks++;
  }

  /** Returns the number of control periods. */
  public int ticks() {
    return ticks;
  }

  /** Returns the true height at the beginning of a control period, m. */
  public double heightM(int tick) {
    return height[tick];
  }

  /** Returns the command, of 10. */
  public double command(int tick) {
    return command[tick];
  }

  /** Returns what the integral added to it; 0 for a controller that does not learn. */
  public double integral(int tick) {
    return integral[tick];
  }

  /** Returns what the place cells added to it; 0 for a controller that does not learn. */
  public double trim(int tick) {
    return trim[tick];
  }
}
