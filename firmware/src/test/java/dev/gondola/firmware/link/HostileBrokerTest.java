package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("A link whose broker misbehaves")
@Execution(ExecutionMode.CONCURRENT)
class HostileBrokerTest {
  private FakeBroker broker;
  private MqttLink link;

  private void connect(FakeBroker.Script script) {
    broker = new FakeBroker(script);
    link = new MqttLink(LinkOptions.of(broker.url(), "test").withKeepAliveSeconds(1)).start();
  }

  @AfterEach
  void end() {
    link.close();
    broker.close();
  }

  private Set<Thread> linkThreads() {
    return ThreadsOf.link(link);
  }

  @Test
  @DisplayName("hangs up at once: it tries again, and no thread is left over")
  void hangsUp() {
    connect(socket -> {});

    Await.until("three attempts", () -> broker.accepted() >= 3);
    assertFalse(link.isUp());
    assertTrue(linkThreads().stream().allMatch(Thread::isDaemon));
    link.close();
    Await.until("threads have ended", () -> linkThreads().isEmpty());
  }

  @Test
  @DisplayName("hangs up after CONNECT: it tries again, and no thread is left over")
  void hangsUpLater() {
    connect(socket -> socket.getInputStream().readNBytes(10));

    Await.until("three attempts", () -> broker.accepted() >= 3);
    link.close();
    Await.until("threads have ended", () -> linkThreads().isEmpty());
  }

  @Test
  @Tag("slow")
  @DisplayName("accepts and says nothing: the attempt ends and is repeated")
  void saysNothing() {
    connect(FakeBroker::ignore);

    Await.until("a second attempt", () -> broker.accepted() >= 2);
    assertFalse(link.isUp());
  }

  @Test
  @DisplayName("claims a packet of 256 MiB that is no message: refused before memory is taken")
  void hugePacket() {
    connect(
        socket -> {
          FakeBroker.welcome(socket);
          socket
              .getOutputStream()
              .write(new byte[] {(byte) 0x90, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f});
          FakeBroker.ignore(socket);
        });

    Await.until("a second attempt", () -> broker.accepted() >= 2);
  }

  @Test
  @DisplayName("sends a message of 100 MB: it is thrown away, and the next message arrives")
  void hugeMessage() {
    Recorder recorder = new Recorder();
    connect(
        socket -> {
          FakeBroker.welcome(socket);
          OutputStream out = socket.getOutputStream();
          int length = 100_000_000;
          out.write(new byte[] {0x30});
          writeLength(out, length);
          byte[] chunk = new byte[100_000];
          chunk[1] = 3;
          chunk[2] = 'a';
          chunk[3] = '/';
          chunk[4] = 'b';
          for (int i = 0; i < length / chunk.length; i++) {
            out.write(chunk);
          }
          out.write(new byte[] {0x30, 7, 0, 3, 'a', '/', 'b', 'h', 'i'});
          FakeBroker.ignore(socket);
        });
    link.subscribe("a/b", 0, recorder);

    Await.until("the small message", () -> !recorder.messages().isEmpty());
    assertEquals("hi", recorder.last().text());
    assertEquals(1, recorder.messages().size());
    assertEquals(1, link.statistics().oversized());
  }

  private static void writeLength(OutputStream out, int value) throws java.io.IOException {
    int rest = value;
    while (rest > 0x7f) {
      out.write((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    out.write(rest);
  }

  @Test
  @DisplayName("sends random bytes: the link survives and tries again")
  void randomBytes() {
    SplittableRandom random = new SplittableRandom(1);
    connect(
        socket -> {
          FakeBroker.welcome(socket);
          byte[] noise = new byte[2000];
          synchronized (random) {
            random.nextBytes(noise);
          }
          socket.getOutputStream().write(noise);
          Thread.sleep(20);
        });

    Await.until("three attempts", () -> broker.accepted() >= 3);
    link.close();
    Await.until("threads have ended", () -> linkThreads().isEmpty());
  }

  @Test
  @DisplayName("sends a packet that Paho's receiving thread dies of: noticed without a time-out")
  void fatalPacket() {
    // A PUBLISH with QoS 3.
    connect(
        socket -> {
          FakeBroker.welcome(socket);
          socket.getOutputStream().write(new byte[] {0x36, 3, 0, 9, 'x'});
          FakeBroker.ignore(socket);
        });

    Await.until("a second attempt", () -> broker.accepted() >= 2);
  }

  @Test
  @Tag("slow")
  @DisplayName("answers pings but never acknowledges: given up, and the events are sent again")
  void neverAcknowledges() {
    connect(
        socket -> {
          FakeBroker.welcome(socket);
          FakeBroker.answerPings(socket);
        });
    link.publish("a/b", "hi".getBytes(StandardCharsets.UTF_8), Delivery.RELIABLE, false);

    Await.until("it was sent twice", () -> link.statistics().sent() >= 2);
    assertEquals(0, link.statistics().acknowledged());
    assertTrue(broker.accepted() >= 2);
  }
}
