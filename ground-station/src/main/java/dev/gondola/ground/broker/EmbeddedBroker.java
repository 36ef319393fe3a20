package dev.gondola.ground.broker;

import dev.gondola.firmware.link.BrokerUrl;
import io.moquette.BrokerConstants;
import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Properties;
import org.slf4j.LoggerFactory;

/**
 * A Moquette 0.17 broker on the loopback address: in memory, without user or password, without
 * reports to anybody. For demonstrations and tests; a fleet has a broker of its own.
 *
 * <p>Known limits: MQTT 3.1.1 only; what is retained with QoS 0 is not kept; what is retained comes
 * without its mark to subscribers with QoS 1, and not at all to those who subscribe while it is
 * being published.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int ATTEMPTS = 10;

  /** The link's own bound of 64 KiB for a message, and room for the topic. */
  private static final int MAX_PACKET_BYTES = 128 * 1024;

  private final Server server;
  private final BrokerUrl url;

  private EmbeddedBroker(Server server, int port) {
    this.server = server;
    this.url = new BrokerUrl(false, HOST, port);
  }

  /**
   * Starts a broker on a free port.
   *
   * @throws IOException if there is none
   */
  public static EmbeddedBroker start() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return start(freePort());
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * Starts a broker on a given port.
   *
   * @param port TCP port, 1..65535
   * @throws IOException with a message fit for the user, if the port is taken
   * @throws IllegalArgumentException if the port is out of range
   */
  public static EmbeddedBroker start(int port) throws IOException {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not 1 to 65535");
    }
    requireNoTrace();
    if (System.getProperty("io.netty.noUnsafe") == null) {
      // Netty 4.1 would make the JVM warn of methods that are going away.
      System.setProperty("io.netty.noUnsafe", "true");
    }
    checkFree(port);
    Server server = new Server();
    try {
      server.startServer(new MemoryConfig(properties(port)), List.of(new RetainedWills(server)));
    } catch (RuntimeException e) {
      server.stopServer();
      throw new IOException("broker cannot listen on port " + port + ": " + e.getMessage(), e);
    }
    return new EmbeddedBroker(server, port);
  }

  /** Its TRACE log moves the read position of each message, so that subscribers get other bytes. */
  private static void requireNoTrace() {
    if (LoggerFactory.getLogger("io.moquette.broker.MQTTConnection").isTraceEnabled()) {
      throw new IllegalStateException(
          "Moquette garbles messages when it logs at TRACE: set level@io.moquette = warn in"
              + " tinylog.properties");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
      return socket.getLocalPort();
    }
  }

  /** Looks first, because Moquette leaves threads behind and logs when its port is taken. */
  private static void checkFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
    } catch (IOException e) {
      throw new IOException(
          "port %d of %s is taken: choose another, or use the broker that is there"
              .formatted(port, HOST),
          e);
    }
  }

  private static Properties properties(int port) {
    Properties properties = new Properties();
    properties.setProperty(IConfig.HOST_PROPERTY_NAME, HOST);
    properties.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(port));
    properties.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
    // As MQTT 3.1.1 allows, section 3.1.3.1; mosquitto_sub connects so.
    properties.setProperty(BrokerConstants.ALLOW_ZERO_BYTE_CLIENT_ID_PROPERTY_NAME, "true");
    properties.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
    properties.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
    properties.setProperty(BrokerConstants.METRICS_ENABLE_PROPERTY_NAME, "false");
    properties.setProperty(BrokerConstants.BUGSNAG_ENABLE_PROPERTY_NAME, "false");
    properties.setProperty(
        IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, Integer.toString(MAX_PACKET_BYTES));
    return properties;
  }

  /** Returns the broker's address. */
  public BrokerUrl url() {
    return url;
  }

  /** Ends the broker without waiting for its end, for a process that is about to end itself. */
  public void closeInBackground() {
    Thread.ofPlatform().name("broker-end").daemon().start(this::close);
  }

  /** Ends the broker; takes about two seconds, in which Netty waits for late work. */
  @Override
  public void close() {
    server.stopServer();
  }
}
