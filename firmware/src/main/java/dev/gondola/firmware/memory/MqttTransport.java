package dev.gondola.firmware.memory;

import dev.gondola.firmware.link.Delivery;
import dev.gondola.firmware.link.MessageLink;
import dev.gondola.firmware.link.RobotTopics;
import dev.gondola.memory.Transport;
import java.util.function.Consumer;

/**
 * Carries the shared memory's messages over the fleet link, on {@code
 * gondola/v1/{robot}/memory/{channel}}.
 *
 * <p>A message is refused while the link is down and dropped when it breaks ({@link Delivery#NOW}),
 * because the memory keeps what has not arrived and sends it when it is asked. QoS 1 is for the
 * link's window: unlike QoS 0 it keeps a slow link from being filled by answers. Nothing is
 * retained, and what others retained is ignored: a broker would repeat it at each reconnect,
 * whatever its age.
 */
public final class MqttTransport implements Transport {
  private static final int QOS = 1;

  private final MessageLink link;
  private final RobotTopics topics;

  /**
   * Makes a transport.
   *
   * @param link the way to the broker
   * @param topics this robot's topics
   */
  public MqttTransport(MessageLink link, RobotTopics topics) {
    this.link = link;
    this.topics = topics;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the message is longer than {@link #MAX_MESSAGE_BYTES}
   */
  @Override
  public boolean publish(String channel, byte[] message) {
    if (message.length > MAX_MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "message of %d bytes is longer than %d".formatted(message.length, MAX_MESSAGE_BYTES));
    }
    return link.publish(topics.memory(channel), message, Delivery.NOW, false);
  }

  @Override
  public void subscribe(String channel, Consumer<byte[]> handler) {
    link.subscribe(
        RobotTopics.allMemory(channel),
        QOS,
        (topic, payload, retained) -> {
          if (!retained) {
            handler.accept(payload);
          }
        });
  }
}
