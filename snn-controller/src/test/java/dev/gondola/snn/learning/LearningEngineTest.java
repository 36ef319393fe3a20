package dev.gondola.snn.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gondola.snn.Convolution;
import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.MapShape;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.RandomNetworks;
import dev.gondola.snn.Schemas;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.engine.EffectiveWeights;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.Engines;
import dev.gondola.snn.engine.FixedPointEngine;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import dev.gondola.snn.engine.LearningEngine;
import dev.gondola.snn.engine.PopulationEngine;
import dev.gondola.snn.io.NetworkJson;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A network that learns, of 300 random ones,")
class LearningEngineTest {
  private static final int NETWORKS = 300;
  private static final int STEPS = 60;

  private static LearningEngine engine(Network network) {
    return new FixedPointEngine(network);
  }

  /** Runs a random stimulus and third factors; returns a hash of all spikes, u and v. */
  private static long run(Engine engine, long seed) {
    int[][][] stimulus = new RandomNetworks(seed).stimulus(engine.network(), STEPS);
    SplittableRandom random = new SplittableRandom(seed);
    long hash = 1;
    for (int[][] inputs : stimulus) {
      for (int i = 0; i < inputs.length; i++) {
        System.arraycopy(inputs[i], 0, engine.input(i), 0, inputs[i].length);
      }
      int modulator = random.nextInt();
      if (engine instanceof LearningEngine learner) {
        Arrays.fill(learner.modulators(), modulator >> (modulator & 31));
      }
      engine.step();
      for (int p = 0; p < engine.network().populations().size(); p++) {
        hash = 31 * hash + Arrays.hashCode(engine.spikes(p));
        hash = 31 * hash + Arrays.hashCode(engine.current(p));
        hash = 31 * hash + Arrays.hashCode(engine.membranePotential(p));
      }
    }
    return 31 * hash + engine.synapticOperations();
  }

  @Test
  @DisplayName("keeps weights, thresholds and gains within their bounds")
  void bounded() {
    int moved = 0;
    for (long seed = 0; seed < NETWORKS; seed++) {
      Network network = RandomLearning.network(seed);
      LearningEngine engine = engine(network);
      run(engine, seed);
      // A network is checked when made: learned() would throw if anything were out of bounds.
      Network learned = engine.learned();
      moved += learned.equals(network) ? 0 : 1;
      for (Projection p : learned.projections()) {
        p.learning().ifPresent(l -> assertWithin(p.synapses().orElseThrow(), l));
      }
    }
    assertTrue(moved > NETWORKS * 2 / 3, "only " + moved + " learned anything");
  }

  private static void assertWithin(Synapses synapses, Learning learning) {
    for (int w : synapses.weights()) {
      assertTrue(w >= learning.wMin() && w <= learning.wMax(), () -> w + " in " + learning);
    }
  }

  @Test
  @DisplayName("does and learns the same in every run, and after a reset")
  void deterministic() {
    for (long seed = 0; seed < NETWORKS; seed++) {
      Network network = RandomLearning.network(seed);
      LearningEngine engine = engine(network);
      long first = run(engine, seed);
      Network learned = engine.learned();
      LearningEngine other = engine(network);
      assertEquals(first, run(other, seed));
      assertEquals(learned, other.learned());
      engine.reset();
      assertEquals(network, widened(engine.learned(), network));
      assertEquals(first, run(engine, seed));
      assertEquals(learned, engine.learned());
    }
  }

  /** Scalars come back as one number for each neuron; they are compared as the network has them. */
  private static Network widened(Network learned, Network like) {
    for (int i = 0; i < like.populations().size(); i++) {
      Population a = learned.populations().get(i);
      Population b = like.populations().get(i);
      assertArrayEquals(b.vth().expand(b.size()), a.vth().expand(a.size()));
      if (b.homeostasis().orElse(null) instanceof AdaptiveGain gain) {
        IntParameter back = ((AdaptiveGain) a.homeostasis().orElseThrow()).gain();
        assertArrayEquals(gain.gain().expand(b.size()), back.expand(b.size()));
      }
    }
    assertEquals(like.projections(), learned.projections());
    return like;
  }

