package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Network;
import dev.gondola.snn.RandomNetworks;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import dev.gondola.snn.engine.ShapedNetworks.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The population engine")
class PopulationEngineTest {
  private static final int STEPS = 24;

  /** Engines beside the population, one for each individual, with its own stimulus. */
  private static final class Sides {
    final PopulationEngine population;
    final Engine[] alone;
    final int[][][][] stimulus;

    Sides(Shape shape, int n, int exponent, int size, boolean vectors) {
      RandomNetworks random = new RandomNetworks(n, 2);
      Network first = ShapedNetworks.of(shape, n, exponent, n);
      List<Network> individuals = new ArrayList<>(List.of(first));
      while (individuals.size() < size) {
        individuals.add(random.sibling(first));
      }
      population =
          vectors
              ? new PopulationEngine(individuals)
              : new PopulationEngine(individuals, new ScalarFlatLoops(), new ScalarRuns());
      alone = individuals.stream().map(i -> Engines.scalar(i, Range.CHIP)).toArray(Engine[]::new);
      stimulus = new int[size][][][];
      Arrays.setAll(stimulus, k -> random.stimulus(first, STEPS));
    }

    void step(int t) {
      for (int k = 0; k < alone.length; k++) {
        SideBySide.step(alone[k], stimulus[k][t]);
        for (int i = 0; i < stimulus[k][t].length; i++) {
          for (int c = 0; c < stimulus[k][t][i].length; c++) {
            population.input(i)[c * population.stride() + k] = stimulus[k][t][i][c];
          }
        }
      }
      population.step();
    }

    void compare(String name) {
      for (int k = 0; k < alone.length; k++) {
        for (int p = 0; p < alone[k].network().populations().size(); p++) {
          assertArrayEquals(alone[k].current(p), one(population.current(p), k), name);
          assertArrayEquals(
              alone[k].membranePotential(p), one(population.membranePotential(p), k), name);
          assertArrayEquals(alone[k].spikes(p), one(population.spikes(p), k), name);
        }
      }
    }

    private int[] one(int[] all, int individual) {
      int[] one = new int[all.length / population.stride()];
      Arrays.setAll(one, i -> all[i * population.stride() + individual]);
      return one;
    }

    long spikes() {
      return Arrays.stream(alone).mapToLong(Engine::spikeCount).sum();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("gives every individual's u, v and spikes, by vector instructions and plain loops")
  void everyShape(Shape shape) {
    long spikes = 0;
    for (int n = 1; n <= 16; n++) {
      int size = n == 5 ? 17 : 1 + n % 4;
      Sides sides = new Sides(shape, n, n - 9, size, n % 3 != 0);
      assertEquals(size, sides.population.size());
      for (int t = 0; t < STEPS; t++) {
        sides.step(t);
        sides.compare(shape + " " + n + ", step " + t);
      }
      spikes += sides.spikes();
    }
    assertTrue(spikes > 500, "networks that stay silent prove nothing: " + spikes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("gives arrays asked for after some steps, and the first run again after a reset")
  void lateArraysAndReset(Shape shape) {
    for (int n : new int[] {1, 6, 13}) {
      Sides sides = new Sides(shape, n, 1, 3, true);
      for (int t = 0; t < 9; t++) {
        sides.step(t);
      }
      sides.compare("asked for late");
      sides.population.reset();
      for (Engine engine : sides.alone) {
        engine.reset();
      }
      sides.compare("after a reset");
      for (int i = 0; i < sides.population.network(0).inputs().size(); i++) {
        assertTrue(Arrays.stream(sides.population.input(i)).allMatch(v -> v == 0), "inputs are 0");
      }
      for (int t = 0; t < STEPS; t++) {
        sides.step(t);
        sides.compare("again, step " + t);
      }
    }
  }
}
