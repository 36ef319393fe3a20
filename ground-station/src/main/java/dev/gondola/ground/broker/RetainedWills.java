package dev.gondola.ground.broker;

import io.moquette.broker.Server;
import io.moquette.interception.AbstractInterceptHandler;
import io.moquette.interception.messages.InterceptConnectMessage;
import io.moquette.interception.messages.InterceptConnectionLostMessage;
import io.moquette.interception.messages.InterceptDisconnectMessage;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.HashMap;
import java.util.Map;
import org.tinylog.Logger;

/**
 * Keeps the last wills that are to be retained, which Moquette 0.17 publishes but does not keep: to
 * later subscribers a lost client would look alive for ever. It publishes such a will once more, so
 * present subscribers get it twice. Called by the broker on one thread.
 */
final class RetainedWills extends AbstractInterceptHandler {
  private static final String ID = "retained-wills";

  private final Server server;
  private final Map<String, InterceptConnectMessage> clients = new HashMap<>();

  RetainedWills(Server server) {
    this.server = server;
  }

  @Override
  public String getID() {
    return ID;
  }

  @Override
  public void onConnect(InterceptConnectMessage message) {
    if (message.isWillFlag() && message.isWillRetain()) {
      clients.put(message.getClientID(), message);
    } else {
      clients.remove(message.getClientID());
    }
  }

  @Override
  public void onDisconnect(InterceptDisconnectMessage message) {
    clients.remove(message.getClientID());
  }

  @Override
  public void onConnectionLost(InterceptConnectionLostMessage message) {
    InterceptConnectMessage client = clients.remove(message.getClientID());
    if (client != null) {
      server.internalPublish(
          MqttMessageBuilders.publish()
              .topicName(client.getWillTopic())
              .retained(true)
              .qos(MqttQoS.AT_LEAST_ONCE)
              .payload(Unpooled.copiedBuffer(client.getWillMessage()))
              .build(),
          ID);
    }
  }

  @Override
  public void onSessionLoopError(Throwable error) {
    Logger.error(error, "fault in the embedded broker");
  }
}
