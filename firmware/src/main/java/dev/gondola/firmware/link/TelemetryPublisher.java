package dev.gondola.firmware.link;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Takes what the control loop reports and publishes it from a thread of its own. {@link #claim},
 * {@link #commit} and {@link #modeChanged} are for one thread, the loop's: they copy into memory
 * that is there already, wait for nothing, allocate nothing and make no system call. So nobody is
 * woken; the publishing thread looks every 10 ms.
 *
 * <p>Of several frames within one interval the newest is published. Mode changes are published as
 * events, each of them.
 */
public final class TelemetryPublisher implements AutoCloseable {
  private static final long CLOSE_MILLIS = 1000;
  private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

  private final MessageLink link;
  private final RobotTopics topics;
  private final EventPublisher events;
  private final InstantSource wallClock;
  private final LongSupplier nanoClock;
  private final long intervalNanos;
  private final TelemetryBuffer frames = new TelemetryBuffer();
  private final ModeChanges modeChanges = new ModeChanges();
  private final AtomicLong lostModeChanges = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;
  private long sequence;

  /**
   * Makes a publisher that does nothing before {@link #start}.
   *
   * @param interval shortest time between two telemetry messages; zero to publish each tick, up to
   *     100 Hz
   */
  TelemetryPublisher(
      MessageLink link,
      RobotTopics topics,
      EventPublisher events,
      Duration interval,
      InstantSource wallClock,
      LongSupplier nanoClock) {
    this.link = link;
    this.topics = topics;
    this.events = events;
    this.wallClock = wallClock;
    this.nanoClock = nanoClock;
    intervalNanos = interval.toNanos();
    thread = new Thread(this::run, "telemetry " + topics.robot());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Returns the frame to fill for this tick; all its fields must be set before {@link #commit}. */
  public TelemetryFrame claim() {
    return frames.claim();
  }

  /** Hands the claimed frame over for publishing. */
  public void commit() {
    frames.commit();
  }

  /**
   * Reports a change of mode.
   *
   * @param timeNanos time on the loop's monotonic clock, ns
   * @param from mode before, named as in {@link TelemetryFrame#mode}
   * @param to mode after
   * @param reason why, one line; may be empty
   */
  public void modeChanged(long timeNanos, String from, String to, String reason) {
    if (!modeChanges.offer(timeNanos, from, to, reason)) {
      lostModeChanges.incrementAndGet();
    }
  }

  /** Returns the number of mode changes that came faster than they could be taken up. */
  public long lostModeChanges() {
    return lostModeChanges.get();
  }

  private void run() {
    long dueNanos = nanoClock.getAsLong();
    while (!closing) {
      publishModeChanges();
      long now = nanoClock.getAsLong();
      if (now - dueNanos >= 0 && publishFrame()) {
        // Counted from when it was due, so that ticks at the same rate are not lost to jitter.
        dueNanos = Math.max(dueNanos, now - intervalNanos) + intervalNanos;
      }
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
    publishModeChanges();
    publishFrame();
  }

  private void publishModeChanges() {
    for (ModeChanges.Change change = modeChanges.poll();
        change != null;
        change = modeChanges.poll()) {
      events.modeChanged(change);
    }
  }

  private boolean publishFrame() {
    TelemetryFrame frame = frames.poll();
    if (frame == null) {
      return false;
    }
    byte[] json = Telemetry.toJson(topics.robot(), wallClock.instant(), sequence++, frame);
    link.publish(topics.telemetry(), json, Delivery.LATEST, false);
    return true;
  }

  /** Publishes what has been handed over and ends; the link stays open. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
