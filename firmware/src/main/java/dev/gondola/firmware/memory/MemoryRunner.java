package dev.gondola.firmware.memory;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/**
 * Steps a {@link MemoryService} on a daemon thread of its own, {@code memory}. Close the link
 * first, then this, which closes the memory once the last step has ended.
 */
public final class MemoryRunner implements AutoCloseable {
  private static final long PERIOD_NANOS = Duration.ofMillis(150).toNanos();

  /** A step ends sooner unless the disk hangs. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final MemoryService service;
  private final LongSupplier nanoClock;
  private final Thread thread;
  private boolean failing;
  private volatile boolean stopping;

  /**
   * Makes a runner.
   *
   * @param service is stepped by the runner's thread alone
   * @param nanoClock monotonic real time, ns
   */
  public MemoryRunner(MemoryService service, LongSupplier nanoClock) {
    this.service = service;
    this.nanoClock = nanoClock;
    thread = Thread.ofPlatform().daemon().name("memory").unstarted(this::run);
  }

  /**
   * Starts the thread; to be called once.
   *
   * @return this
   */
  public MemoryRunner start() {
    thread.start();
    return this;
  }

  private void run() {
    while (!stopping) {
      step();
      LockSupport.parkNanos(this, PERIOD_NANOS);
    }
  }

  /** A fault of ours ends neither the memory nor the flight, and is told once. */
  private void step() {
    try {
      service.step(nanoClock.getAsLong());
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        Logger.error(e, "memory: step failed");
      }
      failing = true;
    }
  }

  /** Ends the thread after the step in progress, if any, and closes the memory. */
  @Override
  public void close() {
    stopping = true;
    LockSupport.unpark(thread);
    try {
      if (thread.getState() != Thread.State.NEW && !thread.join(STOP_TIMEOUT)) {
        Logger.error("memory: did not end within {}; its file stays open", STOP_TIMEOUT);
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    service.memory().close();
  }
}
