package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's mosquitto as a process of its own, which can be killed and frozen. */
final class MosquittoBroker implements TestBroker {
  private static final String NAME = "mosquitto";

  private final BrokerUrl url;
  private final Path folder;
  private final String extraConfiguration;
  private Process process;

  /**
   * Makes a broker in a folder of its own; skips the test, with the reason, where there is none.
   */
  MosquittoBroker(Path folder) {
    this(folder, false, "allow_anonymous true");
  }

  MosquittoBroker(Path folder, boolean tls, String extraConfiguration) {
    assumeTrue(
        executable() != null, "mosquitto is not on the PATH: this broker's tests are skipped");
    this.folder = folder;
    this.extraConfiguration = extraConfiguration;
    url = new BrokerUrl(tls, "127.0.0.1", TestBroker.freePort());
  }

  static String executable() {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(directory -> Path.of(directory, NAME))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(null);
  }

  @Override
  public BrokerUrl url() {
    return url;
  }

  @Override
  public void start() {
    try {
      Path configuration = folder.resolve("mosquitto.conf");
      // As root it would give up its rights and could not read the test's folder.
      Files.writeString(
          configuration,
          """
          user root
          listener %d 127.0.0.1
          set_tcp_nodelay true
          persistence false
          %s
          """
              .formatted(url.port(), extraConfiguration));
      process =
          new ProcessBuilder(executable(), "-c", configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("mosquitto.log").toFile())
              .start();
      Await.until("mosquitto listens", this::listens);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean listens() {
    if (!process.isAlive()) {
      try {
        throw new IllegalStateException(Files.readString(folder.resolve("mosquitto.log")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.port())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Ends it by SIGTERM: it publishes the wills of its clients. */
  void terminate() {
    process.destroy();
    awaitEnd();
  }

  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("mosquitto does not end");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
  }
}
