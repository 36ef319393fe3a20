package dev.gondola.firmware.link;

import java.util.LinkedHashMap;
import java.util.Map;

/** A link that can be cut on the robot's side: closed, and replaced by a new connection. */
final class SwitchableLink implements MessageLink {
  private record Subscription(int qos, MessageHandler handler) {}

  private final LinkOptions options;
  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
  private volatile MqttLink link;

  SwitchableLink(LinkOptions options) {
    this.options = options;
    link = new MqttLink(options).start();
  }

  void cut() {
    link.close();
  }

  void mend() {
    MqttLink next = new MqttLink(options);
    subscriptions.forEach((filter, s) -> next.subscribe(filter, s.qos(), s.handler()));
    link = next.start();
  }

  @Override
  public boolean publish(String topic, byte[] payload, Delivery delivery, boolean retained) {
    return link.publish(topic, payload, delivery, retained);
  }

  @Override
  public void subscribe(String filter, int qos, MessageHandler handler) {
    subscriptions.put(filter, new Subscription(qos, handler));
    link.subscribe(filter, qos, handler);
  }

  @Override
  public boolean isUp() {
    return link.isUp();
  }

  @Override
  public void addListener(LinkListener listener) {
    link.addListener(listener);
  }

  @Override
  public LinkStatistics statistics() {
    return link.statistics();
  }

  long connects() {
    return statistics().connects();
  }

  long received() {
    return statistics().received();
  }

  @Override
  public void close() {
    link.close();
  }
}