  @Test
  @DisplayName("is exactly the network without learning while it is frozen")
  void frozen() {
    int differing = 0;
    for (long seed = 0; seed < NETWORKS; seed++) {
      Network network = RandomLearning.network(seed);
      LearningEngine frozen = engine(network);
      frozen.freeze(true);
      assertTrue(frozen.frozen());
      long plain = run(engine(RandomLearning.without(network)), seed);
      assertEquals(plain, run(frozen, seed));
      widened(frozen.learned(), network);
      differing += run(engine(network), seed) == plain ? 0 : 1;
    }
    assertTrue(differing > NETWORKS / 2, "learning showed in only " + differing);
  }

  @Test
  @DisplayName("delivers the weights it would write down, rounded to what the chip can hold")
  void delivered() {
    PairStdp rule = new PairStdp(400_000, 370_000, 200, 200);
    Pairing pairing = new Pairing(5, 4, 0, Learning.of(-256, 255, rule));
    pairing.run(Pairing.trains(1, 5, 200, 0.2), Pairing.trains(2, 4, 200, 0.2));
    LearningEngine engine = pairing.engine();
    engine.freeze(true);
    Network learned = engine.learned();
    LearningEngine other = engine(NetworkJson.read("n", NetworkJson.write(learned)));
    int[] weights = EffectiveWeights.of(learned.projections().get(1));
    assertTrue(Arrays.stream(weights).distinct().count() > 10, Arrays.toString(weights));
    for (int i = 0; i < 5; i++) {
      for (LearningEngine e : List.of(engine, other)) {
        pulse(e, i);
        for (int j = 0; j < 4; j++) {
          assertEquals(weights[i * 4 + j] << 6, e.current(0)[j]);
        }
      }
    }
  }

  /** Two steps in which nothing else is under way: a spike of source i, and its arrival. */
  private static void pulse(Engine engine, int i) {
    Arrays.fill(engine.input(0), 0);
    Arrays.fill(engine.input(1), 0);
    engine.step();
    engine.input(0)[i] = 1;
    engine.step();
    engine.input(0)[i] = 0;
    engine.step();
  }

  @Test
  @DisplayName("forgets to the weights, thresholds and gains of the file")
  void forget() {
    for (long seed = 0; seed < 50; seed++) {
      Network network = RandomLearning.network(seed);
      LearningEngine engine = engine(network);
      run(engine, seed);
      engine.forget();
      widened(engine.learned(), network);
    }
  }

  @Test
  @DisplayName("does not learn after thawing from what it saw before it was frozen")
  void thawing() {
    PairStdp rule = new PairStdp(1 << 20, 1 << 20, 1, 1);
    Pairing pairing = new Pairing(1, 1, 0, Learning.of(-256, 255, rule));
    pairing.step(new boolean[] {true}, new boolean[] {false});
    pairing.engine().freeze(true);
    pairing.engine().freeze(false);
    assertFalse(pairing.engine().frozen());
    pairing.step(new boolean[] {false}, new boolean[] {true});
    assertEquals(0, pairing.weight(0, 0));
    pairing.step(new boolean[] {true}, new boolean[] {false});
    assertNotEquals(0, pairing.weight(0, 0));
  }

