package dev.gondola.firmware.link;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded queue of mode changes with one writer and one reader. Writing waits for nothing and
 * allocates nothing; when the queue is full the new change is refused.
 */
final class ModeChanges {
  private static final int CAPACITY = 64;

  private final Slot[] slots = new Slot[CAPACITY];
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  private static final class Slot {
    long timeNanos;
    String from;
    String to;
    String reason;
  }

  /**
   * One change.
   *
   * @param timeNanos time on the loop's monotonic clock, ns
   * @param from mode before
   * @param to mode after
   * @param reason why
   */
  record Change(long timeNanos, String from, String to, String reason) {}

  ModeChanges() {
    for (int i = 0; i < CAPACITY; i++) {
      slots[i] = new Slot();
    }
  }

  boolean offer(long timeNanos, String from, String to, String reason) {
    long position = written.get();
    if (position - read.get() == CAPACITY) {
      return false;
    }
    Slot slot = slots[(int) (position % CAPACITY)];
    slot.timeNanos = timeNanos;
    slot.from = from;
    slot.to = to;
    slot.reason = reason;
    written.set(position + 1);
    return true;
  }

  /** Takes the oldest change, or null. */
  Change poll() {
    long position = read.get();
    if (position == written.get()) {
      return null;
    }
    Slot slot = slots[(int) (position % CAPACITY)];
    Change change = new Change(slot.timeNanos, slot.from, slot.to, slot.reason);
    read.set(position + 1);
    return change;
  }
}
