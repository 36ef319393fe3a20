package dev.gondola.snn.loihi;

import java.util.concurrent.TimeUnit;

/** The time a link to a host lives in. */
public interface LinkClock {

  /** Returns the time since some moment, ns; it never goes back. */
  long nanoTime();

  /**
   * Waits; only the background thread of a link does.
   *
   * @param nanos how long, ns
   * @throws InterruptedException if the link is closed meanwhile
   */
  void sleep(long nanos) throws InterruptedException;

  /** Returns the machine's own clock. */
  static LinkClock system() {
    return new LinkClock() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
      }
    };
  }
}