  @Test
  @DisplayName("allocates nothing in a step")
  void allocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (long seed = 0; seed < 20; seed++) {
      LearningEngine engine = engine(RandomLearning.network(seed));
      Arrays.fill(engine.modulators(), 77);
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 6 && least > 0; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int step = 0; step < 2000; step++) {
          for (int i = 0; i < engine.network().inputs().size(); i++) {
            engine.input(i)[0] = step & 1;
          }
          engine.step();
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertEquals(0, least, "seed " + seed);
    }
  }

  @Test
  @DisplayName("does and learns the same in the fast engine, and is refused by the lock-step one")
  void otherEngines() {
    for (long seed = 0; seed < 100; seed++) {
      Network network = RandomLearning.network(seed);
      LearningEngine scalar = engine(network);
      Engine fast = Engines.fast(network, Range.CHIP);
      assertEquals(run(scalar, seed), run(fast, seed));
      if (network.learns()) {
        assertEquals(scalar.learned(), ((LearningEngine) fast).learned());
      }
    }
    Network network = RandomLearning.network(7);
    NetworkException e =
        assertThrows(NetworkException.class, () -> new PopulationEngine(List.of(network)));
    assertTrue(e.getMessage().contains("individual 0: learns"), e.getMessage());
  }

  @Test
  @DisplayName("reads back equal from the file it is written to, which the schema accepts")
  void files() {
    Schemas schemas = new Schemas();
    for (long seed = 0; seed < NETWORKS; seed++) {
      Network network = RandomLearning.network(seed);
      assertEquals(network, NetworkJson.read("n", NetworkJson.write(network)));
      if (seed < 60) {
        assertEquals("[]", schemas.faults("network", NetworkJson.write(network)).toString());
      }
    }
  }

  @Test
  @DisplayName("is refused where nothing can be learned")
  void refused() {
    PairStdp rule = new PairStdp(1, 1, 1, 1);
    Learning learning = Learning.of(0, 9, rule);
    Population silent =
        Population.leakyIntegrator(
            "p", 1, IntParameter.of(0), IntParameter.of(0), IntParameter.of(0), IntParameter.of(0));
    HomeostaticThreshold homeostasis = new HomeostaticThreshold(0, 0, 0, 1);
    Projection direct = Projection.direct("d", "in", "p").withLearning(learning);
    Projection to =
        Projection.of("s", "in", "p", Port.CURRENT, 0, Synapses.dense(new int[][] {{1}}))
            .withLearning(learning);
    NetworkException e =
        assertThrows(
            NetworkException.class,
            () ->
                new Network(
                    "n",
                    1,
                    List.of(new Input("in", 1)),
                    List.of(silent.withHomeostasis(homeostasis)),
                    List.of(
                        direct,
                        to,
                        to.withLearning(Learning.of(0, 9)),
                        to.withSynapses(
                            Synapses.convolution(
                                new Convolution(new MapShape(1, 1, 1), new int[1][1][1][1]))))));
    assertEquals(
        List.of(
            "population \"p\": homeostasis is not for leaky-integrator",
            "projection \"d\": is direct: it has no port, sign mode, bits or exponent",
            "projection \"d\": is direct: it has no weights to learn",
            "projection \"s\": neurons of \"p\" do not spike: only three-factor rules with pre can"
                + " act",
            "projection \"s\": learning/rules: number must be 1..8, is 0",
            "projection \"s\": cannot learn: a convolution shares its weights; list its synapses"
                + " instead"),
        e.faults());
  }

  @Test
  @DisplayName("tells its weights with their fractions, half up to those it would write down")
  void exactWeights() {
    PairStdp rule = new PairStdp(70_000, 50_000, 300, 300);
    Pairing pairing = new Pairing(5, 4, 0, Learning.of(-256, 255, rule));
    pairing.run(Pairing.trains(1, 5, 200, 0.2), Pairing.trains(2, 4, 200, 0.2));
    int[] exact = pairing.engine().exactWeights(1);
    for (int k = 0; k < exact.length; k++) {
      assertEquals(Math.floorDiv(exact[k] + 32768, 65536), pairing.weight(k / 4, k % 4));
    }
    assertTrue(Arrays.stream(exact).anyMatch(w -> w % 65536 != 0));
    assertThrows(IllegalArgumentException.class, () -> pairing.engine().exactWeights(0));
  }

  @Test
  @DisplayName("says so, and how many third factors it has")
  void says() {
    Network network = RandomLearning.network(7);
    assertTrue(network.learns());
    assertFalse(RandomLearning.without(network).learns());
    assertEquals(0, RandomLearning.without(network).modulators());
    Pairing pairing =
        new Pairing(1, 1, 0, Learning.of(0, 1, new ThreeFactor(5, 0, 0, 0, 0, 1, 1, 1)));
    assertEquals(6, pairing.engine().modulators().length);
    assertThrows(
        NetworkException.class,
        () -> new Pairing(1, 1, 0, Learning.of(0, 1, new ThreeFactor(64, 0, 0, 0, 0, 1, 1, 1))));
  }
}
