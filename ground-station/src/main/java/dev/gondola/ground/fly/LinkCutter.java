package dev.gondola.ground.fly;

import dev.gondola.firmware.link.BrokerUrl;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire to a broker that can be cut: forwards a port of this machine to the broker, byte for byte.
 * While it is cut every connection breaks and new ones are closed at once. Not for TLS, whose
 * certificate names the broker and not this machine.
 */
public final class LinkCutter implements Closeable {
  private static final int CONNECT_MILLIS = 5000;

  private final BrokerUrl broker;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /**
   * Makes a whole wire.
   *
   * @param broker where it ends, {@code tcp://}
   * @throws IOException if no port can be had
   * @throws IllegalArgumentException if the broker is one with TLS
   */
  public LinkCutter(BrokerUrl broker) throws IOException {
    if (broker.tls()) {
      throw new IllegalArgumentException(
          "a link to %s cannot be cut, as its certificate is for that host alone: use tcp://"
              .formatted(broker));
    }
    this.broker = broker;
    server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    start("link-cutter", this::accept);
  }

  /** Returns the address of this end of the wire. */
  public BrokerUrl url() {
    return new BrokerUrl(false, server.getInetAddress().getHostAddress(), server.getLocalPort());
  }

  /** Cuts the wire. */
  public void cut() {
    cut = true;
    sockets.forEach(LinkCutter::closeQuietly);
  }

  /** Makes it whole again. */
  public void mend() {
    cut = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket robot = server.accept();
        if (cut) {
          closeQuietly(robot);
        } else {
          join(robot);
        }
      } catch (IOException e) {
        // The server was closed, or the broker cannot be reached: the robot tries again.
      }
    }
  }

  private void join(Socket robot) throws IOException {
    Socket far = new Socket();
    sockets.add(robot);
    sockets.add(far);
    if (cut) {
      // Cut since it was accepted; cut() may have looked before these two were added.
      closeBoth(robot, far);
      return;
    }
    try {
      far.connect(new InetSocketAddress(broker.host(), broker.port()), CONNECT_MILLIS);
      robot.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      start("link-cutter-out", () -> forward(robot, far));
      start("link-cutter-in", () -> forward(far, robot));
    } catch (IOException e) {
      closeBoth(robot, far);
      throw e;
    }
  }

  private void forward(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // One end is gone; the other goes too.
    } finally {
      closeBoth(from, to);
    }
  }

  private void closeBoth(Socket a, Socket b) {
    closeQuietly(a);
    closeQuietly(b);
    sockets.remove(a);
    sockets.remove(b);
  }

  private static void start(String name, Runnable task) {
    Thread.ofPlatform().daemon().name(name).start(task);
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed it is.
    }
  }

  @Override
  public void close() {
    closeQuietly(server);
    cut();
  }
}
