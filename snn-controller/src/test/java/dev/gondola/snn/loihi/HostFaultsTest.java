package dev.gondola.snn.loihi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Network;
import dev.gondola.snn.engine.FixedPointEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Flight} compares every step with the JVM engine, so each of these tests does. */
@Timeout(120)
@DisplayName("A Loihi host engine with a faulty host")
class HostFaultsTest {
  private static final int SPIKES = 0x83;
  private static final long MILLI = 1_000_000;
  private static final Network NETWORK = HostNetworks.motley(3);

  /** Spoils the first SPIKES frame from some step on, once. */
  private static FakeHost.Mischief once(long step, FakeHost.Mischief mischief) {
    AtomicBoolean done = new AtomicBoolean();
    return (type, first, frame, out) ->
        (type == SPIKES && first >= step && done.compareAndSet(false, true))
            ? mischief.send(type, first, frame, out)
            : FakeHost.HONEST.send(type, first, frame, out);
  }

  private static FakeHost.Mischief sending(byte[] bytes) {
    return (type, first, frame, out) -> {
      out.write(bytes);
      return true;
    };
  }

  private static byte[] with(byte[] frame, int offset, int value) {
    byte[] other = frame.clone();
    other[offset] = (byte) value;
    return other;
  }

  private static FakeHost.Mischief changing(int offset, int value) {
    return (type, first, frame, out) -> {
      out.write(with(frame, offset, value));
      return true;
    };
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of("dies without an answer", (FakeHost.Mischief) (t, s, frame, out) -> false),
        Arguments.of(
            "dies within an answer",
            (FakeHost.Mischief)
                (t, s, frame, out) -> {
                  out.write(FakeHost.head(frame, frame.length - 1));
                  return false;
                }),
        Arguments.of(
            "dies within a header",
            (FakeHost.Mischief)
                (t, s, frame, out) -> {
                  out.write(FakeHost.head(frame, 3));
                  return false;
                }),
        Arguments.of(
            "sends garbage",
            sending("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.UTF_8))),
        Arguments.of("announces 2 GiB", changing(0, 0x7f)),
        Arguments.of("announces a negative length", changing(0, 0xff)),
        Arguments.of("announces nothing", sending(new byte[5])),
        Arguments.of("sends an answer too short by one", changing(3, 10)),
        Arguments.of("answers another question", changing(4, 0x84)),
        Arguments.of("answers another step", changing(12, 0xff)),
        Arguments.of("answers another number of steps", changing(14, 4)),
        Arguments.of(
            "refuses",
            sending(
                ByteBuffer.allocate(9)
                    .putInt(5)
                    .put((byte) 0xff)
                    .put("oops".getBytes(StandardCharsets.UTF_8))
                    .array())),
        Arguments.of(
            "answers twice",
            (FakeHost.Mischief)
                (t, s, frame, out) -> {
                  out.write(frame);
                  out.write(frame);
                  return true;
                }));
  }

  @ParameterizedTest(name = "that {0}")
  @MethodSource("broken")
  @DisplayName("flies on with the same spikes and takes the host back when it works again")
  void broken(String what, FakeHost.Mischief mischief) throws Exception {
    try (FakeHost host = FakeHost.tcp(once(31, mischief));
        LoihiHostEngine engine =
            LoihiHostEngineTest.engine(NETWORK, host.address(), LoihiHostEngineTest.PATIENT)) {
      Flight flight = new Flight(engine);
      flight.until("reconnected", () -> engine.statistics().reconnects() == 1);
      long before = engine.statistics().hostSteps();
      flight.until("host is back", () -> engine.statistics().hostSteps() > before + 30);
      LinkStatistics after = engine.statistics();
      assertEquals(0, after.mismatches(), what);
      assertTrue(after.lastFault().isPresent());
      assertEquals(2, host.connections.get());
    }
  }

  @Test
  @DisplayName("waits no longer than its budget, and takes a late host back without reconnecting")
  void late() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answerNow = new CountDownLatch(1);
    FakeHost.Mischief late =
        once(
            31,
            (type, first, frame, out) -> {
              asked.countDown();
              answerNow.await();
              return FakeHost.HONEST.send(type, first, frame, out);
            });
    LinkOptions options =
        new LinkOptions(100 * MILLI, 20_000 * MILLI, 20_000 * MILLI, MILLI, MILLI, 5_000);
    try (FakeHost host = FakeHost.tcp(late);
        LoihiHostEngine engine = LoihiHostEngineTest.engine(NETWORK, host.address(), options)) {
      Flight flight = new Flight(engine);
      flight.until("asked", () -> asked.getCount() == 0 && !engine.statistics().connected());
      int stepFrames = host.stepFrames.get();
      flight.rounds(100);
      assertEquals(stepFrames, host.stepFrames.get(), "nobody asks a host that owes an answer");
      answerNow.countDown();
      long before = engine.statistics().hostSteps();
      flight.until("host is back", () -> engine.statistics().hostSteps() > before + 30);
      assertEquals(0, engine.statistics().reconnects());
      assertEquals(0, engine.statistics().mismatches());
    }
  }

