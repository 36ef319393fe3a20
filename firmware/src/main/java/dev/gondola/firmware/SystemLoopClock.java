package dev.gondola.firmware;

import java.util.concurrent.locks.LockSupport;

/** The machine's monotonic clock, counted from the making of this object. Allocates nothing. */
public final class SystemLoopClock implements LoopClock {
  private final long originNanos = System.nanoTime();

  @Override
  public long nowNanos() {
    return System.nanoTime() - originNanos;
  }

  @Override
  public void awaitUntil(long deadlineNanos) {
    long left = deadlineNanos - nowNanos();
    if (left > 0) {
      LockSupport.parkNanos(this, left);
    }
  }
}
