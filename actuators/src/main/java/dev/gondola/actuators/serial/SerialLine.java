package dev.gondola.actuators.serial;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.tinylog.Logger;

/**
 * The device of a {@link JsscSerialLink} over all its openings, and what is queued for it. The
 * reading thread opens, reads and closes, the writing thread writes. A lock keeps the device from
 * being closed, and its number from being given to another file, while it is written to.
 */
final class SerialLine {
  /** {@link #send}'s answer: nothing to send; a new message ends the pause at once. */
  static final long IDLE_NANOS = 100_000_000L;

  /** {@link #send}'s answer: the device has yet to send enough of what it was given. */
  private static final long BUSY_NANOS = 1_000_000L;

  private static final byte[] NOTHING = {};

  private static final int WRITE_CHUNK = 256;

  /**
   * With no more than this unsent, a chunk fits into the kernel's buffer, 4096 bytes for a UART,
   * and a write does not wait. Pseudo terminals always report 0, so there a write may wait.
   */
  private static final int MAX_UNSENT = 1024;

  /**
   * A read of bytes that are there takes microseconds; one that lasts this many pauses is stuck.
   */
  private static final int STUCK_PAUSES = 10;

  /** How long closing waits for a write, and then for the last bytes to leave. */
  private static final int CLOSE_PATIENCE_MILLIS = 500;

  private final String device;
  private final PortOpener opener;
  private final ReentrantLock writing = new ReentrantLock();
  private final ByteRing queued;
  private final byte[] chunk = new byte[WRITE_CHUNK];
  private final AtomicLong openings = new AtomicLong();
  private final AtomicLong bytesSent = new AtomicLong();

  private volatile PortOpener.Port port;
  private volatile boolean up;
  private volatile String lastFault = "";

  /** Odd while a read is in progress. */
  private final AtomicLong reads = new AtomicLong();

  private long watchedRead;
  private int pausesWatched;

  SerialLine(String device, PortOpener opener, int sendCapacity) {
    this.device = device;
    this.opener = opener;
    this.queued = new ByteRing(sendCapacity);
  }

  /** Tries to open the device; for the reading thread, while the device is closed. */
  void open() {
    try {
      PortOpener.Port opened = opener.open();
      writing.lock();
      try {
        queued.clear();
        port = opened;
        up = true;
      } finally {
        writing.unlock();
      }
      openings.incrementAndGet();
      Logger.info("serial device {}: open", device);
    } catch (IOException e) {
      lose(e);
    }
  }

  /** Closes the device if it is open, after the last written bytes have left if they do so soon. */
  void close() {
    up = false;
    boolean locked = lockForClosing();
    try {
      if (port != null) {
        awaitSent(port);
        port.close();
        port = null;
      }
    } finally {
      if (locked) {
        writing.unlock();
      }
    }
  }

  private boolean lockForClosing() {
    try {
      return writing.tryLock(CLOSE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The kernel itself would wait up to 30 s in close() for a device that takes no bytes. */
  private static void awaitSent(PortOpener.Port open) {
    try {
      for (int millis = 0; open.unsent() > 0; millis++) {
        if (millis == CLOSE_PATIENCE_MILLIS) {
          open.discardUnsent();
          return;
        }
        LockSupport.parkNanos(BUSY_NANOS);
      }
    } catch (IOException e) {
      Logger.trace("nothing to wait for: {}", e.getMessage());
    }
  }

  private void lose(IOException fault) {
    up = false;
    if (!fault.getMessage().equals(lastFault)) {
      lastFault = fault.getMessage();
      Logger.warn("{}; trying again", lastFault);
    }
  }

  /**
   * Reads what is there, at most {@code largest} bytes, without waiting; for the reading thread.
   */
  byte[] read(int largest) {
    PortOpener.Port open = port;
    if (open == null) {
      return NOTHING;
    }
    try {
      int count = Math.min(open.available(), largest);
      return count <= 0 ? NOTHING : readWatched(open, count);
    } catch (IOException e) {
      lose(e);
      return NOTHING;
    }
  }

  private byte[] readWatched(PortOpener.Port open, int count) throws IOException {
    reads.incrementAndGet();
    try {
      return open.read(count);
    } finally {
      reads.incrementAndGet();
    }
  }

  /**
   * Ends a read that never ends, by closing the device under it: the device hung up between the
   * question how many bytes there are and the read. Called by the writing thread after each full
   * pause.
   */
  void endStuckRead() {
    long now = reads.get();
    boolean same = now == watchedRead && now % 2 == 1;
    watchedRead = now;
    pausesWatched = same ? pausesWatched + 1 : 0;
    PortOpener.Port open = port;
    if (pausesWatched >= STUCK_PAUSES && open != null) {
      pausesWatched = 0;
      open.close();
    }
  }

  /** Queues a message, all or nothing, if the device is up; for the caller of the link. */
  boolean queue(byte[] from, int offset, int length) {
    return up && queued.offer(from, offset, length);
  }

  /**
   * Writes some of what is queued; for the writing thread.
   *
   * @return how long to pause before the next call, ns; 0 if there may be more to send
   */
  long send() {
    writing.lock();
    try {
      if (!up || queued.size() == 0) {
        return IDLE_NANOS;
      }
      if (port.unsent() > MAX_UNSENT) {
        return BUSY_NANOS;
      }
      int count = queued.poll(chunk, 0, chunk.length);
      port.write(Arrays.copyOf(chunk, count));
      bytesSent.addAndGet(count);
      return 0;
    } catch (IOException e) {
      lose(e);
      return IDLE_NANOS;
    } finally {
      writing.unlock();
    }
  }

  boolean isUp() {
    return up;
  }

  String lastFault() {
    return lastFault;
  }

  long openings() {
    return openings.get();
  }

  long bytesSent() {
    return bytesSent.get();
  }
}
