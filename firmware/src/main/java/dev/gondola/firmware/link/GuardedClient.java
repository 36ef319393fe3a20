package dev.gondola.firmware.link;

import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.ScheduledExecutorPingSender;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Paho's client on a guarded network module, with its pings on the given executor. */
final class GuardedClient extends MqttAsyncClient {
  private final int maxRemaining;
  private volatile GuardedNetworkModule module;

  GuardedClient(String serverUri, String clientId, ScheduledExecutorService pings, int maxRemaining)
      throws MqttException {
    super(
        serverUri,
        clientId,
        new MemoryPersistence(),
        new ScheduledExecutorPingSender(pings),
        null,
        null);
    this.maxRemaining = maxRemaining;
  }

  @Override
  protected NetworkModule[] createNetworkModules(String address, MqttConnectOptions options)
      throws MqttException {
    // One address, one module.
    module =
        new GuardedNetworkModule(super.createNetworkModules(address, options)[0], maxRemaining);
    return new NetworkModule[] {module};
  }

  /** Cuts the connection if there is one, without a goodbye, and frees everything. */
  void dispose() throws MqttException {
    if (module != null) {
      module.giveUp();
    }
    disconnectForcibly(0, 1, false);
    close(true);
  }
}
