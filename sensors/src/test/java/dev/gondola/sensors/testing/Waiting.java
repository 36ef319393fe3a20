package dev.gondola.sensors.testing;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does; long only if it fails. */
public final class Waiting {
  private Waiting() {}

  /** Returns as soon as the condition holds; fails after 10 s. */
  public static void waitFor(String what, BooleanSupplier condition) {
    for (int tries = 0; tries < 20_000; tries++) {
      if (condition.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(500_000);
    }
    throw new AssertionError("no " + what + " in 10 s");
  }
}
