package dev.gondola.firmware;

/** The clock of a control loop: monotonic time, and waiting for a point in it. */
public interface LoopClock {

  /** Returns monotonic time, ns. Never negative, never goes back. */
  long nowNanos();

  /**
   * Waits until a point in time, or until somebody calls {@link Thread#interrupt} or {@link
   * java.util.concurrent.locks.LockSupport#unpark}. May return early; the caller looks at the time.
   *
   * @param deadlineNanos on this clock, ns
   */
  void awaitUntil(long deadlineNanos);
}
