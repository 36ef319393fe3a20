package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.RandomNetworks;
import dev.gondola.snn.ReferenceNetwork;
import dev.gondola.snn.SignMode;
import dev.gondola.snn.Synapses;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The fixed-point engine")
class FixedPointEngineTest {
  private static final int STEPS = 90;

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  static LongStream moreSeeds() {
    return LongStream.range(1000, 2000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @DisplayName("gives what the plain reference engine gives, step for step")
  void equalsReference(long seed) {
    compare(seed);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("moreSeeds")
  @DisplayName("gives what the plain reference engine gives, 1,000 more networks")
  void equalsReferenceOnMore(long seed) {
    compare(seed);
  }

  private static void compare(long seed) {
    RandomNetworks random = new RandomNetworks(seed);
    Network network = random.network();
    Engine engine = new FixedPointEngine(network);
    ReferenceNetwork reference = new ReferenceNetwork(network);
    long spikes = 0;
    for (int[][] values : random.stimulus(network, STEPS)) {
      step(engine, values);
      reference.step(values);
      for (int p = 0; p < network.populations().size(); p++) {
        assertArrayEquals(reference.current(p), engine.current(p), "u of " + p);
        assertArrayEquals(reference.membranePotential(p), engine.membranePotential(p), "v of " + p);
        assertArrayEquals(reference.spikes(p), engine.spikes(p), "spikes of " + p);
        spikes += Arrays.stream(engine.spikes(p)).map(Math::abs).sum();
      }
    }
    assertEquals(spikes, engine.spikeCount());
    assertEquals(reference.operations(), engine.synapticOperations());
  }

  @Test
  @DisplayName(
      "is driven to spikes of every model by the random networks, so that they say something")
  void randomNetworksAreAlive() {
    Map<NeuronModel, Integer> spikes = new EnumMap<>(NeuronModel.class);
    for (long seed = 0; seed < 200; seed++) {
      RandomNetworks random = new RandomNetworks(seed);
      Network network = random.network();
      Engine engine = new FixedPointEngine(network);
      for (int[][] values : random.stimulus(network, STEPS)) {
        step(engine, values);
        for (int p = 0; p < network.populations().size(); p++) {
          int count = Arrays.stream(engine.spikes(p)).map(Math::abs).sum();
          spikes.merge(network.populations().get(p).model(), count, Integer::sum);
        }
      }
    }
    assertEquals(NeuronModel.values().length, spikes.size());
    spikes.forEach((model, n) -> assertTrue(model.spikes() ? n > 500 : n == 0, model + ": " + n));
  }

  @Test
  @DisplayName("is held to the reference on every kind of synapse the chip has")
  void randomNetworksHaveEverySynapse() {
    Set<String> seen = new TreeSet<>();
    for (long seed = 0; seed < 300; seed++) {
      for (Projection p : new RandomNetworks(seed).network().projections()) {
        p.synapses().ifPresent(s -> seen.addAll(kinds(p, s)));
        if (p.isDirect()) {
          seen.add("direct");
        }
      }
    }
    Set<String> missing = new TreeSet<>(List.of("direct", "convolution", "full", "sparse"));
    missing.addAll(List.of("graded", "recurrent", "delay 0", "delay 63"));
    for (SignMode mode : SignMode.values()) {
      IntStream.rangeClosed(1, 8).forEach(bits -> missing.add(mode + " of " + bits + " bits"));
    }
    IntStream.rangeClosed(-8, 7).forEach(e -> missing.add("exponent " + e));
    missing.removeAll(seen);
    assertTrue(missing.isEmpty(), "no random network has " + missing);
  }

  private static List<String> kinds(Projection p, Synapses s) {
    List<String> kinds = new ArrayList<>();
    kinds.add(p.signMode() + " of " + p.weightBits() + " bits");
    kinds.add("exponent " + p.weightExponent());
    kinds.add("delay " + s.maxDelay());
    kinds.add(s.isFull() ? "full" : "sparse");
    s.convolution().ifPresent(c -> kinds.add("convolution"));
    if (p.messageBits() > 0) {
      kinds.add("graded");
    }
    if (p.from().equals(p.to())) {
      kinds.add("recurrent");
    }
    return kinds;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @DisplayName("does not depend on the order of populations and projections")
  void orderDoesNotMatter(long seed) {
    RandomNetworks random = new RandomNetworks(seed);
    Network network = random.network();
    Network other = RandomNetworks.shuffled(network, seed);
    Engine a = new FixedPointEngine(network);
    Engine b = new FixedPointEngine(other);
    for (int[][] values : random.stimulus(network, 40)) {
      step(a, values);
      step(b, values);
      for (int p = 0; p < network.populations().size(); p++) {
        int q = other.populationIndex(network.populations().get(p).id());
        assertArrayEquals(a.current(p), b.current(q));
        assertArrayEquals(a.membranePotential(p), b.membranePotential(q));
        assertArrayEquals(a.spikes(p), b.spikes(q));
      }
    }
    assertEquals(a.synapticOperations(), b.synapticOperations());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @DisplayName("gives the first run again after a reset, whatever was under way")
  void resetGivesTheFirstRun(long seed) {
    RandomNetworks random = new RandomNetworks(seed);
    Network network = random.network();
    Engine engine = new FixedPointEngine(network);
    int[][][] stimulus = random.stimulus(network, 70);
    List<int[]> first = record(engine, stimulus);
    long operations = engine.synapticOperations();
    engine.reset();
    assertEquals(0, engine.spikeCount());
    List<int[]> second = record(engine, stimulus);
    assertArrayEquals(first.toArray(), second.toArray());
    assertEquals(operations, engine.synapticOperations());
  }

  private static List<int[]> record(Engine engine, int[][][] stimulus) {
    List<int[]> record = new ArrayList<>();
    for (int[][] values : stimulus) {
      step(engine, values);
      for (int p = 0; p < engine.network().populations().size(); p++) {
        record.add(engine.current(p).clone());
        record.add(engine.membranePotential(p).clone());
        record.add(engine.spikes(p).clone());
      }
    }
    return record;
  }

  private static void step(Engine engine, int[][] values) {
    for (int i = 0; i < values.length; i++) {
      System.arraycopy(values[i], 0, engine.input(i), 0, values[i].length);
    }
    engine.step();
  }

  @Test
  @DisplayName("delivers a spike one step later, plus the synapse's delay")
  void delays() {
    Population p = lif("p", 2, 4095, 0, 131071);
    Synapses s = Synapses.of(1, 2, new int[][] {{0, 0, 10}, {1, 0, 20, 3}});
    Network network =
        new Network(
            "n",
            1,
            List.of(new Input("in", 1)),
            List.of(p),
            List.of(Projection.of("c", "in", "p", Port.CURRENT, 0, s)));
    Engine engine = new FixedPointEngine(network);
    int[][] u = new int[6][];
    for (int t = 0; t < u.length; t++) {
      engine.input(0)[0] = t == 0 ? 1 : 0;
      engine.step();
      u[t] = engine.current(0).clone();
    }
    int[][] expected = {{0, 0}, {10 << 6, 0}, {0, 0}, {0, 0}, {0, 20 << 6}, {0, 0}};
    assertArrayEquals(expected, u);
  }

  @Test
  @DisplayName("spikes strictly above the threshold and then starts from 0")
  void strictThreshold() {
    Engine engine = new FixedPointEngine(driven(lif("p", 1, 4095, 0, 10)));
    engine.input(0)[0] = 10;
    engine.step();
    assertEquals(0, engine.spikes(0)[0]);
    assertEquals(640, engine.membranePotential(0)[0]);
    engine.input(0)[0] = 1;
    engine.step();
    assertEquals(1, engine.spikes(0)[0]);
    assertEquals(0, engine.membranePotential(0)[0]);
  }

  @Test
  @DisplayName("lets a leaky integrator decay and saturate, but never spike nor start again")
  void leakyIntegrator() {
    IntParameter zero = IntParameter.of(0);
    IntParameter half = IntParameter.of(2048);
    Population p = Population.leakyIntegrator("p", 2, IntParameter.of(4095), half, zero, zero);
    for (FixedPointEngine.Range range : FixedPointEngine.Range.values()) {
      Engine engine = new FixedPointEngine(driven(p), range);
      int[][] inputs = {{3, -3}, {0, 0}, {32767, -32767}, {32767, -32767}, {32767, -32767}};
      int[][] expected = {
        {192, -192}, {96, -96}, {2097136, -2097136}, {3145656, -3145656}, {3669916, -3669916}
      };
      for (int t = 0; t < inputs.length; t++) {
        System.arraycopy(inputs[t], 0, engine.input(0), 0, 2);
        engine.step();
        assertArrayEquals(expected[t], engine.membranePotential(0), "step " + t);
        assertArrayEquals(new int[2], engine.spikes(0));
      }
    }
    IntParameter full = IntParameter.of(4095);
    Engine engine =
        new FixedPointEngine(driven(Population.leakyIntegrator("q", 2, full, zero, zero, zero)));
    engine.input(0)[0] = 32767;
    engine.input(0)[1] = -32768;
    for (int t = 0; t < 10; t++) {
      engine.step();
    }
    assertArrayEquals(new int[] {(1 << 23) - 1, -(1 << 23) + 1}, engine.membranePotential(0));
    assertEquals(0, engine.spikeCount());
  }

  @Test
  @DisplayName("refuses what the chip cannot run, naming everything, unless asked to go beyond")
  void refusesBeyondTheChip() {
    Population p = lif("p", 1, 5000, -1, 131072);
    NetworkException e =
        assertThrows(NetworkException.class, () -> new FixedPointEngine(driven(p)));
    assertEquals(3, e.faults().size(), e.getMessage());
    assertTrue(e.getMessage().contains("du must be 0..4095, is 5000"), e.getMessage());
    new FixedPointEngine(driven(p), FixedPointEngine.Range.BEYOND_CHIP).step();
  }

  @ParameterizedTest
  @CsvSource({"8, 0, weightExponent", "-9, 0, weightExponent", "0, 64, delay"})
  @DisplayName("refuses exponents and delays the chip has not, and runs them when asked to")
  void refusesSynapsesBeyondTheChip(int exponent, int delay, String what) {
    Synapses s = Synapses.of(1, 1, new int[][] {{0, 0, -77, delay}});
    Network network =
        new Network(
            "n",
            1,
            List.of(new Input("in", 1)),
            List.of(lif("p", 1, 2000, 100, 131071)),
            List.of(Projection.of("c", "in", "p", Port.CURRENT, exponent, s)));
    NetworkException e = assertThrows(NetworkException.class, () -> new FixedPointEngine(network));
    assertTrue(e.getMessage().contains("projection \"c\": " + what), e.getMessage());
    Engine engine = new FixedPointEngine(network, FixedPointEngine.Range.BEYOND_CHIP);
    ReferenceNetwork reference = new ReferenceNetwork(network);
    for (int t = 0; t < 70; t++) {
      int[][] values = {{t % 3 == 0 ? 1 : 0}};
      step(engine, values);
      reference.step(values);
      assertArrayEquals(reference.current(0), engine.current(0));
    }
    assertTrue(engine.current(0)[0] != 0);
  }

  @Test
  @DisplayName("never runs an IWTA population beyond the chip's range: it has no rule there")
  void refusesIwtaBeyondTheChip() {
    IntParameter zero = IntParameter.of(0);
    Population p = Population.iwta("p", 1, zero, zero, IntParameter.of(1 << 25), zero, zero, zero);
    NetworkException e =
        assertThrows(
            NetworkException.class,
            () -> new FixedPointEngine(driven(p), FixedPointEngine.Range.BEYOND_CHIP));
    assertTrue(e.getMessage().contains("vth must be 0..131071"), e.getMessage());
  }

  @Test
  @DisplayName("allocates nothing in a step")
  void allocatesNothing() {
    RandomNetworks random = new RandomNetworks(7);
    Network network = random.network();
    Engine engine = new FixedPointEngine(network);
    int[][][] stimulus = random.stimulus(network, 100);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int block = 0; block < 5 && least > 0; block++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20_000; i++) {
        step(engine, stimulus[i % stimulus.length]);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
  }

  private static Network driven(Population p) {
    return new Network(
        "driven",
        1,
        List.of(new Input("in", p.size())),
        List.of(p),
        List.of(Projection.direct("d", "in", p.id())));
  }

  private static Population lif(String id, int size, int du, int dv, int vth) {
    return Population.lif(
        id,
        size,
        IntParameter.of(du),
        IntParameter.of(dv),
        IntParameter.of(vth),
        IntParameter.of(0),
        IntParameter.of(0));
  }
}
