package dev.gondola.sim.bus;

/** The level on a GPIO line. May be written and read by different threads. */
public final class SimDigitalPin {
  private volatile boolean high;

  SimDigitalPin() {}

  void set(boolean level) {
    high = level;
  }

  /** Returns whether the line is high; low before it is driven. */
  public boolean isHigh() {
    return high;
  }
}
