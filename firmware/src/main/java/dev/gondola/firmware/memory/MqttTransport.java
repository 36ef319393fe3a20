package dev.gondola.firmware.memory;

import dev.gondola.firmware.link.Delivery;
import dev.gondola.firmware.link.MessageLink;
import dev.gondola.firmware.link.RobotTopics;
import dev.gondola.memory.Transport;
import java.util.function.Consumer;

/**
 * Carries the shared memory's messages over the fleet link, on {@code
 * gondola/v1/{robot}/memory/{channel}}. A message is refused while the link is down, because the
 * memory itself keeps what has not arrived and sends it when it is asked; nothing is retained.
 */
public final class MqttTransport implements Transport {
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

  @Override
  public boolean publish(String channel, byte[] message) {
    return link.publish(topics.memory(channel), message, Delivery.NOW, false);
  }

  @Override
  public void subscribe(String channel, Consumer<byte[]> handler) {
    link.subscribe(
        RobotTopics.allMemory(channel), 1, (topic, payload, retained) -> handler.accept(payload));
  }
}
