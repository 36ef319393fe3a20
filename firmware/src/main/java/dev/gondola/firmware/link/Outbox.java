package dev.gondola.firmware.link;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The meeting point of a link's callers and its own thread: the queue, the filters still to be
 * subscribed, and the wish to close. Its monitor is never held during input or output.
 */
final class Outbox {
  /** How long a closing link tries to send what is queued. */
  static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long CHECK_MILLIS = 500;

  private final OutgoingQueue queue;
  private final LongSupplier nanoClock;
  private final long stallNanos;
  private final Map<String, Integer> newFilters = new LinkedHashMap<>();
  private boolean closing;
  private long closeNanos;
  private long sent;

  /**
   * Makes an outbox.
   *
   * @param stallNanos time without an acknowledgement after which a connection is given up, ns
   */
  Outbox(OutgoingQueue queue, LongSupplier nanoClock, long stallNanos) {
    this.queue = queue;
    this.nanoClock = nanoClock;
    this.stallNanos = stallNanos;
  }

  /** What the link's thread does next on its connection. */
  @FunctionalInterface
  interface Task {
    void run(PahoConnection connection);
  }

  synchronized boolean offer(Outgoing message) {
    if (closing) {
      queue.countRefused();
      return false;
    }
    boolean taken = queue.offer(message);
    notifyAll();
    return taken;
  }

  synchronized void subscribe(String filter, int qos) {
    newFilters.merge(filter, qos, Math::max);
    notifyAll();
  }

  synchronized void close() {
    if (!closing) {
      closing = true;
      closeNanos = nanoClock.getAsLong();
      notifyAll();
    }
  }

  synchronized boolean isClosing() {
    return closing;
  }

  /** Wakes the link's thread, as something has changed on its connection. */
  synchronized void changed() {
    notifyAll();
  }

  /** Begins a new connection; its filters are those of the inbox from now on. */
  synchronized void linkUp() {
    queue.linkUp();
    newFilters.clear();
  }

  synchronized void linkDown(Collection<Outgoing> unacknowledged) {
    queue.linkDown(unacknowledged);
  }

  /**
   * Waits for something to do. Subscriptions come first.
   *
   * @return the next task; null if the connection is lost or the link is closed
   */
  synchronized Task next(PahoConnection connection) {
    while (connection.lost() == null && !(closing && isDrained(connection))) {
      if (!newFilters.isEmpty()) {
        Map<String, Integer> filters = new LinkedHashMap<>(newFilters);
        newFilters.clear();
        return c -> c.subscribe(filters);
      }
      Outgoing message = connection.hasRoom() ? queue.poll() : null;
      if (message != null) {
        sent++;
        return c -> c.send(message);
      }
      await(CHECK_MILLIS);
      connection.failIfStalled(stallNanos);
    }
    return null;
  }

  private boolean isDrained(PahoConnection connection) {
    return (queue.isEmpty() && connection.isIdle())
        || nanoClock.getAsLong() - closeNanos > LINGER_NANOS;
  }

  /** Waits until nothing is on its way, the connection is lost, or the time is over. */
  synchronized void awaitIdle(PahoConnection connection) {
    long start = nanoClock.getAsLong();
    while (!connection.isIdle()
        && connection.lost() == null
        && nanoClock.getAsLong() - start < LINGER_NANOS) {
      await(CHECK_MILLIS);
    }
  }

  /** Waits for a time, or until the link is to be closed. */
  synchronized void pause(long nanos) {
    long start = nanoClock.getAsLong();
    long left = nanos;
    while (!closing && left > 0) {
      await(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      left = nanos - (nanoClock.getAsLong() - start);
    }
  }

  @SuppressWarnings("WaitNotInLoop") // All callers loop.
  private synchronized void await(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      // The link's thread ends by close(), not by an interrupt; the caller's loop looks again.
    }
  }

  synchronized long sent() {
    return sent;
  }

  synchronized long superseded() {
    return queue.superseded();
  }

  synchronized long refused() {
    return queue.refused();
  }

  synchronized long dropped() {
    return queue.dropped();
  }
}
