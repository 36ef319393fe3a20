package dev.gondola.firmware.link;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Moquette within the test's own JVM. */
final class MoquetteBroker implements TestBroker {
  private final BrokerUrl url = new BrokerUrl(false, "127.0.0.1", TestBroker.freePort());
  private Server server;

  @Override
  public BrokerUrl url() {
    return url;
  }

  @Override
  public void start() {
    Properties properties = new Properties();
    properties.setProperty(IConfig.HOST_PROPERTY_NAME, url.host());
    properties.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(url.port()));
    properties.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
    properties.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
    properties.setProperty(IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, "1000000");
    server = new Server();
    try {
      server.startServer(new MemoryConfig(properties));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void kill() {
    server.stopServer();
    server = null;
  }

  /** Ends it in the background, because Netty takes two seconds for it. */
  @Override
  public void close() {
    if (server != null) {
      Thread end = new Thread(this::kill, "end of moquette");
      end.setDaemon(true);
      end.start();
    }
  }
}
