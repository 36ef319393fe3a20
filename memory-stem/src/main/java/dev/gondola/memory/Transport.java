package dev.gondola.memory;

import java.util.function.Consumer;

/**
 * Carries byte messages to all peers, as a publish/subscribe network does.
 *
 * <p>Nothing is promised: messages may be lost, repeated, reordered, late by any time, and
 * delivered to their own sender too. Implementations neither block for the network nor throw for
 * its sake. They are thread-safe.
 */
public interface Transport {

  /**
   * Longest message, bytes. With its topic it fits the default limit of the Moquette broker, 8092
   * bytes a packet (the smallest of the common brokers).
   */
  int MAX_MESSAGE_BYTES = 7_168;

  /**
   * Hands a message over for delivery to every peer subscribed to the channel.
   *
   * @param channel name of the channel, {@code a-z} and {@code -} only
   * @param message at most {@link #MAX_MESSAGE_BYTES}; not changed afterwards by either side
   * @return false if it was not taken, because the link is down or its queue is full: the caller
   *     may try again later; true promises nothing
   */
  boolean publish(String channel, byte[] message);

  /**
   * Has a handler called with every message that arrives on a channel, from now until this
   * transport is closed.
   *
   * @param channel name of the channel
   * @param handler called on a thread of the transport's; returns at once and never throws
   */
  void subscribe(String channel, Consumer<byte[]> handler);
}
