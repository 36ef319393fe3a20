package dev.gondola.firmware.link;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A triple buffer: one writer, one reader, neither ever waits, and the reader sees the newest whole
 * frame. One frame is the writer's, one the reader's; the third is exchanged with one atomic swap.
 * Nothing is allocated after construction.
 */
final class TelemetryBuffer {
  private static final int INDEX = 3;
  private static final int FRESH = 4;

  private final TelemetryFrame[] frames = {
    new TelemetryFrame(), new TelemetryFrame(), new TelemetryFrame()
  };
  private final AtomicInteger exchanged = new AtomicInteger(1);
  private int writing;
  private int reading = 2;

  /** Returns the writer's frame. */
  TelemetryFrame claim() {
    return frames[writing];
  }

  /** Hands the writer's frame over, in place of one that was not read. */
  void commit() {
    writing = exchanged.getAndSet(writing | FRESH) & INDEX;
  }

  /** Returns the newest frame, the reader's until its next call; null if there is no new one. */
  TelemetryFrame poll() {
    if ((exchanged.get() & FRESH) == 0) {
      return null;
    }
    reading = exchanged.getAndSet(reading) & INDEX;
    return frames[reading];
  }
}
