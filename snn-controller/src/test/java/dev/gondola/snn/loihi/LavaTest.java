package dev.gondola.snn.loihi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gondola.snn.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against Lava's own simulation. {@code GONDOLA_LAVA} names the folder {@code src} of a prepared
 * checkout of Lava, {@code GONDOLA_LAVA_PYTHON} a Python with what Lava needs; see {@code
 * boards/loihi/README.md}.
 */
@Tag("slow")
@DisplayName("Lava's fixed-point models")
class LavaTest {
  private static final LinkOptions OPTIONS = LinkOptions.ofBudget(20_000_000);

  private static HostCheck.Result check(HostAddress address, Network network, int steps)
      throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    HostCheck check = new HostCheck(address, OPTIONS, LinkClock.system());
    HostCheck.Result result =
        check.run(
            network,
            steps,
            done -> {},
            (first, values) -> {
              boolean graded = random.nextInt(4) == 0;
              for (int k = 0; k < values.length; k++) {
                values[k] = graded ? random.nextInt(-300, 301) : random.nextInt(10) < 3 ? 1 : 0;
              }
            });
    System.out.printf(
        "%s: %d steps, %d a round trip, %d spikes, %d mismatches, round trip p50 %.2f ms, p99 %.2f"
            + " ms%n",
        network.name(),
        result.steps(),
        result.stepsPerRound(),
        result.spikes(),
        result.mismatches(),
        result.roundTripP50Nanos() / 1e6,
        result.roundTripP99Nanos() / 1e6);
    return result;
  }

  @Test
  @DisplayName("give the JVM engine's spikes: 160 recurrent neurons, 1,000 steps, over TCP")
  void recurrent160() throws Exception {
    try (LavaService lava = LavaService.start("--listen", "127.0.0.1:0")) {
      for (int stepsPerTick : new int[] {1, 3, 5}) {
        HostCheck.Result result =
            check(lava.address(), HostNetworks.recurrent160(stepsPerTick), 1000);
        assertEquals(0, result.mismatches());
        assertTrue(result.steps() >= 1000);
        assertTrue(result.spikes() > 1000, "something happens");
      }
    }
  }

  @Test
  @DisplayName("give the JVM engine's spikes over a Unix socket")
  void unixSocket(@TempDir Path folder) throws Exception {
    try (LavaService lava = LavaService.start("--unix", folder.resolve("host").toString())) {
      assertEquals(0, check(lava.address(), HostNetworks.recurrent160(1), 1000).mismatches());
    }
  }

  @Test
  @DisplayName("give the JVM engine's spikes: delays, ternary, graded, reset, every sign mode")
  void manyNetworks() throws Exception {
    try (LavaService lava = LavaService.start("--listen", "127.0.0.1:0")) {
      assertEquals(0, check(lava.address(), HostNetworks.motley(3), 600).mismatches());
      assertEquals(0, check(lava.address(), HostNetworks.convolution(), 200).mismatches());
      for (int seed = 0; seed < 24; seed++) {
        assertEquals(0, check(lava.address(), HostNetworks.any(seed), 100).mismatches());
      }
    }
  }

  @Test
  @DisplayName("fly with the engine, are lost and come back, and no spike is another")
  void engine() throws Exception {
    Network network = HostNetworks.recurrent160(3);
    LavaService lava = LavaService.start("--listen", "127.0.0.1:0");
    try (LoihiHostEngine engine = LoihiHostEngineTest.engine(network, lava.address(), OPTIONS)) {
      Flight flight = new Flight(engine, 10_000_000);
      flight.until("host runs", () -> engine.statistics().hostSteps() >= 1000);
      lava.kill();
      flight.until("host is gone", () -> !engine.statistics().connected());
      String address = lava.address().toString();
      try (LavaService again = LavaService.start("--listen", address)) {
        long before = engine.statistics().hostSteps();
        flight.until("host is back", () -> engine.statistics().hostSteps() >= before + 100);
        flight.reset();
        long reset = engine.statistics().hostSteps();
        flight.until("host runs", () -> engine.statistics().hostSteps() >= reset + 100);
        System.out.println(engine.statistics());
        assertEquals(0, engine.statistics().mismatches());
        assertEquals(lava.address(), again.address());
      }
    } finally {
      lava.close();
    }
  }

  @Test
  @DisplayName("have their words written down where gondola.lava.record names a file")
  void record() throws Exception {
    String file = System.getProperty("gondola.lava.record");
    assumeTrue(file != null, "not run: gondola.lava.record names no file");
    try (LavaService lava = LavaService.start("--listen", "127.0.0.1:0")) {
      Conversation conversation = new Conversation();
      Conversation.Running recorder = conversation.record((HostAddress.Tcp) lava.address());
      assertEquals(0, RecordedConversationTest.converse(recorder.address()));
      recorder.end().get(20, TimeUnit.SECONDS);
      List<String> lines = new ArrayList<>();
      lines.add("# A conversation with Lava 0.11; LavaTest records it, Conversation reads it.");
      lines.addAll(conversation.lines());
      Files.write(Path.of(file), lines);
    }
  }
}
