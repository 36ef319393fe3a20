package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.RandomNetworks;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    assertTrue(spikes > 2_000, "networks that stay silent prove nothing: " + spikes);
  }

  @ParameterizedTest(name = "networks {0} x 50 ..")
  @MethodSource("groups")
  @DisplayName("scalar = population, each individual of 1,000 random populations")
  void scalarEqualsPopulation(long group) {
    long spikes = 0;
    for (long seed = 50 * group; seed < 50 * (group + 1); seed++) {
      RandomNetworks random = new RandomNetworks(seed, 12);
      List<Network> individuals = new ArrayList<>(List.of(random.network()));
      int size = seed % 50 == 0 ? 33 : 1 + (int) (seed % 5);
      while (individuals.size() < size) {
        individuals.add(random.sibling(individuals.getFirst()));
      }
      spikes += compare(individuals, random, "seed " + seed);
    }
    assertTrue(spikes > 2_000, "networks that stay silent prove nothing: " + spikes);
  }

  private static long compare(List<Network> individuals, RandomNetworks random, String name) {
    PopulationEngine population = new PopulationEngine(individuals);
    Engine[] alone =
        individuals.stream().map(n -> Engines.scalar(n, Range.CHIP)).toArray(Engine[]::new);
    int[][][][] stimulus = new int[alone.length][][][];
    Arrays.setAll(stimulus, k -> random.stimulus(individuals.getFirst(), 30));
    for (int t = 0; t < 30; t++) {
      for (int k = 0; k < alone.length; k++) {
        step(alone[k], stimulus[k][t]);
        scatter(stimulus[k][t], population, k);
      }
      population.step();
      for (int k = 0; k < alone.length; k++) {
        compare(alone[k], population, k, name + ", individual " + k);
      }
    }
    return Arrays.stream(alone).mapToLong(Engine::spikeCount).sum();
  }

  private static void scatter(int[][] values, PopulationEngine population, int individual) {
    for (int i = 0; i < values.length; i++) {
      for (int channel = 0; channel < values[i].length; channel++) {
        population.input(i)[channel * population.stride() + individual] = values[i][channel];
      }
    }
  }

  private static void compare(Engine alone, PopulationEngine population, int k, String name) {
    for (int p = 0; p < alone.network().populations().size(); p++) {
      assertArrayEquals(alone.current(p), gather(population.current(p), population, k), name);
      assertArrayEquals(
          alone.membranePotential(p), gather(population.membranePotential(p), population, k), name);
      assertArrayEquals(alone.spikes(p), gather(population.spikes(p), population, k), name);
    }
  }

  private static int[] gather(int[] all, PopulationEngine population, int individual) {
    int[] one = new int[all.length / population.stride()];
    for (int i = 0; i < one.length; i++) {
      one[i] = all[i * population.stride() + individual];
    }
    return one;
  }

  @Test
  @DisplayName("a population of several topologies is refused, naming who differs and in what")
  void refusesSeveralTopologies() {
    Network one = new RandomNetworks(1).network();
    Network other = new RandomNetworks(2).network();
    NetworkException e =
        assertThrows(NetworkException.class, () -> new PopulationEngine(List.of(one, one, other)));
    assertTrue(e.getMessage().contains("individual 2: has"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new PopulationEngine(List.of()));
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
