package dev.gondola.ground.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The embedded broker")
class EmbeddedBrokerTest {
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() throws IOException {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void end() {
    broker.close();
  }

  @Test
  @DisplayName("refuses a port that is taken, with a remedy")
  void portTaken() {
    int port = broker.url().port();
    IOException e = assertThrows(IOException.class, () -> EmbeddedBroker.start(port));
    assertEquals(
        "port " + port + " of 127.0.0.1 is taken: choose another, or use the broker that is there",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65536})
  @DisplayName("refuses a port that is none")
  void noPort(int port) {
    assertThrows(IllegalArgumentException.class, () -> EmbeddedBroker.start(port));
  }

  @Test
  @DisplayName("listens on the loopback address only")
  void loopbackOnly() throws IOException {
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(network.getInetAddresses())) {
        if (!address.isLoopbackAddress()) {
          InetSocketAddress target = new InetSocketAddress(address, broker.url().port());
          try (Socket socket = new Socket()) {
            assertThrows(IOException.class, () -> socket.connect(target, 1000), target::toString);
          }
        }
      }
    }
  }

  @Test
  @DisplayName("keeps a retained last will for those who come later")
  void retainedWill() throws Exception {
    // Cut without a DISCONNECT packet.
    connect("dying", "a/will", "gone").close();
    String seen = "";
    for (int attempt = 0; attempt < 500 && !seen.contains("gone"); attempt++) {
      Thread.sleep(10);
      seen = subscribeOnce("later" + attempt, "a/will");
    }
    assertTrue(seen.contains("gone"), seen);
  }

  @Test
  @DisplayName("does not publish the will of a client that says goodbye")
  void cleanGoodbye() throws Exception {
    try (Socket polite = connect("polite", "b/will", "gone")) {
      // Moquette may overlook a goodbye that comes before the session is set up: subscribe first.
      polite.getOutputStream().write(new byte[] {(byte) 0x82, 6, 0, 1, 0, 1, 'x', 0});
      assertEquals(0x90, polite.getInputStream().readNBytes(5)[0] & 0xFF);
      polite.getOutputStream().write(new byte[] {(byte) 0xe0, 0});
      assertEquals(-1, polite.getInputStream().read());
    }
    assertFalse(subscribeOnce("later", "b/will").contains("gone"));
  }

  @Test
  @DisplayName("lets a client in that leaves its id to the broker, as mosquitto_sub does")
  void noClientId() throws Exception {
    assertFalse(subscribeOnce("", "c/topic").isEmpty());
  }

  @Test
  @DisplayName("runs without the reporters of metrics and faults, which are not even there")
  void noReporters() {
    for (String name :
        List.of("com.bugsnag.Bugsnag", "com.librato.metrics.reporter.LibratoReporter")) {
      assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
    }
  }

  /** Connects with a retained last will of QoS 1. */
  private static Socket connect(String id, String willTopic, String will) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.url().port());
    try (java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream()) {
      DataOutputStream data = new DataOutputStream(body);
      data.writeUTF("MQTT");
      data.write(4);
      data.write(will.isEmpty() ? 0x02 : 0x2e);
      data.writeShort(60);
      data.writeUTF(id);
      if (!will.isEmpty()) {
        data.writeUTF(willTopic);
        data.writeUTF(will);
      }
      send(socket.getOutputStream(), 0x10, body.toByteArray());
    }
    assertEquals(4, socket.getInputStream().readNBytes(4).length);
    return socket;
  }

  /** Returns what comes on a new subscription up to the answer to a ping. */
  private static String subscribeOnce(String id, String topic) throws IOException {
    try (Socket socket = connect(id, "", "");
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream()) {
      DataOutputStream data = new DataOutputStream(body);
      data.writeShort(1);
      data.writeUTF(topic);
      data.write(0);
      send(socket.getOutputStream(), 0x82, body.toByteArray());
      socket.setSoTimeout(100);
      byte[] seen = new byte[200];
      int length = 0;
      try {
        for (int n = 0; n >= 0; n = socket.getInputStream().read(seen, length, 100)) {
          length += n;
        }
      } catch (java.net.SocketTimeoutException e) {
        // That was all.
      }
      return new String(seen, 0, length, StandardCharsets.ISO_8859_1);
    }
  }

  private static void send(OutputStream out, int header, byte[] body) throws IOException {
    out.write(header);
    out.write(body.length);
    out.write(body);
  }
}
