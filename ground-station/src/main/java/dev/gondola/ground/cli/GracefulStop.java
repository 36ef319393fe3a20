package dev.gondola.ground.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a long command end in good order when the user presses Ctrl-C (SIGINT) or the system ends it
 * (SIGTERM): the command sees {@link #requested}, finishes what it is writing and closes this
 * object; only then, or after the grace period, does the JVM go. The process then ends with 128 +
 * the signal's number, {@link ExitCodes#INTERRUPTED} for Ctrl-C.
 *
 * <pre>{@code
 * try (GracefulStop stop = GracefulStop.install(Duration.ofSeconds(10))) {
 *   while (!stop.requested() && work.next()) {}
 *   work.save();
 *   return stop.requested() ? ExitCodes.INTERRUPTED : ExitCodes.OK;
 * }
 * }</pre>
 */
public final class GracefulStop implements AutoCloseable {

  private final CountDownLatch finished = new CountDownLatch(1);
  private final long graceMillis;
  private final Thread hook;
  private final Thread worker;
  private volatile boolean requested;
  private volatile boolean wake;

  private GracefulStop(Duration grace) {
    this.graceMillis = grace.toMillis();
    this.worker = Thread.currentThread();
    this.hook = new Thread(this::onShutdown, "graceful-stop");
  }

  /**
   * Begins to watch for signals. Belongs to the calling thread.
   *
   * @param grace how long the command may take to finish after the signal
   */
  public static GracefulStop install(Duration grace) {
    GracefulStop stop = new GracefulStop(grace);
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  /**
   * Also interrupts the thread that installed this object when a stop is requested, for commands
   * that wait in blocking calls.
   *
   * @return this
   */
  public GracefulStop interruptingWaits() {
    wake = true;
    return this;
  }

  /** Returns whether the command has been asked to stop. */
  public boolean requested() {
    return requested;
  }

  /** Says that the command has finished. */
  @Override
  public void close() {
    finished.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM began to go between the two lines above: the hook sees the latch open and ends.
        requested = true;
      }
    }
  }

  private void onShutdown() {
    requested = true;
    if (wake) {
      worker.interrupt();
    }
    try {
      if (!finished.await(graceMillis, TimeUnit.MILLISECONDS)) {
        System.err.println("gondola: did not finish within the grace period, stopped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
