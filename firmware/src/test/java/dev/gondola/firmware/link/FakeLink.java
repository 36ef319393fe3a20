package dev.gondola.firmware.link;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what is published. */
final class FakeLink implements MessageLink {
  record Published(String topic, String text, Delivery delivery, boolean retained) {}

  final List<Published> published = new CopyOnWriteArrayList<>();

  List<Published> on(String topic) {
    return published.stream().filter(p -> p.topic().equals(topic)).toList();
  }

  @Override
  public boolean publish(String topic, byte[] payload, Delivery delivery, boolean retained) {
    String text = new String(payload, StandardCharsets.UTF_8);
    return published.add(new Published(topic, text, delivery, retained));
  }

  @Override
  public void subscribe(String filter, int qos, MessageHandler handler) {}

  @Override
  public boolean isUp() {
    return true;
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