  @Test
  @DisplayName("gives up a host whose answers only trickle")
  void trickle() throws Exception {
    FakeHost.Mischief trickle =
        (type, first, frame, out) -> {
          if (type != SPIKES || first < 31) {
            return FakeHost.HONEST.send(type, first, frame, out);
          }
          for (byte b : frame) {
            out.write(b);
            Thread.sleep(20);
          }
          return true;
        };
    LinkOptions options =
        new LinkOptions(20 * MILLI, 100 * MILLI, 20_000 * MILLI, MILLI, MILLI, 5_000);
    try (FakeHost host = FakeHost.tcp(trickle);
        LoihiHostEngine engine = LoihiHostEngineTest.engine(NETWORK, host.address(), options)) {
      Flight flight = new Flight(engine);
      flight.until("given up", () -> engine.statistics().reconnects() > 1);
      host.become(FakeHost.HONEST);
      long before = engine.statistics().hostSteps();
      flight.until("host is back", () -> engine.statistics().hostSteps() > before + 30);
    }
  }

  @Test
  @DisplayName("does not believe a host with other spikes until the next reset")
  void otherSpikes() throws Exception {
    try (FakeHost host = FakeHost.tcp(FakeHost.HONEST);
        LoihiHostEngine engine =
            LoihiHostEngineTest.engine(NETWORK, host.address(), LoihiHostEngineTest.PATIENT)) {
      Flight flight = new Flight(engine);
      flight.until("connected", () -> engine.statistics().connected());
      host.become(
          (type, first, frame, out) -> {
            byte[] other = frame.clone();
            other[frame.length - 8] ^= 1;
            return FakeHost.HONEST.send(type, first, other, out);
          });
      flight.until("noticed", () -> engine.statistics().mismatches() > 0);
      host.become(FakeHost.HONEST);
      long before = engine.statistics().hostSteps();
      flight.rounds(100);
      assertEquals(1, engine.statistics().mismatches());
      assertEquals(before, engine.statistics().hostSteps());
      assertEquals(1, host.connections.get());
      flight.reset();
      flight.until("host is back", () -> engine.statistics().hostSteps() > before + 30);
      assertEquals(2, host.connections.get());
    }
  }

  @Test
  @DisplayName("takes a host back that was started anew, at the same address")
  void restarted() throws Exception {
    FakeHost first = FakeHost.tcp(FakeHost.HONEST);
    HostAddress address = first.address();
    try (LoihiHostEngine engine =
        LoihiHostEngineTest.engine(NETWORK, address, LoihiHostEngineTest.PATIENT)) {
      Flight flight = new Flight(engine);
      flight.until("host runs", () -> engine.statistics().hostSteps() > 90);
      first.close();
      flight.until("noticed", () -> engine.statistics().fallbacks() == 1);
      flight.rounds(50);
      try (FakeHost second = FakeHost.again(address, FakeHost.HONEST)) {
        long before = engine.statistics().hostSteps();
        flight.until("host is back", () -> engine.statistics().hostSteps() > before + 30);
        assertTrue(second.stepFrames.get() > 80, "it was run through the inputs since the reset");
      }
    }
  }

