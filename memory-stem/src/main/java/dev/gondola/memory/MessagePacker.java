package dev.gondola.memory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Fills one message with as many items as {@link Transport#MAX_MESSAGE_BYTES} allows. */
final class MessagePacker {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
  private final int limit;
  private int items;

  /**
   * Starts a message.
   *
   * @param head the message up to and with the opening bracket of its array of items
   * @param tailBytes space to keep for what follows the items
   */
  MessagePacker(String head, int tailBytes) {
    out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    limit = Transport.MAX_MESSAGE_BYTES - tailBytes;
  }

  /** Adds an item unless it makes the message too long. */
  boolean add(byte[] item) {
    if (out.size() + item.length + 1 > limit) {
      return false;
    }
    if (items > 0) {
      out.write(',');
    }
    out.writeBytes(item);
    items++;
    return true;
  }

  /** Number of items added. */
  int items() {
    return items;
  }

  /**
   * Ends the message.
   *
   * @param tail what follows the items, from the closing bracket on
   * @return this
   */
  MessagePacker end(String tail) {
    out.writeBytes(tail.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** The message, after its end. */
  byte[] message() {
    return out.toByteArray();
  }
}
