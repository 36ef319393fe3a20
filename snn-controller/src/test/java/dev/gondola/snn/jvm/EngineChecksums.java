package dev.gondola.snn.jvm;

import dev.gondola.snn.Network;
import dev.gondola.snn.RandomNetworks;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.EngineFactory;
import dev.gondola.snn.engine.Engines;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import dev.gondola.snn.engine.PopulationEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Checksums of all currents, membrane potentials and spikes of random networks. As a program, it
 * prints them for the JVM that it runs in: {@code vectorBits=.. fast=.. population=..}.
 */
final class EngineChecksums {
  private static final int STEPS = 60;
  private static final long NETWORKS = 20;
  private static final long POPULATIONS = 10;
  private static final int INDIVIDUALS = 5;

  private EngineChecksums() {}

  public static void main(String[] args) {
    System.out.printf(
        Locale.ROOT,
        "vectorBits=%d fast=%016x population=%016x%n",
        Engines.vectorBits(),
        single(Engines::fast),
        population());
  }

  /** Returns the checksum of 20 networks of up to 90 neurons in a population, 60 steps each. */
  static long single(EngineFactory engines) {
    long sum = 0;
    for (long seed = 0; seed < NETWORKS; seed++) {
      RandomNetworks random = new RandomNetworks(seed, 90);
      Network network = random.network();
      Engine engine = engines.make(network, Range.CHIP);
      for (int[][] values : random.stimulus(network, STEPS)) {
        sum = step(engine, values, sum);
      }
      sum = 31 * (31 * sum + engine.spikeCount()) + engine.synapticOperations();
    }
    return sum;
  }

  /** Returns the checksum of 10 populations of 5 individuals in lock step, 60 steps each. */
  static long population() {
    long sum = 0;
    for (long seed = 0; seed < POPULATIONS; seed++) {
      RandomNetworks random = new RandomNetworks(seed, 12);
      List<Network> individuals = individuals(random);
      PopulationEngine engine = new PopulationEngine(individuals);
      for (int[][] values : random.stimulus(individuals.getFirst(), STEPS)) {
        sum = step(engine, values, sum);
      }
    }
    return sum;
  }

  /** Returns the same checksum of those populations' individuals, each in an engine of its own. */
  static long populationOneByOne(EngineFactory engines) {
    long sum = 0;
    for (long seed = 0; seed < POPULATIONS; seed++) {
      RandomNetworks random = new RandomNetworks(seed, 12);
      List<Network> individuals = individuals(random);
      List<Engine> alone = individuals.stream().map(n -> engines.make(n, Range.CHIP)).toList();
      for (int[][] values : random.stimulus(individuals.getFirst(), STEPS)) {
        for (Engine engine : alone) {
          sum = step(engine, values, sum);
        }
      }
    }
    return sum;
  }

  private static List<Network> individuals(RandomNetworks random) {
    List<Network> individuals = new ArrayList<>(List.of(random.network()));
    while (individuals.size() < INDIVIDUALS) {
      individuals.add(random.sibling(individuals.getFirst()));
    }
    return individuals;
  }

  private static long step(Engine engine, int[][] values, long before) {
    for (int i = 0; i < values.length; i++) {
      System.arraycopy(values[i], 0, engine.input(i), 0, values[i].length);
    }
    engine.step();
    long sum = before;
    for (int p = 0; p < engine.network().populations().size(); p++) {
      sum = 31 * sum + Arrays.hashCode(engine.current(p));
      sum = 31 * sum + Arrays.hashCode(engine.membranePotential(p));
      sum = 31 * sum + Arrays.hashCode(engine.spikes(p));
    }
    return sum;
  }

  private static long step(PopulationEngine engine, int[][] values, long before) {
    int stride = engine.stride();
    for (int i = 0; i < values.length; i++) {
      for (int channel = 0; channel < values[i].length; channel++) {
        Arrays.fill(
            engine.input(i), channel * stride, channel * stride + INDIVIDUALS, values[i][channel]);
      }
    }
    engine.step();
    long sum = before;
    for (int k = 0; k < INDIVIDUALS; k++) {
      for (int p = 0; p < engine.network(k).populations().size(); p++) {
        sum = 31 * sum + hash(engine.current(p), stride, k);
        sum = 31 * sum + hash(engine.membranePotential(p), stride, k);
        sum = 31 * sum + hash(engine.spikes(p), stride, k);
      }
    }
    return sum;
  }

  // Arrays.hashCode of one individual's values.
  private static int hash(int[] all, int stride, int individual) {
    int hash = 1;
    for (int i = individual; i < all.length; i += stride) {
      hash = 31 * hash + all[i];
    }
    return hash;
  }
}
