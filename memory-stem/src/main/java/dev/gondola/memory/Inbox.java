package dev.gondola.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Messages between the transport's threads and the tick; drops what it has no room for. */
final class Inbox {

  private final BlockingQueue<byte[]> queue;
  private final AtomicLong overflowed = new AtomicLong();
  private final AtomicLong oversized = new AtomicLong();

  Inbox(int capacity) {
    queue = new ArrayBlockingQueue<>(capacity);
  }

  void put(byte[] message) {
    if (message.length > Transport.MAX_MESSAGE_BYTES) {
      oversized.incrementAndGet();
    } else if (!queue.offer(message)) {
      overflowed.incrementAndGet();
    }
  }

  List<byte[]> drain() {
    List<byte[]> messages = new ArrayList<>();
    queue.drainTo(messages);
    return messages;
  }

  long overflowed() {
    return overflowed.get();
  }

  long oversized() {
    return oversized.get();
  }
}
