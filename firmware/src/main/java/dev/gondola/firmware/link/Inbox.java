package dev.gondola.firmware.link;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.paho.client.mqttv3.MqttTopic;

/** Hands incoming messages to the handlers of a link; what a handler throws ends here. */
final class Inbox {
  private final int maxPayloadBytes;
  private final LogLimiter log;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final LongAdder received = new LongAdder();
  private final LongAdder oversized = new LongAdder();
  private final LongAdder handlerFailures = new LongAdder();

  private record Subscription(String filter, int qos, MessageHandler handler) {}

  Inbox(int maxPayloadBytes, LogLimiter log) {
    this.maxPayloadBytes = maxPayloadBytes;
    this.log = log;
  }

  void add(String filter, int qos, MessageHandler handler) {
    subscriptions.add(new Subscription(filter, qos, handler));
  }

  /** Returns the filters of all subscriptions with their highest quality of service. */
  Map<String, Integer> filters() {
    Map<String, Integer> filters = new LinkedHashMap<>();
    subscriptions.forEach(s -> filters.merge(s.filter(), s.qos(), Math::max));
    return filters;
  }

  /** Gives a message to the handlers whose filter matches its topic. */
  void accept(String topic, byte[] payload, boolean retained) {
    if (payload.length > maxPayloadBytes) {
      oversized.increment();
      log.warn(
          "message on %s thrown away: more than %d bytes"
              .formatted(Text.quote(topic), maxPayloadBytes));
      return;
    }
    received.increment();
    for (Subscription subscription : subscriptions) {
      deliver(subscription, topic, payload, retained);
    }
  }

  /** Contains everything, as Paho would end the connection for it, again at each redelivery. */
  @SuppressWarnings("CatchingUnchecked")
  private void deliver(Subscription to, String topic, byte[] payload, boolean retained) {
    try {
      if (MqttTopic.isMatched(to.filter(), topic)) {
        to.handler().onMessage(topic, payload, retained);
      }
    } catch (Exception | StackOverflowError | AssertionError e) {
      handlerFailures.increment();
      log.warn("handler of %s failed: %s".formatted(to.filter(), e));
    }
  }

  long received() {
    return received.sum();
  }

  long oversized() {
    return oversized.sum();
  }

  long handlerFailures() {
    return handlerFailures.sum();
  }
}
