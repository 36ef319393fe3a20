package dev.gondola.firmware;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.tinylog.Logger;

/**
 * Calls {@link ControlLoop#tick} at absolute deadlines, one control period apart.
 *
 * <p>A tick that ends after the next deadline is an overrun. The deadlines that have passed by then
 * are skipped, never made up in a burst: the next tick comes at the next deadline on the same grid,
 * so one late tick shifts no later one.
 */
public final class LoopRunner implements AutoCloseable {
  /**
   * How the ticks went.
   *
   * @param ticks ticks done
   * @param overruns ticks that ended after the next deadline
   * @param skipped deadlines at which there was no tick
   * @param maxLateNanos largest time from a deadline to the begin of its tick, ns
   */
  public record Stats(long ticks, long overruns, long skipped, long maxLateNanos) {}

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final ControlLoop loop;
  private final long periodNanos;
  private final LoopClock clock;
  private final Thread thread = Thread.ofPlatform().name("control-loop").unstarted(this::run);
  private final AtomicLong ticks = new AtomicLong();
  private final AtomicLong overruns = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong maxLateNanos = new AtomicLong();
  private volatile boolean stopping;

  /**
   * Makes a runner at the period of the loop's settings.
   *
   * @param loop is called by the runner's thread alone
   * @param clock gives the time of the ticks
   */
  public LoopRunner(ControlLoop loop, LoopClock clock) {
    this.loop = loop;
    this.periodNanos = loop.config().periodNanos();
    this.clock = clock;
  }

  /** Starts the runner's own thread, {@code control-loop}. */
  public void start() {
    thread.start();
  }

  /** Runs on the calling thread until {@link #close}; the actuators are stopped at the end. */
  public void run() {
    try {
      long deadline = clock.nowNanos();
      while (await(deadline)) {
        long begin = clock.nowNanos();
        loop.tick(begin);
        ticks.lazySet(ticks.get() + 1);
        maxLateNanos.lazySet(Math.max(maxLateNanos.get(), begin - deadline));
        deadline = deadlineAfter(deadline, clock.nowNanos());
      }
    } catch (Throwable broken) {
      Logger.error(broken, "control loop: ended by an error; motors off");
      throw broken;
    } finally {
      loop.stop();
    }
  }

  /** Waits for a deadline; returns false once the runner is to stop, or its thread interrupted. */
  private boolean await(long deadline) {
    while (!stopping && clock.nowNanos() < deadline) {
      clock.awaitUntil(deadline);
      stopping |= Thread.currentThread().isInterrupted();
    }
    return !stopping;
  }

  private long deadlineAfter(long deadline, long end) {
    long next = deadline + periodNanos;
    if (end <= next) {
      return next;
    }
    long missed = (end - next) / periodNanos + 1;
    overruns.lazySet(overruns.get() + 1);
    skipped.lazySet(skipped.get() + missed);
    return next + missed * periodNanos;
  }

  /** Returns how the ticks went so far; may be called from any thread. */
  public Stats stats() {
    return new Stats(ticks.get(), overruns.get(), skipped.get(), maxLateNanos.get());
  }

  /** Ends the loop after the tick in progress, if any, and waits for its thread. */
  @Override
  public void close() {
    stopping = true;
    if (thread.getState() == Thread.State.NEW || thread.equals(Thread.currentThread())) {
      return;
    }
    LockSupport.unpark(thread);
    try {
      if (!thread.join(STOP_TIMEOUT)) {
        Logger.error("control loop: did not end within {}", STOP_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
