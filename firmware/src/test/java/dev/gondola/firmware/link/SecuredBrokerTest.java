package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@DisplayName("A link to a mosquitto that is secured")
class SecuredBrokerTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;
  private MosquittoBroker broker;
  private MqttLink link;

  @AfterEach
  void end() {
    if (link != null) {
      link.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  /** Makes a self-signed certificate for an address and starts a broker with it. */
  private SSLContext startWithTls(String subjectAlternativeName) throws Exception {
    assumeTrue(MosquittoBroker.executable() != null, "mosquitto is not on the PATH: test skipped");
    Path store = folder.resolve("broker.p12");
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-keystore",
        store.toString(),
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-alias",
        "broker",
        "-keyalg",
        "EC",
        "-dname",
        "CN=test",
        "-ext",
        "san=" + subjectAlternativeName);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Path certificate = folder.resolve("broker.crt");
    Path key = folder.resolve("broker.key");
    writePem(certificate, "CERTIFICATE", keys.getCertificate("broker").getEncoded());
    writePem(key, "PRIVATE KEY", keys.getKey("broker", PASSWORD.toCharArray()).getEncoded());
    broker =
        new MosquittoBroker(
            folder,
            true,
            "allow_anonymous true\ncertfile %s\nkeyfile %s".formatted(certificate, key));
    broker.start();
    return trusting(keys);
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("broker", keys.getCertificate("broker"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static void writePem(Path file, String kind, byte[] der) throws Exception {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind));
  }

  private static void run(String... command) throws Exception {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }

  private String failure(LinkOptions options) throws Exception {
    PahoConnection connection =
        new PahoConnection(options, "refused", new NoOwner(), System::nanoTime);
    String failure = connection.open();
    connection.dispose();
    return failure;
  }

  private static final class NoOwner implements PahoConnection.Owner {
    @Override
    public void changed() {}

    @Override
    public void acknowledged() {}

    @Override
    public void arrived(String topic, byte[] payload, boolean retained) {}
  }

  @Test
  @DisplayName("by TLS works with the broker's certificate trusted, and not otherwise")
  void tls() throws Exception {
    SSLContext trusting = startWithTls("ip:127.0.0.1");
    LinkOptions options = LinkOptions.of(broker.url(), "tls");

    String failure = failure(options);
    assertTrue(failure != null && failure.contains("PKIX"), failure);

    Recorder recorder = new Recorder();
    link = new MqttLink(options.withTls(trusting));
    link.subscribe("a/b", 1, recorder);
    link.publish("a/b", "hi".getBytes(StandardCharsets.UTF_8), Delivery.RELIABLE, false);
    link.start();
    Await.until("message", () -> recorder.texts().equals(List.of("hi")));
  }

  @Test
  @DisplayName("by TLS is refused when the certificate is for another host")
  void otherHost() throws Exception {
    SSLContext trusting = startWithTls("dns:broker.example.org");

    String failure = failure(LinkOptions.of(broker.url(), "tls").withTls(trusting));

    assertTrue(failure != null && failure.contains("127.0.0.1"), failure);
  }

  @Test
  @Tag("slow")
  @DisplayName("by TLS gives up a frozen broker, and no thread stays behind in a stuck write")
  void frozen() throws Exception {
    SSLContext trusting = startWithTls("ip:127.0.0.1");
    link =
        new MqttLink(LinkOptions.of(broker.url(), "tls").withTls(trusting).withKeepAliveSeconds(1))
            .start();
    Await.until("up", link::isUp);

    broker.freeze();
    while (link.isUp()) {
      link.publish("a/b", new byte[60_000], Delivery.LATEST, false);
    }
    link.close();

    Await.until("all threads have ended", () -> ThreadsOf.link(link).isEmpty());
  }

  @Test
  @DisplayName("by a password works with the right one, and not otherwise")
  void password() throws Exception {
    Path passwords = folder.resolve("passwords");
    Path tool = Path.of("/usr/bin/mosquitto_passwd");
    assumeTrue(Files.isExecutable(tool), "mosquitto_passwd is not there: test skipped");
    run(tool.toString(), "-c", "-b", passwords.toString(), "me", "secret");
    broker =
        new MosquittoBroker(folder, false, "allow_anonymous false\npassword_file " + passwords);
    broker.start();
    LinkOptions options = LinkOptions.of(broker.url(), "test");

    String anonymous = failure(options);
    assertTrue(anonymous != null && anonymous.contains("Not authorized"), anonymous);
    String wrong = failure(options.withCredentials(Optional.of(new Credentials("me", "x"))));
    assertTrue(wrong != null && wrong.contains("Not authorized"), wrong);
    assertFalse(wrong.contains("secret"));

    link =
        new MqttLink(options.withCredentials(Optional.of(new Credentials("me", "secret")))).start();
    Await.until("up", link::isUp);
  }
}
