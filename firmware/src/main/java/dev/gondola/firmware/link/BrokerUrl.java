package dev.gondola.firmware.link;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Address of an MQTT broker.
 *
 * @param tls whether the connection is encrypted and the broker's certificate checked
 * @param host host name or address
 * @param port TCP port, 1..65535
 */
public record BrokerUrl(boolean tls, String host, int port) {
  private static final int PLAIN_PORT = 1883;
  private static final int TLS_PORT = 8883;

  /**
   * Reads {@code tcp://host[:port]} (port 1883 if absent) or {@code ssl://host[:port]} (8883).
   *
   * @throws IllegalArgumentException with a message fit for the user, if it is neither
   */
  public static BrokerUrl parse(String text) {
    URI uri = uri(text);
    String scheme = uri.getScheme();
    if (!"tcp".equalsIgnoreCase(scheme) && !"ssl".equalsIgnoreCase(scheme)) {
      throw bad(text, "it must start with tcp:// or ssl://, for example tcp://localhost:1883");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the broker URL must not hold a user or password, which other users of the machine could"
              + " read: set %s and %s".formatted(Credentials.USER, Credentials.PASSWORD));
    }
    if (uri.getHost() == null) {
      throw bad(text, "it needs a host name of letters, digits, dots and hyphens, and a port");
    }
    if (!uri.getRawPath().isEmpty() || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw bad(text, "nothing may follow the port");
    }
    boolean tls = "ssl".equalsIgnoreCase(scheme);
    if (tls && uri.getHost().startsWith("[")) {
      throw bad(text, "ssl needs a host name or an IPv4 address");
    }
    int port = uri.getPort() == -1 ? (tls ? TLS_PORT : PLAIN_PORT) : uri.getPort();
    if (port < 1 || port > 65535) {
      throw bad(text, "the port must be 1 to 65535");
    }
    return new BrokerUrl(tls, uri.getHost(), port);
  }

  private static URI uri(String text) {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException e) {
      throw bad(text, "it is not a URL");
    }
  }

  private static IllegalArgumentException bad(String text, String remedy) {
    boolean secret = text.indexOf('@') >= 0;
    return new IllegalArgumentException(
        "broker URL %snot valid: %s".formatted(secret ? "" : Text.quote(text) + " ", remedy));
  }

  /** Returns the URL in full, with port. */
  @Override
  public String toString() {
    return (tls ? "ssl://" : "tcp://") + host + ":" + port;
  }
}
