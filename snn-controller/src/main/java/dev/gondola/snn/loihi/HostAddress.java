package dev.gondola.snn.loihi;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a Loihi host listens. */
public sealed interface HostAddress {

  /** Begins the text form of a Unix socket. */
  String UNIX = "unix:";

  /**
   * A TCP port.
   *
   * @param host name or address
   * @param port 1..65535
   */
  record Tcp(String host, int port) implements HostAddress {
    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /**
   * A Unix domain socket.
   *
   * @param path its file
   */
  record UnixSocket(Path path) implements HostAddress {
    @Override
    public String toString() {
      return UNIX + path;
    }
  }

  /**
   * Reads an address: {@code HOST:PORT}, {@code [IPV6]:PORT} or {@code unix:PATH}.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  static HostAddress parse(String text) {
    if (text.startsWith(UNIX) && text.length() > UNIX.length()) {
      try {
        return new UnixSocket(Path.of(text.substring(UNIX.length())));
      } catch (InvalidPathException e) {
        throw wrong(text);
      }
    }
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw wrong(text);
    }
    String port = text.substring(colon + 1);
    if (host.isEmpty() || !port.matches("[0-9]{1,5}")) {
      throw wrong(text);
    }
    int number = Integer.parseInt(port);
    if (number < 1 || number > 65535) {
      throw wrong(text);
    }
    return new Tcp(host, number);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is no address of a host: HOST:PORT, [IPV6]:PORT or unix:PATH");
  }

  /**
   * Opens a channel to connect; small frames go out at once.
   *
   * @throws IOException if this machine has no such channels
   */
  default SocketChannel open() throws IOException {
    if (this instanceof UnixSocket) {
      return SocketChannel.open(StandardProtocolFamily.UNIX);
    }
    return SocketChannel.open().setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /**
   * Returns the address to connect to; looks names up, which may take a while.
   *
   * @throws IOException if nobody knows the name
   */
  default SocketAddress resolve() throws IOException {
    return switch (this) {
      case UnixSocket unix -> UnixDomainSocketAddress.of(unix.path());
      case Tcp tcp -> {
        InetSocketAddress address = new InetSocketAddress(tcp.host(), tcp.port());
        if (address.isUnresolved()) {
          throw new UnknownHostException("there is no host named " + tcp.host());
        }
        yield address;
      }
    };
  }
}
