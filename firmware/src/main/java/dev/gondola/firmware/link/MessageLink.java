package dev.gondola.firmware.link;

/**
 * A connection to a message broker that comes up by itself, comes back by itself, and never makes a
 * caller wait. All methods may be called from any thread.
 */
public interface MessageLink extends AutoCloseable {

  /**
   * Queues a message; neither waits for the network nor throws because of it.
   *
   * @param topic topic without wildcards, 1..{@value OutgoingQueue#MAX_TOPIC_LENGTH} characters
   * @param payload the message; the link keeps the array, so the caller must not change it
   * @param delivery what becomes of the message when the link is slow or down
   * @param retained whether the broker stores the message for later subscribers
   * @return whether the message was queued; false if the policy of {@code delivery} or the size
   *     bound refused it, or the link is closed
   * @throws IllegalArgumentException if the topic is not a valid topic name
   */
  boolean publish(String topic, byte[] payload, Delivery delivery, boolean retained);

  /**
   * Subscribes, now and after every reconnect. May be called at any time, also by a handler.
   *
   * @param filter topic filter, which may hold wildcards; filters of one link should not overlap,
   *     as a broker may then deliver a message once for each
   * @param qos quality of service, 0 or 1. With 0 the broker may leave out messages that the link
   *     is too slow for. With 1 Moquette 0.17 does not say that a message was retained.
   * @param handler takes the messages
   * @throws IllegalArgumentException if the filter is not a valid topic filter or the quality of
   *     service is another
   */
  void subscribe(String filter, int qos, MessageHandler handler);

  /** Returns whether the broker is connected, as far as is known. */
  boolean isUp();

  /** Adds a listener, which hears of later changes only. */
  void addListener(LinkListener listener);

  /** Returns the counts since the link was made. */
  LinkStatistics statistics();

  /**
   * Says goodbye and disconnects: what is queued gets a bounded time to go out. Further calls do
   * nothing.
   */
  @Override
  void close();
}
