package dev.gondola.firmware.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.firmware.link.Delivery;
import dev.gondola.firmware.link.LinkListener;
import dev.gondola.firmware.link.LinkStatistics;
import dev.gondola.firmware.link.MessageHandler;
import dev.gondola.firmware.link.MessageLink;
import dev.gondola.firmware.link.RobotId;
import dev.gondola.firmware.link.RobotTopics;
import dev.gondola.memory.Transport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory's transport over the fleet link")
class MqttTransportTest {
  private final OneSubscriptionLink link = new OneSubscriptionLink();
  private final MqttTransport transport =
      new MqttTransport(link, new RobotTopics(new RobotId("blimp-1")));

  /** Keeps what is published and the last subscription. */
  private static final class OneSubscriptionLink implements MessageLink {
    final List<String> published = new ArrayList<>();
    boolean takes = true;
    String filter;
    int qos;
    MessageHandler handler;

    @Override
    public boolean publish(String topic, byte[] payload, Delivery delivery, boolean retained) {
      published.add(topic + " " + payload.length + " " + delivery + " " + retained);
      return takes;
    }

    @Override
    public void subscribe(String filter, int qos, MessageHandler handler) {
      this.filter = filter;
      this.qos = qos;
      this.handler = handler;
    }

    @Override
    public boolean isUp() {
      return takes;
    }

    @Override
    public void addListener(LinkListener listener) {}

    @Override
    public LinkStatistics statistics() {
      return new LinkStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public void close() {}
  }

  @Test
  @DisplayName("publishes on the robot's own topic, never late and never retained")
  void publishes() {
    assertTrue(transport.publish("events", new byte[3]));
    assertEquals(List.of("gondola/v1/blimp-1/memory/events 3 NOW false"), link.published);
  }

  @Test
  @DisplayName("says that a message was not taken when the link does not take it")
  void refused() {
    link.takes = false;
    assertFalse(transport.publish("events", new byte[3]));
  }

  @Test
  @DisplayName("takes the longest message and refuses a longer one")
  void bound() {
    assertTrue(transport.publish("events", new byte[Transport.MAX_MESSAGE_BYTES]));
    assertThrows(
        IllegalArgumentException.class,
        () -> transport.publish("events", new byte[Transport.MAX_MESSAGE_BYTES + 1]));
    assertEquals(1, link.published.size());
  }

  @Test
  @DisplayName("hears all robots on a channel, but nothing that a broker had stored")
  void subscribes() {
    List<byte[]> heard = new ArrayList<>();
    transport.subscribe("digests", heard::add);
    assertEquals("gondola/v1/+/memory/digests", link.filter);
    assertEquals(1, link.qos);
    byte[] message = {1, 2};

    link.handler.onMessage("gondola/v1/blimp-2/memory/digests", message, false);
    link.handler.onMessage("gondola/v1/blimp-3/memory/digests", new byte[] {9}, true);

    assertEquals(List.of(message), heard);
  }
}
