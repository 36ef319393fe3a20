package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.RandomNetworks;
import dev.gondola.snn.ReferenceNetwork;
import dev.gondola.snn.SignMode;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import dev.gondola.snn.engine.ShapedNetworks.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The fast engine")
class FlatEngineTest {
  private static final int STEPS = 30;

  @ParameterizedTest
  @EnumSource
  @DisplayName("gives u, v, spikes and counts of the scalar engine and the reference, sizes 1..70")
  void everyShapeAndSize(Shape shape) {
    long spikes = 0;
    for (int n = 1; n <= 70; n++) {
      Network network = ShapedNetworks.of(shape, n, exponent(n), n);
      int[][][] stimulus = new RandomNetworks(n, 2).stimulus(network, STEPS);
      spikes += SideBySide.compare(network, stimulus, shape + " " + n);
    }
    assertTrue(spikes > 5_000, "networks that stay silent prove nothing: " + spikes);
  }

  /** Every exponent from -8 to 7, in an order that has nothing to do with the vector's. */
  private static int exponent(int n) {
    return n * 7 % 16 - 8;
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("equals the scalar engine where direct inputs overflow 32 bits")
  void extremeInputs(Shape shape) {
    SplittableRandom random = new SplittableRandom(shape.name().hashCode());
    int[] extremes = {
      Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 0, 1, 1 << 17, -(1 << 17), 1 << 18, 1 << 25, 1 << 24
    };
    for (int n : new int[] {1, 5, 16, 17, 32}) {
      Network network = ShapedNetworks.of(shape, n, exponent(n), n);
      int[][][] stimulus = new RandomNetworks(n, 2).stimulus(network, STEPS);
      for (int[][] step : stimulus) {
        for (int[] values : step) {
          Arrays.setAll(
              values,
              k -> random.nextBoolean() ? extremes[random.nextInt(extremes.length)] : values[k]);
        }
      }
      // The reference multiplies messages without end; the engines do so in 32 bits, which is
      // enough for the 16 of a message.
      ReferenceNetwork reference = shape == Shape.GRADED ? null : new ReferenceNetwork(network);
      SideBySide.compare(network, stimulus, reference, shape + " " + n);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("gives the first run again after a reset in mid-run")
  void reset(Shape shape) {
    for (int n : new int[] {1, 7, 16, 33, 48}) {
      Network network = ShapedNetworks.of(shape, n, 2, n);
      int[][][] stimulus = new RandomNetworks(n, 2).stimulus(network, STEPS);
      Engine engine = new FlatEngine(network);
      List<int[]> atFirst = SideBySide.state(engine);
      List<int[]> first = SideBySide.record(engine, stimulus);
      long spikes = engine.spikeCount();
      long operations = engine.synapticOperations();
      SideBySide.record(engine, Arrays.copyOf(stimulus, 3));
      engine.reset();
      assertArrayEquals(atFirst.toArray(), SideBySide.state(engine).toArray());
      assertEquals(0, engine.spikeCount());
      assertEquals(0, engine.synapticOperations());
      for (int i = 0; i < network.inputs().size(); i++) {
        assertTrue(Arrays.stream(engine.input(i)).allMatch(v -> v == 0), "inputs are 0");
      }
      assertArrayEquals(first.toArray(), SideBySide.record(engine, stimulus).toArray());
      assertEquals(spikes, engine.spikeCount());
      assertEquals(operations, engine.synapticOperations());
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("keeps nothing of the run before a reset, whatever comes after it")
  void resetForgets(Shape shape) {
    for (int n : new int[] {3, 16, 40}) {
      Network network = ShapedNetworks.of(shape, n, 0, n);
      RandomNetworks random = new RandomNetworks(n, 2);
      Engine used = new FlatEngine(network);
      SideBySide.record(used, random.stimulus(network, 1 + n % 7));
      used.reset();
      Engine fresh = new FlatEngine(network);
      int[][][] silence = new int[STEPS][network.inputs().size()][0];
      assertArrayEquals(
          SideBySide.record(fresh, silence).toArray(), SideBySide.record(used, silence).toArray());
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("gives arrays asked for after some steps, which then stay up to date")
  void lateArrays(Shape shape) {
    for (int n : new int[] {1, 7, 16, 33, 48}) {
      Network network = ShapedNetworks.of(shape, n, 2, n);
      int[][][] stimulus = new RandomNetworks(n, 2).stimulus(network, STEPS);
      Engine scalar = Engines.scalar(network, Range.CHIP);
      Engine fast = new FlatEngine(network);
      for (int t = 0; t < 11; t++) {
        SideBySide.step(scalar, stimulus[t]);
        SideBySide.step(fast, stimulus[t]);
      }
      assertEquals(scalar.spikeCount(), fast.spikeCount());
      int last = network.populations().size() - 1;
      assertArrayEquals(scalar.spikes(last), fast.spikes(last));
      assertArrayEquals(SideBySide.state(scalar).toArray(), SideBySide.state(fast).toArray());
      int[] spikes = fast.spikes(last);
      int[] u = fast.current(last);
      int[] v = fast.membranePotential(last);
      for (int t = 11; t < STEPS; t++) {
        SideBySide.step(scalar, stimulus[t]);
        SideBySide.step(fast, stimulus[t]);
        assertArrayEquals(scalar.spikes(last), spikes);
        assertArrayEquals(scalar.current(last), u);
        assertArrayEquals(scalar.membranePotential(last), v);
      }
      assertSame(spikes, fast.spikes(last));
      assertSame(u, fast.current(last));
      assertSame(v, fast.membranePotential(last));
    }
  }

  @Test
  @DisplayName("counts the same where nobody looks at the spikes")
  void unwatched() {
    for (Shape shape : Shape.values()) {
      for (int n : new int[] {1, 16, 23}) {
        Network network = ShapedNetworks.of(shape, n, 1, n);
        int[][][] stimulus = new RandomNetworks(n, 2).stimulus(network, STEPS);
        Engine scalar = Engines.scalar(network, Range.CHIP);
        Engine fast = new FlatEngine(network);
        for (int[][] values : stimulus) {
          SideBySide.step(scalar, values);
          SideBySide.step(fast, values);
        }
        assertEquals(scalar.spikeCount(), fast.spikeCount());
        assertEquals(scalar.synapticOperations(), fast.synapticOperations());
        assertArrayEquals(SideBySide.state(scalar).toArray(), SideBySide.state(fast).toArray());
      }
    }
  }

  @ParameterizedTest(name = "{0} sources of {1}, then one of {2}: 16 bits {3}")
  @CsvSource({
    "EXCITATORY, 128, 255, 127, true",
    "EXCITATORY, 128, 255, 128, false",
    "EXCITATORY, 200, 255, 255, false",
    "INHIBITORY, 128, -255, -127, true",
    "INHIBITORY, 128, -255, -128, false",
    "INHIBITORY, 300, -255, -255, false",
    "MIXED, 257, 254, 254, true",
    "MIXED, 259, 254, 254, false",
    "MIXED, 254, -256, 254, true",
    "MIXED, 256, -256, 2, false"
  })
  @DisplayName("adds sums at the edge of 16 bits as they are, and beyond it in 32")
  void sumsAtTheEdge(SignMode mode, int sources, int weight, int last, boolean shorts) {
    for (int exponent : new int[] {-8, -3, 0, 7}) {
      Network network = wall(mode, sources, weight, last, exponent);
      RowWeights rows = RowWeights.of(network.projections().getFirst());
      assertEquals(shorts, rows.fitShorts());
      assertTrue(rows.isSimple() && rows.pays(RowKernel.BLOCK) && !rows.sparse());
      int[] ones = new int[sources + 1];
      Arrays.fill(ones, 1);
      int[][][] stimulus = {{ones}, {ones}, {new int[sources + 1]}, {ones}};
      SideBySide.compare(network, stimulus, mode + " " + exponent);
    }
  }

  private static Network wall(SignMode mode, int sources, int weight, int last, int exponent) {
    int targets = 2 * RowKernel.BLOCK + 3;
    int[][] weights = new int[targets][sources + 1];
    for (int[] row : weights) {
      Arrays.fill(row, weight);
      row[sources] = last;
    }
    IntParameter zero = IntParameter.of(0);
    Population p =
        Population.leakyIntegrator(
            "p", targets, IntParameter.of(9), IntParameter.of(9), zero, zero);
    return new Network(
        "wall",
        1,
        List.of(new Input("in", sources + 1)),
        List.of(p),
        List.of(
            new Projection(
                "w",
                "in",
                "p",
                Port.CURRENT,
                mode,
                8,
                exponent,
                0,
                Optional.of(Synapses.dense(weights)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {-8, -1, 0, 3, 7})
  @DisplayName("adds repeated synapses of one pair, also where they do not fit 16 bits together")
  void repeatedSynapses(int exponent) {
    for (int times : new int[] {2, 127, 130, 300}) {
      List<int[]> list = new ArrayList<>();
      for (int k = 0; k < times; k++) {
        for (int j = 0; j < 40; j++) {
          list.add(new int[] {j, j % 2, 254 - 2 * (k % 2) * j, 0});
        }
      }
      IntParameter zero = IntParameter.of(0);
      Population p = Population.leakyIntegrator("p", 40, zero, zero, zero, zero);
      Synapses synapses = Synapses.of(2, 40, list.toArray(int[][]::new));
      Network network =
          new Network(
              "repeated",
              1,
              List.of(new Input("in", 2)),
              List.of(p),
              List.of(Projection.of("w", "in", "p", Port.CURRENT, exponent, synapses)));
      int[][][] stimulus = {{{1, 0}}, {{0, 5}}, {{-1, 1}}, {{0, 0}}};
      SideBySide.compare(network, stimulus, times + " times");
    }
  }

  @Test
  @DisplayName("takes each way to deliver spikes where the shape asks for it")
  void everyWayIsTaken() {
    assertTrue(all(Shape.SINGLE, 20, this::byRows));
    assertTrue(all(Shape.DENSE, 20, this::byRows));
    assertTrue(all(Shape.BLOCKS, 40, this::byLayers));
    assertTrue(all(Shape.DELAYS, 40, p -> !byRows(p) && !byLayers(p)));
    assertTrue(all(Shape.GRADED, 40, p -> !byRows(p) && !byLayers(p)));
  }

  @Test
  @DisplayName("is held to the scalar engine by random networks that take every way")
  void randomNetworksTakeEveryWay() {
    int rows = 0;
    int layers = 0;
    int synapses = 0;
    for (long seed = 0; seed < 1000; seed++) {
      for (Projection p : new RandomNetworks(seed, 90).network().projections()) {
        if (!p.isDirect()) {
          boolean byRows = byRows(p);
          boolean byLayers = !byRows && byLayers(p);
          rows += byRows ? 1 : 0;
          layers += byLayers ? 1 : 0;
          synapses += byRows || byLayers ? 0 : 1;
        }
      }
    }
    assertTrue(rows > 500 && layers > 3 && synapses > 500, rows + ", " + layers + ", " + synapses);
  }

  private static boolean all(Shape shape, int n, Predicate<Projection> way) {
    return ShapedNetworks.of(shape, n, 0, n).projections().stream()
        .filter(p -> !p.isDirect())
        .allMatch(way);
  }

  private boolean byRows(Projection p) {
    RowWeights weights = RowWeights.of(p);
    return weights.isSimple() && weights.pays(RowKernel.BLOCK) && weights.fitShorts();
  }

  private boolean byLayers(Projection p) {
    RowWeights weights = RowWeights.of(p);
    return weights.isSimple()
        && weights.sparse()
        && p.weightExponent() >= 0
        && Layers.of(p, FlatKernel.LANES).count(FlatKernel.LANES) <= 16;
  }

  @Test
  @DisplayName("learning and what lies beyond the chip is left to the scalar engine")
  void leavesTheRest() {
    Network chip = ShapedNetworks.of(Shape.DENSE, 5, 0, 1);
    assertTrue(Engines.fast(chip, Range.CHIP) instanceof FlatEngine);
    IntParameter zero = IntParameter.of(0);
    Population p =
        Population.lif("p", 3, IntParameter.of(0), zero, IntParameter.of(1 << 20), zero, zero);
    Network beyond =
        new Network(
            "beyond",
            1,
            List.of(new Input("in", 3)),
            List.of(p),
            List.of(Projection.direct("d", "in", "p")));
    Engine engine = Engines.fast(beyond, Range.BEYOND_CHIP);
    assertFalse(engine instanceof FlatEngine);
    assertEquals(beyond, engine.network());
  }

  @Test
  @DisplayName("takes fine thresholds at once, also beside neurons whose thresholds adapt")
  void fineThresholdsBesideAdaptiveOnes() {
    IntParameter zero = IntParameter.of(0);
    Population plain =
        Population.lif("plain", 4, IntParameter.of(4095), zero, IntParameter.of(100), zero, zero);
    Population adaptive = Population.iwta("adaptive", 4, zero, zero, zero, zero, zero, zero);
    Network network =
        new Network(
            "n",
            1,
            List.of(new Input("in", 4)),
            List.of(plain, adaptive),
            List.of(Projection.direct("d", "in", "plain")));
    for (Engine engine : List.of(new FixedPointEngine(network), new FlatEngine(network))) {
      FineThresholds.set(engine, 0, new int[] {1, 1, 1, 1});
      Arrays.fill(engine.input(0), 2);
      engine.step();
      assertArrayEquals(new int[] {1, 1, 1, 1}, engine.spikes(0));
    }
  }

  @Test
  @Timeout(20) // seconds: looking at all delays again for each synapse would take minutes
  @DisplayName("is made of many synapses in time that grows with their number only")
  void largeProjections() {
    int size = 2000;
    SplittableRandom random = new SplittableRandom(4);
    for (int delay : new int[] {0, 3}) {
      int[][] list = new int[400_000][];
      Arrays.setAll(
          list, k -> new int[] {random.nextInt(size), random.nextInt(size), 2 * (k % 50), delay});
      IntParameter zero = IntParameter.of(0);
      Network network =
          new Network(
              "large",
              1,
              List.of(new Input("in", size)),
              List.of(Population.lif("p", size, zero, zero, IntParameter.of(1), zero, zero)),
              List.of(
                  Projection.direct("d", "in", "p"),
                  Projection.of("c", "p", "p", Port.CURRENT, 0, Synapses.of(size, size, list))));
      Engine engine = new FlatEngine(network);
      Arrays.fill(engine.input(0), 2);
      engine.step();
      assertEquals(size, engine.spikeCount());
    }
  }
}
