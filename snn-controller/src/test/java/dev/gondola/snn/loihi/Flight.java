package dev.gondola.snn.loihi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Network;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.FixedPointEngine;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Runs an engine beside a JVM engine, round by round, with random input; all must be equal. */
final class Flight {
  private static final long LONGEST = 60_000_000_000L;

  private final Engine engine;
  private final Engine jvm;
  private final long pause;
  private final SplittableRandom random = new SplittableRandom(3);

  Flight(Engine engine) {
    this(engine, 200_000);
  }

  /**
   * Begins a flight.
   *
   * @param pause between rounds while waiting for something, ns
   */
  Flight(Engine engine, long pause) {
    this.engine = engine;
    this.pause = pause;
    jvm = new FixedPointEngine(engine.network());
  }

  /** Runs a control period. */
  void round() {
    Network network = engine.network();
    boolean values = random.nextInt(4) == 0;
    for (int i = 0; i < network.inputs().size(); i++) {
      int[] input = engine.input(i);
      for (int k = 0; k < input.length; k++) {
        input[k] = values ? random.nextInt(-300, 301) : random.nextInt(10) < 3 ? 1 : 0;
        jvm.input(i)[k] = input[k];
      }
    }
    for (int step = 0; step < network.stepsPerTick(); step++) {
      step();
    }
  }

  /** Runs one step of both and compares all there is. */
  void step() {
    engine.step();
    jvm.step();
    for (int p = 0; p < engine.network().populations().size(); p++) {
      assertArrayEquals(jvm.spikes(p), engine.spikes(p), "spikes");
      assertArrayEquals(jvm.current(p), engine.current(p), "current");
      assertArrayEquals(jvm.membranePotential(p), engine.membranePotential(p), "membrane");
    }
    assertTrue(jvm.spikeCount() == engine.spikeCount(), "spike count");
    assertTrue(jvm.synapticOperations() == engine.synapticOperations(), "synaptic operations");
  }

  void rounds(int count) {
    for (int i = 0; i < count; i++) {
      round();
    }
  }

  void reset() {
    engine.reset();
    jvm.reset();
  }

  /** Flies on until something has happened. */
  void until(String what, BooleanSupplier happened) {
    long start = System.nanoTime();
    while (!happened.getAsBoolean()) {
      assertTrue(System.nanoTime() - start < LONGEST, "never happened: " + what);
      round();
      LockSupport.parkNanos(pause);
    }
  }

  /** Changes an input of both engines. */
  void input(int index, int channel, int value) {
    engine.input(index)[channel] = value;
    jvm.input(index)[channel] = value;
  }
}
