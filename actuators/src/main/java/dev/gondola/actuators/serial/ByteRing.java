package dev.gondola.actuators.serial;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded queue of bytes between one producer and one consumer thread. Waits for nothing and
 * allocates nothing.
 */
final class ByteRing {
  private final byte[] bytes;
  private final int mask;

  /** Bytes ever put in and taken out, modulo 2^32; written by one thread each. */
  private final AtomicInteger put = new AtomicInteger();

  private final AtomicInteger taken = new AtomicInteger();

  /**
   * Makes an empty ring.
   *
   * @param capacity bytes it holds at least; rounded up to a power of two
   */
  ByteRing(int capacity) {
    int size = Integer.highestOneBit(Math.max(1, capacity - 1)) << 1;
    this.bytes = new byte[size];
    this.mask = size - 1;
  }

  /** Puts bytes in, all or none; for the producer. */
  boolean offer(byte[] from, int offset, int length) {
    int start = put.getPlain();
    if (length > bytes.length - (start - taken.getAcquire())) {
      return false;
    }
    int first = Math.min(length, bytes.length - (start & mask));
    System.arraycopy(from, offset, bytes, start & mask, first);
    System.arraycopy(from, offset + first, bytes, 0, length - first);
    put.setRelease(start + length);
    return true;
  }

  /** Takes up to {@code length} bytes out, oldest first; for the consumer. */
  int poll(byte[] into, int offset, int length) {
    int start = taken.getPlain();
    int count = Math.min(length, put.getAcquire() - start);
    int first = Math.min(count, bytes.length - (start & mask));
    System.arraycopy(bytes, start & mask, into, offset, first);
    System.arraycopy(bytes, 0, into, offset + first, count - first);
    taken.setRelease(start + count);
    return count;
  }

  /** Returns how many bytes {@link #poll} would deliver now; for the consumer. */
  int size() {
    return put.getAcquire() - taken.getPlain();
  }

  /** Throws all bytes away; for the consumer. Returns how many. */
  int clear() {
    int end = put.getAcquire();
    int count = end - taken.getPlain();
    taken.setRelease(end);
    return count;
  }
}
