package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.gondola.snn.Network;
import dev.gondola.snn.RandomNetworks;
import dev.gondola.snn.coding.PairedCurrentEncoder;
import dev.gondola.snn.coding.PairedLeakyDecoder;
import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.engine.ShapedNetworks.Shape;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Vector instructions are objects until the loop around them is compiled, so it is warmed up first:
 * how many steps that takes is up to the compiler.
 */
@DisplayName("Once its loops are compiled, a step allocates nothing:")
class FastAllocationTest {
  private static final int STEPS = 300;
  private static final int WARM_UP_ROUNDS = 5000;
  private static final int ROUNDS = 6;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource
  @DisplayName("the fast engine")
  void fast(Shape shape) {
    Network network = ShapedNetworks.of(shape, 37, 1, 3);
    int[][][] stimulus = new RandomNetworks(1, 2).stimulus(network, STEPS);
    Engine engine = new FlatEngine(network);
    SideBySide.state(engine);
    assertEquals(
        0,
        bytes(
            () -> {
              for (int[][] values : stimulus) {
                SideBySide.step(engine, values);
              }
            }));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("the population engine")
  void population(Shape shape) {
    List<Network> individuals =
        IntStream.range(0, 5).mapToObj(k -> ShapedNetworks.of(shape, 9, 1, 3)).toList();
    PopulationEngine engine = new PopulationEngine(individuals);
    for (int p = 0; p < individuals.getFirst().populations().size(); p++) {
      engine.spikes(p);
      engine.current(p);
      engine.membranePotential(p);
    }
    assertEquals(
        0,
        bytes(
            () -> {
              for (int t = 0; t < STEPS; t++) {
                engine.input(0)[t % 16] = t;
                engine.step();
              }
            }));
  }

  @ParameterizedTest(name = "{0} individuals")
  @ValueSource(ints = {3, 40})
  @DisplayName("the coders of a population")
  void coders(int individuals) {
    Network network = ShapedNetworks.of(Shape.SINGLE, 8, 0, 3);
    SpikingPart part =
        new SpikingPart(
            "part",
            network,
            "in",
            new PairedCurrentEncoder(0.001, 6, 500, -300, 20, 1),
            "a",
            new PairedLeakyDecoder(4000, 1, 50, -60, 7, 8));
    List<SpikingPart> parts = IntStream.range(0, individuals).mapToObj(k -> part).toList();
    PopulationEngine engine =
        new PopulationEngine(parts.stream().map(SpikingPart::network).toList());
    PairedPopulationCoders coders = new PairedPopulationCoders(parts, engine.stride());
    int[] input = engine.input(0);
    int[] output = engine.spikes(0);
    assertEquals(
        0,
        bytes(
            () -> {
              for (int t = 0; t < STEPS; t++) {
                coders.error(t % individuals, t * 0.01);
                coders.encode(input);
                engine.step();
                coders.decode(output);
              }
            }));
  }

  @Test
  @DisplayName("and a reset neither")
  void reset() {
    Engine engine = new FlatEngine(ShapedNetworks.of(Shape.ADAPTIVE, 37, 1, 3));
    long least = bytes(engine::reset);
    // The list of arrays to clear, however long they are.
    assertEquals(0, least / 256, "bytes: " + least);
  }

  /** The fewest bytes of six rounds after the first that allocates nothing, if there is one. */
  private long bytes(Runnable round) {
    for (int i = 0; i < WARM_UP_ROUNDS && allocated(round) > 0; i++) {
      Thread.onSpinWait();
    }
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      least = Math.min(least, allocated(round));
    }
    return least;
  }

  private long allocated(Runnable round) {
    long before = threads.getCurrentThreadAllocatedBytes();
    round.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
