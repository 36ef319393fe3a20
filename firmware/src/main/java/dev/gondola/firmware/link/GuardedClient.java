package dev.gondola.firmware.link;

import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.ScheduledExecutorPingSender;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Paho's client on guarded network modules, with its pings on the given executor. */
final class GuardedClient extends MqttAsyncClient {
  private final int maxRemaining;

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
    NetworkModule[] modules = super.createNetworkModules(address, options);
    for (int i = 0; i < modules.length; i++) {
      modules[i] = new GuardedNetworkModule(modules[i], maxRemaining);
    }
    return modules;
  }
}
