package dev.gondola.firmware.log;

import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded queue of tick records between one producer and one consumer. All records are made at
 * the start; nothing waits and nothing is allocated afterwards.
 */
final class TickRing {
  private final TickRecord[] slots;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong put = new AtomicLong();

  /**
   * Makes an empty ring.
   *
   * @param capacity records it holds, a power of two
   */
  TickRing(int capacity, TickShape shape) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity is " + capacity + ", must be a power of two");
    }
    slots = new TickRecord[capacity];
    for (int i = 0; i < capacity; i++) {
      slots[i] = new TickRecord(shape);
    }
  }

  /** Producer: copies a record into the ring; returns false if it is full. */
  boolean offer(TickRecord record) {
    long position = put.get();
    if (position - taken.get() == slots.length) {
      return false;
    }
    slots[index(position)].copyFrom(record);
    put.setRelease(position + 1);
    return true;
  }

  /** Consumer: returns the oldest record, or null; it stays until {@link #release}. */
  TickRecord peek() {
    long position = taken.get();
    return position == put.getAcquire() ? null : slots[index(position)];
  }

  /** Consumer: gives the slot of the oldest record back. */
  void release() {
    taken.setRelease(taken.get() + 1);
  }

  private int index(long position) {
    return (int) position & (slots.length - 1);
  }
}
