package dev.gondola.firmware.link;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/**
 * Lets one warning through in each interval and counts the others, so that a flood of bad input
 * does not become a flood of log lines.
 */
final class LogLimiter {
  private final LongSupplier nanoClock;
  private final long intervalNanos;
  private boolean used;
  private long lastNanos;
  private long suppressed;

  LogLimiter(LongSupplier nanoClock, Duration interval) {
    this.nanoClock = nanoClock;
    this.intervalNanos = interval.toNanos();
  }

  /** Logs a warning unless one was logged within the interval. */
  synchronized void warn(String text) {
    long now = nanoClock.getAsLong();
    if (used && now - lastNanos < intervalNanos) {
      suppressed++;
      return;
    }
    Logger.warn(suppressed == 0 ? text : text + " (and " + suppressed + " such before)");
    used = true;
    lastNanos = now;
    suppressed = 0;
  }
}
