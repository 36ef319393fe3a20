package dev.gondola.ground.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.firmware.link.BrokerUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A wire that can be cut")
class LinkCutterTest {
  private static final int PATIENCE_MILLIS = 30_000;

  private ServerSocket far;
  private LinkCutter wire;

  @BeforeEach
  void open() throws IOException {
    far = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    far.setSoTimeout(PATIENCE_MILLIS);
    wire = new LinkCutter(new BrokerUrl(false, "127.0.0.1", far.getLocalPort()));
  }

  @AfterEach
  void close() throws IOException {
    wire.close();
    far.close();
  }

  private Socket near() throws IOException {
    Socket socket = new Socket(wire.url().host(), wire.url().port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private void assertCarries(Socket near, Socket broker) throws IOException {
    near.getOutputStream().write(42);
    assertEquals(42, broker.getInputStream().read());
    broker.getOutputStream().write(43);
    assertEquals(43, near.getInputStream().read());
  }

  /** A broken connection ends, or is reset. */
  private static int readEnd(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException e) {
      return -1;
    }
  }

  @Test
  @DisplayName("carries bytes both ways, breaks when cut, and carries again when mended")
  void cutAndMend() throws IOException {
    try (Socket near = near();
        Socket broker = far.accept()) {
      assertCarries(near, broker);
      wire.cut();
      assertEquals(-1, readEnd(near));
      assertEquals(-1, readEnd(broker));
    }
    try (Socket refused = near()) {
      assertEquals(-1, readEnd(refused), "a new connection is closed at once");
    }
    wire.mend();
    try (Socket near = near();
        Socket broker = far.accept()) {
      assertCarries(near, broker);
    }
  }

  @Test
  @DisplayName("is refused for TLS, whose certificate names another host")
  void tls() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new LinkCutter(new BrokerUrl(true, "broker.example.org", 8883)));
    assertTrue(e.getMessage().contains("ssl://broker.example.org"), e.getMessage());
  }
}
