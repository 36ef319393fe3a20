package dev.gondola.firmware.link;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the messages of a subscription. */
final class Recorder implements MessageHandler {
  record Message(String topic, String text, boolean retained) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private final List<Message> messages = new CopyOnWriteArrayList<>();

  @Override
  public void onMessage(String topic, byte[] payload, boolean retained) {
    messages.add(new Message(topic, new String(payload, StandardCharsets.UTF_8), retained));
  }

  List<Message> messages() {
    return messages;
  }

  List<String> texts() {
    return messages.stream().map(Message::text).toList();
  }

  boolean saw(String part) {
    return messages.stream().anyMatch(m -> m.text().contains(part));
  }

  Message last() {
    return messages.getLast();
  }
}