  @Test
  @DisplayName("does not bring a host to the present whose past is forgotten, until the next reset")
  void forgotten() throws Exception {
    LinkOptions options =
        new LinkOptions(
            2_000 * MILLI, 5_000 * MILLI, 5_000 * MILLI, MILLI, MILLI, /* historyRounds= */ 5);
    FakeHost.Mischief mischief = once(61, (t, s, frame, out) -> false);
    try (FakeHost host = FakeHost.tcp(mischief);
        LoihiHostEngine engine = LoihiHostEngineTest.engine(NETWORK, host.address(), options)) {
      Flight flight = new Flight(engine);
      do { // the host has to be there within the first 5 rounds
        flight.reset();
        LinkClock.system().sleep(20 * MILLI);
        flight.rounds(5);
      } while (!engine.statistics().connected());
      flight.until("lost", () -> engine.statistics().fallbacks() == 1);
      flight.until("reconnected", () -> engine.statistics().reconnects() == 1);
      long before = engine.statistics().hostSteps();
      flight.rounds(50);
      assertEquals(before, engine.statistics().hostSteps());
      do {
        flight.reset();
        LinkClock.system().sleep(20 * MILLI);
        flight.rounds(5);
      } while (!engine.statistics().connected());
    }
  }

  @Test
  @DisplayName(
      "says which version a host of another version speaks, and tries more and more rarely")
  void otherVersion() throws Exception {
    List<Long> waits = new CopyOnWriteArrayList<>();
    CountDownLatch enough = new CountDownLatch(6);
    LinkClock clock =
        new LinkClock() {
          @Override
          public long nanoTime() {
            return System.nanoTime();
          }

          @Override
          public void sleep(long nanos) throws InterruptedException {
            waits.add(nanos);
            enough.countDown();
            if (enough.getCount() == 0) {
              Thread.sleep(60_000);
            }
          }
        };
    FakeHost.Mischief version2 =
        (type, first, frame, out) -> {
          out.write(with(frame, 10, 2));
          return true;
        };
    LinkOptions options = new LinkOptions(MILLI, 5_000 * MILLI, 5_000 * MILLI, 100, 1_000, 100);
    try (FakeHost host = FakeHost.tcp(version2);
        LoihiHostEngine engine =
            new LoihiHostEngine(NETWORK, host.address(), options, FixedPointEngine::new, clock)) {
      Flight flight = new Flight(engine);
      enough.await();
      flight.rounds(10);
      assertEquals(List.of(100L, 200L, 400L, 800L, 1_000L, 1_000L), waits);
      assertEquals(0, engine.statistics().hostSteps());
      String fault = engine.statistics().lastFault().orElseThrow();
      assertTrue(fault.contains("version 1"), fault);
    }
  }

  @Test
  @DisplayName("tells why a host refuses the network")
  void refusedNetwork() throws Exception {
    byte[] text = "population \"p\": no".getBytes(StandardCharsets.UTF_8);
    byte[] error =
        ByteBuffer.allocate(5 + text.length)
            .putInt(1 + text.length)
            .put((byte) 0xff)
            .put(text)
            .array();
    FakeHost.Mischief refuse =
        (type, first, frame, out) -> {
          out.write(type == 0x82 ? error : frame);
          return true;
        };
    try (FakeHost host = FakeHost.tcp(refuse);
        LoihiHostEngine engine =
            LoihiHostEngineTest.engine(NETWORK, host.address(), LoihiHostEngineTest.PATIENT)) {
      Flight flight = new Flight(engine);
      flight.until("told", () -> engine.statistics().lastFault().isPresent());
      assertEquals(
          "the host refuses: population \"p\": no", engine.statistics().lastFault().orElseThrow());
    }
  }

  @Test
  @DisplayName("ends its thread when it is closed, whatever the host does")
  void closes() throws IOException {
    FakeHost.Mischief silent = (type, first, frame, out) -> true;
    try (FakeHost host = FakeHost.tcp(silent)) {
      LoihiHostEngine engine =
          LoihiHostEngineTest.engine(NETWORK, host.address(), LoihiHostEngineTest.PATIENT);
      engine.step();
      engine.close();
      assertTrue(
          Thread.getAllStackTraces().keySet().stream()
              .noneMatch(t -> t.getName().equals("loihi-link " + host.address())));
      engine.step();
    }
  }
}
