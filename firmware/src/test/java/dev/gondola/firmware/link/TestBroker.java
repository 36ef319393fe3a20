package dev.gondola.firmware.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A real broker on a loopback port of its own, which it keeps when it is started again. */
interface TestBroker extends AutoCloseable {
  BrokerUrl url();

  /** Starts the broker and waits until it answers. */
  void start();

  /** Ends the broker without a goodbye to its clients. */
  void kill();

  @Override
  void close();

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
