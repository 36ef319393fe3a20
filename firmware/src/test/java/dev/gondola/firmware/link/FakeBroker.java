package dev.gondola.firmware.link;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that listens where a broker is expected and does what the test says. */
final class FakeBroker implements AutoCloseable {
  private static final byte[] CONNACK = {0x20, 2, 0, 0};
  private static final byte[] PINGRESP = {(byte) 0xd0, 0};
  private static final int PINGREQ = 0xc0;

  /** What happens on a connection; it is closed afterwards. */
  interface Script {
    void run(Socket socket) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Script script;
  private final AtomicInteger accepted = new AtomicInteger();

  FakeBroker(Script script) {
    this.script = script;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  BrokerUrl url() {
    return new BrokerUrl(false, "127.0.0.1", server.getLocalPort());
  }

  int accepted() {
    return accepted.get();
  }

  /** Reads the CONNECT packet, which is short in these tests, and lets the client in. */
  static void welcome(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    in.read();
    int length = in.read();
    if (length < 0) {
      throw new EOFException();
    }
    in.readNBytes(length);
    socket.getOutputStream().write(CONNACK);
  }

  /** Reads and throws away until the client hangs up. */
  static void ignore(Socket socket) throws IOException {
    socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
  }

  /** Answers pings and ignores everything else; packets are short in these tests. */
  static void answerPings(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    for (int header = in.read(); header >= 0; header = in.read()) {
      in.readNBytes(Math.max(0, in.read()));
      if (header == PINGREQ) {
        socket.getOutputStream().write(PINGRESP);
      }
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        accepted.incrementAndGet();
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      script.run(socket);
    } catch (IOException | InterruptedException e) {
      // The client has hung up, as the script may have made it.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "fake broker");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
