package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The outgoing queue")
class OutgoingQueueTest {
  private final OutgoingQueue queue = new OutgoingQueue(3, 100);

  private static Outgoing message(String topic, String text, Delivery delivery) {
    return new Outgoing(topic, text.getBytes(StandardCharsets.UTF_8), delivery, false);
  }

  private boolean offer(String topic, String text, Delivery delivery) {
    return queue.offer(message(topic, text, delivery));
  }

  private static String text(Outgoing message) {
    return message == null ? null : new String(message.payload, StandardCharsets.UTF_8);
  }

  private List<String> drain() {
    List<String> texts = new ArrayList<>();
    for (Outgoing m = queue.poll(); m != null; m = queue.poll()) {
      texts.add(text(m));
    }
    return texts;
  }

  @Test
  @DisplayName("keeps the newest state of each topic")
  void latest() {
    offer("a", "a1", Delivery.LATEST);
    offer("b", "b1", Delivery.LATEST);
    offer("a", "a2", Delivery.LATEST);

    assertEquals(List.of("a2", "b1"), drain());
    assertEquals(1, queue.superseded());
  }

  @Test
  @DisplayName("keeps the oldest facts and refuses the rest")
  void reliable() {
    for (String text : List.of("1", "2", "3")) {
      assertTrue(offer("e", text, Delivery.RELIABLE));
    }
    assertFalse(offer("e", "4", Delivery.RELIABLE));

    assertEquals(List.of("1", "2", "3"), drain());
    assertEquals(1, queue.refused());
  }

  @Test
  @DisplayName("refuses orders while the link is down and drops them when it breaks")
  void now() {
    assertFalse(offer("c", "arm", Delivery.NOW));
    queue.linkUp();
    assertTrue(offer("c", "arm", Delivery.NOW));
    assertTrue(offer("e", "1", Delivery.RELIABLE));

    queue.linkDown(List.of());

    assertEquals(List.of("1"), drain());
    assertEquals(1, queue.dropped());
  }

  @Test
  @DisplayName("sends unacknowledged facts again, first and in order, and nothing else")
  void requeue() {
    queue.linkUp();
    offer("e", "3", Delivery.RELIABLE);
    List<Outgoing> unacknowledged =
        List.of(
            message("e", "1", Delivery.RELIABLE),
            message("t", "state", Delivery.LATEST),
            message("c", "arm", Delivery.NOW),
            message("e", "2", Delivery.RELIABLE));

    queue.linkDown(unacknowledged);

    assertEquals(List.of("1", "2", "3"), drain());
    assertEquals(2, queue.dropped());
  }

  @Test
  @DisplayName("lets state and facts take turns")
  void turns() {
    offer("e", "1", Delivery.RELIABLE);
    offer("e", "2", Delivery.RELIABLE);
    offer("a", "a", Delivery.LATEST);
    offer("b", "b", Delivery.LATEST);

    List<String> order = drain();
    assertEquals(4, order.size());
    assertTrue(order.indexOf("a") < 2 && order.indexOf("1") < 2, order::toString);
  }

  @Test
  @DisplayName("refuses what is too long and too many topics of state")
  void bounds() {
    assertFalse(offer("a", "x".repeat(101), Delivery.LATEST));
    assertTrue(offer("a", "x".repeat(100), Delivery.LATEST));
    for (int i = 1; i < OutgoingQueue.MAX_LATEST_TOPICS; i++) {
      assertTrue(offer("a" + i, "x", Delivery.LATEST));
    }
    assertFalse(offer("one more", "x", Delivery.LATEST));
    assertTrue(offer("a", "newer", Delivery.LATEST));
  }

  @Test
  @DisplayName("sends state with QoS 0, but with QoS 1 if it is retained")
  void qos() {
    assertEquals(0, new Outgoing("t", new byte[0], Delivery.LATEST, false).qos());
    assertEquals(1, new Outgoing("t", new byte[0], Delivery.LATEST, true).qos());
    assertEquals(1, new Outgoing("t", new byte[0], Delivery.NOW, false).qos());
    assertEquals(1, new Outgoing("t", new byte[0], Delivery.RELIABLE, false).qos());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("holds its promises in any order of use")
  void properties(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Integer> newest = new HashMap<>();
    int lastFact = -1;
    for (int i = 0; i < 2000; i++) {
      switch (random.nextInt(4)) {
        case 0 -> {
          String topic = "t" + random.nextInt(3);
          offer(topic, Integer.toString(i), Delivery.LATEST);
          newest.put(topic, i);
        }
        case 1 -> offer("e", Integer.toString(i), Delivery.RELIABLE);
        default -> {
          Outgoing next = queue.poll();
          if (next == null) {
            assertTrue(queue.isEmpty());
          } else if (next.delivery == Delivery.LATEST) {
            assertEquals(newest.get(next.topic), Integer.valueOf(text(next)));
          } else {
            assertTrue(Integer.parseInt(text(next)) > lastFact, "facts keep their order");
            lastFact = Integer.parseInt(text(next));
          }
        }
      }
    }
    drain();
    assertNull(queue.poll());
  }
}
