package dev.gondola.firmware.link;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Waiting times between attempts to connect: 0.25 s, doubling up to 5 s, each varied by up to a
 * fifth so that a fleet does not come back all at once.
 */
final class Backoff {
  private static final long FIRST_NANOS = Duration.ofMillis(250).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();
  private static final double VARIATION = 0.2;

  private final SplittableRandom random;
  private long nanos = FIRST_NANOS;

  Backoff(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Returns the next waiting time, ns. */
  long next() {
    double factor = 1 + VARIATION * (2 * random.nextDouble() - 1);
    long wait = (long) (nanos * factor);
    nanos = Math.min(2 * nanos, LONGEST_NANOS);
    return wait;
  }

  /** Starts again with the shortest time. */
  void reset() {
    nanos = FIRST_NANOS;
  }
}
