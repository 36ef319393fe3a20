package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Network;
import dev.gondola.snn.RandomNetworks;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("All engines give the same steps")
class EnginesTest {
  private static final int LARGEST = 90;
  private static final int STEPS = 60;

  /** The 1,000 networks, in groups so that the report stays readable. */
  static LongStream groups() {
    return LongStream.range(0, 20);
  }

  @Test
  @DisplayName("and the vector loops are there to be compared")
  void vectorsAreAvailable() {
    assertTrue(Engines.vectorsAvailable(), "the tests run with --add-modules jdk.incubator.vector");
  }

  @ParameterizedTest(name = "networks {0} x 50 ..")
  @MethodSource("groups")
  @DisplayName("scalar = fast, 1,000 random networks of up to 90 neurons in a population")
  void scalarEqualsFast(long group) {
    long spikes = 0;
    for (long seed = 50 * group; seed < 50 * (group + 1); seed++) {
      RandomNetworks random = new RandomNetworks(seed, LARGEST);
      Network network = random.network();
      spikes += compare(network, random.stimulus(network, STEPS), "seed " + seed);
    }
    assertTrue(spikes > 10_000, "networks that stay silent prove nothing: " + spikes);
  }

  private static long compare(Network network, int[][][] stimulus, String name) {
    Engine scalar = Engines.scalar(network, Range.CHIP);
    Engine fast = Engines.fast(network, Range.CHIP);
    for (int[][] values : stimulus) {
      step(scalar, values);
      step(fast, values);
      for (int p = 0; p < network.populations().size(); p++) {
        assertArrayEquals(scalar.current(p), fast.current(p), name);
        assertArrayEquals(scalar.membranePotential(p), fast.membranePotential(p), name);
        assertArrayEquals(scalar.spikes(p), fast.spikes(p), name);
      }
    }
    assertEquals(scalar.spikeCount(), fast.spikeCount(), name);
    assertEquals(scalar.synapticOperations(), fast.synapticOperations(), name);
    return scalar.spikeCount();
  }

  private static void step(Engine engine, int[][] values) {
    for (int i = 0; i < values.length; i++) {
      System.arraycopy(values[i], 0, engine.input(i), 0, values[i].length);
    }
    engine.step();
  }
}
