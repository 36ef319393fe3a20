package dev.gondola.snn.loihi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Network;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.FixedPointEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Against what Lava once said: {@code conversation-lava.txt} is a conversation with the service of
 * {@code boards/loihi} on Lava 0.11 (github.com/lava-nc/lava, commit b6822fb), recorded by {@link
 * LavaTest}.
 */
@DisplayName("A recorded conversation with Lava")
class RecordedConversationTest {
  static final Network NETWORK = HostNetworks.motley(3);
  static final int ROUNDS = 40;

  private static Conversation recorded() throws IOException {
    try (InputStream in =
        RecordedConversationTest.class.getResourceAsStream("conversation-lava.txt")) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      return Conversation.of(lines);
    }
  }

  /** The input of the recorded rounds: spikes, or values where a round is to be graded. */
  static void input(SplittableRandom random, Engine engine) {
    boolean values = random.nextInt(4) == 0;
    for (int i = 0; i < NETWORK.inputs().size(); i++) {
      int[] input = engine.input(i);
      for (int k = 0; k < input.length; k++) {
        input[k] = values ? random.nextInt(-300, 301) : random.nextInt(10) < 3 ? 1 : 0;
      }
    }
  }

  /** Has the conversation with a host: rounds, a reset, the same rounds again. */
  static long converse(HostAddress address) throws IOException {
    NetworkImage image = new NetworkImage(NETWORK, NETWORK.stepsPerTick());
    long patience = TimeUnit.SECONDS.toNanos(20);
    long mismatches = 0;
    try (HostSession session =
        HostSession.open(address, image, LinkClock.system(), patience, patience)) {
      for (int part = 0; part < 2; part++) {
        mismatches += rounds(session, image, LinkClock.system().nanoTime() + patience);
        if (part == 0) {
          session.reset(patience);
        }
      }
    }
    return mismatches;
  }

  private static long rounds(HostSession session, NetworkImage image, long deadline)
      throws IOException {
    Engine jvm = new FixedPointEngine(NETWORK);
    SplittableRandom random = new SplittableRandom(11);
    int[] values = new int[image.channels()];
    long mismatches = 0;
    for (int round = 0; round < ROUNDS; round++) {
      input(random, jvm);
      int k = 0;
      for (int i = 0; i < NETWORK.inputs().size(); i++) {
        for (int value : jvm.input(i)) {
          values[k++] = value;
        }
      }
      session.request(1 + 3L * round, values);
      assertTrue(session.await(deadline));
      for (int step = 0; step < 3; step++) {
        jvm.step();
        int neuron = 0;
        for (int p = 0; p < NETWORK.populations().size(); p++) {
          for (int spike : jvm.spikes(p)) {
            mismatches += session.spike(step, neuron++) == spike ? 0 : 1;
          }
        }
      }
    }
    assertTrue(jvm.spikeCount() > 100, "something happens");
    return mismatches;
  }

  @Test
  @DisplayName("is had again word for word, and Lava's spikes are the JVM engine's")
  void again() throws Exception {
    Conversation.Running host = recorded().play();
    assertEquals(0, converse(host.address()));
    host.end().get(20, TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("is had word for word by the engine, too, whatever part of it in the background")
  void byTheEngine() throws Exception {
    List<String> lines = recorded().lines();
    int reset = lines.indexOf("> 04");
    Conversation.Running host = Conversation.of(lines.subList(0, reset)).play();
    try (LoihiHostEngine engine =
        LoihiHostEngineTest.engine(NETWORK, host.address(), LoihiHostEngineTest.PATIENT)) {
      SplittableRandom random = new SplittableRandom(11);
      for (int round = 0; round < ROUNDS; round++) {
        input(random, engine);
        for (int step = 0; step < NETWORK.stepsPerTick(); step++) {
          engine.step();
        }
      }
      host.end().get(20, TimeUnit.SECONDS);
      assertEquals(0, engine.statistics().mismatches());
    }
  }
}
