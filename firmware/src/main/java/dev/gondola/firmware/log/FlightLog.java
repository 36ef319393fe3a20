package dev.gondola.firmware.log;

import dev.gondola.firmware.TickListener;
import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.tinylog.Logger;

/**
 * Writes every tick to an MCAP file. The loop's thread only copies the record into a ring; a thread
 * of the log's own does the rest.
 *
 * <p>A disk that fails never disturbs the flight: the log says so once, writes no more, and {@link
 * #isLosing} raises {@link dev.gondola.firmware.TickFlag#RECORD_LOST} in every further tick.
 *
 * <p>The file depends on the records alone: the same flight gives the same bytes.
 */
public final class FlightLog implements TickListener, AutoCloseable {
  /** What happens to a record when the ring is full. */
  public enum WhenFull {
    /** It is dropped; the log says how many are missing. For robots. */
    DROP_AND_COUNT,
    /** The loop waits for room. For simulation faster than real time; never on a robot. */
    WAIT
  }

  /**
   * How to log.
   *
   * @param whenFull what happens when the ring is full
   * @param capacity records the ring holds, a power of two
   * @param chunking when a chunk of the file ends
   */
  public record Options(WhenFull whenFull, int capacity, McapWriter.Chunking chunking) {
    /**
     * Returns the options for a robot: a ring of 256 (25 s at 10 Hz), and every second of flight
     * forced to the disk, so that a kill or power cut takes the last second only.
     */
    public static Options robot() {
      return new Options(
          WhenFull.DROP_AND_COUNT, 256, new McapWriter.Chunking(1 << 16, 1_000_000_000, true));
    }

    /** Returns the options for a simulation: nothing is dropped, nothing forced to the disk. */
    public static Options simulation() {
      return new Options(
          WhenFull.WAIT, 1024, new McapWriter.Chunking(1 << 18, 10_000_000_000L, false));
    }
  }

  private static final long IDLE_NANOS = 20_000_000;
  private static final long WAIT_NANOS = 50_000;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final String name;
  private final WhenFull whenFull;
  private final TickRing ring;
  private final WritableByteChannel out;
  private final FlightLogWriter writer;
  private final Thread thread =
      Thread.ofPlatform().name("flight-log").daemon().unstarted(this::run);
  private final AtomicLong dropped = new AtomicLong();
  private boolean lastLost;
  private volatile boolean closing;
  private volatile Exception failure;

  /**
   * Begins a log in a new file.
   *
   * @param file does not exist yet: a log is never overwritten
   * @param shape of the records to come
   * @param flight what is to be known of the flight, such as robot, controller, scenario and seed;
   *     written as it is, in the order of the keys
   * @param options how to log
   * @throws IOException if the file exists or cannot be made, saying what to do
   */
  public static FlightLog open(
      Path file, TickShape shape, Map<String, String> flight, Options options) throws IOException {
    FileChannel out;
    try {
      out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          "flight log " + file + " exists already: remove it or choose another name", e);
    } catch (IOException e) {
      throw new IOException("flight log " + file + " cannot be made: " + e, e);
    }
    FlightLog log = new FlightLog(file.toString(), out, shape, flight, options);
    log.thread.start();
    return log;
  }

  /** Makes a log whose thread is not yet started. */
  FlightLog(
      String name,
      WritableByteChannel out,
      TickShape shape,
      Map<String, String> flight,
      Options options) {
    this.name = name;
    this.whenFull = options.whenFull();
    this.ring = new TickRing(options.capacity(), shape);
    this.out = out;
    McapWriter mcap = new McapWriter(out, FlightLogFormat.LIBRARY, options.chunking());
    this.writer = new FlightLogWriter(mcap, shape, new TreeMap<>(flight));
  }

  /** Starts the writing thread. */
  void start() {
    thread.start();
  }

  @Override
  public void onTick(TickRecord record) {
    lastLost = !(ring.offer(record) || (whenFull == WhenFull.WAIT && waitFor(record)));
    if (lastLost) {
      dropped.lazySet(dropped.get() + 1);
    }
  }

  private boolean waitFor(TickRecord record) {
    while (thread.isAlive()) {
      LockSupport.unpark(thread);
      LockSupport.parkNanos(this, WAIT_NANOS);
      if (ring.offer(record)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean isLosing() {
    return lastLost || failure != null;
  }

  /** Returns how many records were dropped because the ring was full. */
  public long dropped() {
    return dropped.get();
  }

  /** Returns why nothing is written any more, if so. */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure);
  }

  private void run() {
    boolean last;
    do {
      last = closing;
      for (TickRecord tick = ring.peek(); tick != null; tick = ring.peek()) {
        write(tick);
        ring.release();
      }
      if (!last) {
        LockSupport.parkNanos(this, IDLE_NANOS);
      }
    } while (!last);
    end();
  }

  private void write(TickRecord tick) {
    if (failure == null) {
      try {
        writer.write(tick);
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }
  }

  private void end() {
    try (out) {
      if (failure == null) {
        writer.end(dropped.get());
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private void fail(Exception cause) {
    if (failure == null) {
      failure = cause;
      Logger.error(
          "flight log {}: {}; nothing more is written, the flight goes on", name, cause.toString());
    }
  }

  /**
   * Writes what is in the ring, completes the file and closes it. The loop must have ended. A
   * second call does nothing.
   */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        Logger.error("flight log {}: the disk did not take it within {}", name, CLOSE_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
