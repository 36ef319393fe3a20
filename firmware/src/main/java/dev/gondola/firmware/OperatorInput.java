package dev.gondola.firmware;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The operator's side of the control loop: orders from any thread, read once in each tick. Nothing
 * here waits or allocates.
 *
 * <p>Every call but {@link #disarm} is a sign of life for the dead-man timeout, dated with the tick
 * that sees it. If both {@link #arm} and {@link #disarm} came since the last tick, in whatever
 * order, the tick disarms.
 */
public final class OperatorInput {
  /** Counts arm orders in the lower half and disarm orders in the upper, so one read gets both. */
  private final AtomicLong orders = new AtomicLong();

  private final AtomicLong lifeSigns = new AtomicLong();
  private volatile double setpointM;

  /**
   * Makes an input with no order and no sign of life yet.
   *
   * @param setpointM setpoint until the operator gives another, m
   * @throws IllegalArgumentException if it is not finite
   */
  public OperatorInput(double setpointM) {
    this.setpointM = finite(setpointM);
  }

  /** Asks to fly. Refused, and flagged, by a tick that has no fresh height or is in FAULT. */
  public void arm() {
    lifeSigns.incrementAndGet();
    orders.incrementAndGet();
  }

  /** Switches the motors off and acknowledges a fault. */
  public void disarm() {
    orders.addAndGet(1L << 32);
  }

  /** Says that the operator is there. */
  public void heartbeat() {
    lifeSigns.incrementAndGet();
  }

  /**
   * Gives a new setpoint; the loop moves it into its limits.
   *
   * @param newSetpointM height, m
   * @throws IllegalArgumentException if it is not finite
   */
  public void setSetpoint(double newSetpointM) {
    setpointM = finite(newSetpointM);
    lifeSigns.incrementAndGet();
  }

  /** Returns the setpoint last given, not limited, m. */
  public double setpointM() {
    return setpointM;
  }

  long orders() {
    return orders.get();
  }

  static boolean armedBetween(long before, long after) {
    return (int) before != (int) after;
  }

  static boolean disarmedBetween(long before, long after) {
    return before >>> 32 != after >>> 32;
  }

  long lifeSigns() {
    return lifeSigns.get();
  }

  private static double finite(double setpointM) {
    if (!Double.isFinite(setpointM)) {
      throw new IllegalArgumentException(
          "setpoint is " + setpointM + ", must be a finite height in m");
    }
    return setpointM;
  }
}
