package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gondola.snn.Network;
import dev.gondola.snn.Projection;
import dev.gondola.snn.ReferenceNetwork;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.util.ArrayList;
import java.util.List;

/** The scalar and the fast engine, and the reference where it is not too slow, step by step. */
final class SideBySide {
  /** Synapses from which on the reference, which asks each of them again and again, is left out. */
  private static final int REFERENCE = 700;

  private SideBySide() {}

  /** Compares u, v and spikes after every step, and the counts; returns the number of spikes. */
  static long compare(Network network, int[][][] stimulus, String name) {
    boolean slow = synapses(network) > REFERENCE;
    return compare(network, stimulus, slow ? null : new ReferenceNetwork(network), name);
  }

  /** As {@link #compare}; without the reference if it is null. */
  static long compare(
      Network network, int[][][] stimulus, ReferenceNetwork reference, String name) {
    Engine scalar = Engines.scalar(network, Range.CHIP);
    Engine fast = new FlatEngine(network);
    for (int t = 0; t < stimulus.length; t++) {
      String at = name + ", step " + (t + 1);
      step(scalar, stimulus[t]);
      step(fast, stimulus[t]);
      if (reference != null) {
        reference.step(stimulus[t]);
      }
      for (int p = 0; p < network.populations().size(); p++) {
        assertArrayEquals(scalar.current(p), fast.current(p), at + ", u of " + p);
        assertArrayEquals(
            scalar.membranePotential(p), fast.membranePotential(p), at + ", v of " + p);
        assertArrayEquals(scalar.spikes(p), fast.spikes(p), at + ", spikes of " + p);
        if (reference != null) {
          assertArrayEquals(reference.current(p), fast.current(p), at + ", u of " + p);
          assertArrayEquals(
              reference.membranePotential(p), fast.membranePotential(p), at + ", v of " + p);
          assertArrayEquals(reference.spikes(p), fast.spikes(p), at + ", spikes of " + p);
        }
      }
      assertEquals(scalar.spikeCount(), fast.spikeCount(), at);
      assertEquals(scalar.synapticOperations(), fast.synapticOperations(), at);
    }
    return scalar.spikeCount();
  }

  private static int synapses(Network network) {
    return network.projections().stream()
        .filter(p -> !p.isDirect())
        .mapToInt(SideBySide::cost)
        .sum();
  }

  private static int cost(Projection p) {
    return p.synapses().orElseThrow().count() * (1 + p.synapses().orElseThrow().maxDelay() / 4);
  }

  /** Writes the inputs and takes a step. */
  static void step(Engine engine, int[][] values) {
    for (int i = 0; i < values.length; i++) {
      System.arraycopy(values[i], 0, engine.input(i), 0, values[i].length);
    }
    engine.step();
  }

  /** Runs a stimulus and returns u, v and spikes of every population after every step. */
  static List<int[]> record(Engine engine, int[][][] stimulus) {
    List<int[]> record = new ArrayList<>();
    for (int[][] values : stimulus) {
      step(engine, values);
      record.addAll(state(engine));
    }
    return record;
  }

  /** Returns copies of u, v and spikes of every population. */
  static List<int[]> state(Engine engine) {
    List<int[]> state = new ArrayList<>();
    for (int p = 0; p < engine.network().populations().size(); p++) {
      state.add(engine.current(p).clone());
      state.add(engine.membranePotential(p).clone());
      state.add(engine.spikes(p).clone());
    }
    return state;
  }
}
