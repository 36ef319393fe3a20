package dev.gondola.actuators.serial;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.tinylog.Logger;

/**
 * A {@link SerialLink} on jSSC. Two daemon threads do all that may wait: one opens the device and
 * reads, one writes; the caller only meets two bounded queues. What the caller can see:
 *
 * <ul>
 *   <li>A device that is missing or hangs up is opened again with a growing pause; {@link #isUp}
 *       tells, {@link #lastFault} says why.
 *   <li>Bytes queued for a device that is then lost are thrown away: a command from before must not
 *       drive a motor later.
 *   <li>A caller that lets the receive queue overflow finds it empty at its next call and then gets
 *       fresh bytes only: after a pause, old measurements are worth nothing.
 *   <li>A device that takes no bytes fills the send queue, then {@link #write} returns false.
 * </ul>
 *
 * <p>The two threads avoid what goes wrong in jSSC 2.10.2: its reads with a time-out spin and never
 * deliver more than 4095 bytes, its listener polls without pause, a read that waits when the device
 * hangs up spins for ever, a write waits without limit. So the reader asks for the number of bytes
 * first (which fails on hang-up) and reads no more than these, and a read that nevertheless does
 * not end is ended by the writer, which closes the device.
 */
public final class JsscSerialLink implements SerialLink {
  private static final int READ_CHUNK = 1024;

  private final JsscSerialConfig config;
  private final ByteRing received;
  private final SerialLine line;
  private final AtomicLong bytesReceived = new AtomicLong();
  private final AtomicLong bytesLost = new AtomicLong();
  private final Thread reader;
  private final Thread writer;

  private volatile boolean overflowed;
  private volatile boolean closing;
  private volatile boolean closed;

  /**
   * Tries to open the device and starts the two threads. A device that cannot be opened is no error
   * here: {@link #isUp} is false then, and it is tried again.
   *
   * @throws IllegalStateException if jSSC's native library cannot be loaded
   */
  public JsscSerialLink(JsscSerialConfig config) {
    this(config, () -> openWithJssc(config));
  }

  JsscSerialLink(JsscSerialConfig config, PortOpener opener) {
    this.config = config;
    this.received = new ByteRing(config.receiveCapacity());
    this.line = new SerialLine(config.device(), opener, config.sendCapacity());
    line.open();
    this.reader = start("serial-read ", this::readUntilClosed);
    this.writer = start("serial-write ", this::writeUntilClosed);
  }

  private static PortOpener.Port openWithJssc(JsscSerialConfig config) throws IOException {
    try {
      return JsscPort.open(config.device(), config.baud());
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "jSSC's native library cannot be loaded (%s); it is unpacked to java.io.tmpdir (%s), which must allow execution"
              .formatted(e.getMessage(), System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  private Thread start(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name(name + config.device()).start(task);
  }

  private void readUntilClosed() {
    long pause = config.reopenMinNanos();
    while (!closed) {
      if (!line.isUp()) {
        line.close();
        LockSupport.parkNanos(pause);
        pause = Math.min(2 * pause, config.reopenMaxNanos());
        if (!closed) {
          line.open();
        }
      } else if (receive()) {
        pause = config.reopenMinNanos();
      } else {
        LockSupport.parkNanos(config.pollNanos());
      }
    }
  }

  private boolean receive() {
    byte[] bytes = line.read(READ_CHUNK);
    if (bytes.length == 0) {
      return false;
    }
    if (overflowed || !received.offer(bytes, 0, bytes.length)) {
      overflowed = true;
      bytesLost.addAndGet(bytes.length);
    }
    bytesReceived.addAndGet(bytes.length);
    return true;
  }

  private void writeUntilClosed() {
    long lastPause = 0;
    while (!closed) {
      long pause = line.send();
      boolean idle = pause == SerialLine.IDLE_NANOS;
      if (idle && closing) {
        return;
      }
      if (idle && lastPause == SerialLine.IDLE_NANOS) {
        line.endStuckRead();
      }
      if (pause > 0) {
        LockSupport.parkNanos(pause);
      }
      lastPause = pause;
    }
  }

  private void dropStale() {
    if (overflowed) {
      bytesLost.addAndGet(received.clear());
      overflowed = false;
    }
  }

  @Override
  public int available() {
    dropStale();
    return received.size();
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    dropStale();
    return received.poll(into, offset, length);
  }

  @Override
  public boolean write(byte[] from, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, from.length);
    if (closing || !line.queue(from, offset, length)) {
      return false;
    }
    LockSupport.unpark(writer);
    return true;
  }

  @Override
  public boolean isUp() {
    return line.isUp();
  }

  @Override
  public String name() {
    return config.device();
  }

  /** Returns why the device was last lost or could not be opened; empty if that never happened. */
  public String lastFault() {
    return line.lastFault();
  }

  /** Returns how many times the device was opened. */
  public long openings() {
    return line.openings();
  }

  /** Returns how many bytes came from the device. */
  public long bytesReceived() {
    return bytesReceived.get();
  }

  /** Returns how many bytes went to the device. */
  public long bytesSent() {
    return line.bytesSent();
  }

  /** Returns how many received bytes were thrown away because the caller did not fetch them. */
  public long bytesLost() {
    return bytesLost.get();
  }

  /**
   * Sends what is queued, such as a last stop command, then ends both threads and closes the
   * device. Takes as long as the bytes need to leave, but gives up after about 1 s where the device
   * takes none.
   */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(writer);
    join(writer);
    closed = true;
    LockSupport.unpark(writer);
    LockSupport.unpark(reader);
    boolean writerEnded = join(writer);
    boolean readerEnded = join(reader);
    line.close();
    if (!writerEnded || !readerEnded) {
      Logger.warn("serial device {}: blocked, its thread is left behind", config.device());
    }
  }

  private static boolean join(Thread thread) {
    try {
      return thread.join(Duration.ofMillis(500));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
