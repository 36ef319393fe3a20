package dev.gondola.snn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.engine.EffectiveWeights;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.FixedPointEngine;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The chip's range")
class ChipRangeTest {

  @ParameterizedTest
  @CsvSource({
    "LIF, du, 0, 4095",
    "LIF, dv, 0, 4095",
    "LIF, vth, 0, 131071",
    "TERNARY_LIF, vthLo, -131072, 0",
    "LIF_RESET, biasMant, -4096, 4095",
    "LEAKY_INTEGRATOR, biasMant, -4096, 4095",
    "LIF_REFRACTORY, biasExp, 0, 7",
    "LIF, u0, -8388607, 8388608",
    "LEAKY_INTEGRATOR, v0, -8388607, 8388607",
    "IWTA_LIF, dth, 0, 4095"
  })
  @DisplayName(
      "of a parameter is run to both ends, refused beyond them, and run beyond if asked to")
  void parameters(NeuronModel model, String name, int low, int high) {
    run(network(model, name, low), Range.CHIP);
    run(network(model, name, high), Range.CHIP);
    for (int beyond : new int[] {low - 1, high + 1}) {
      Network network = network(model, name, beyond);
      NetworkException e =
          assertThrows(NetworkException.class, () -> new FixedPointEngine(network));
      assertTrue(
          e.getMessage().contains("%s must be %d..%d, is %d".formatted(name, low, high, beyond)),
          e.getMessage());
      if (model == NeuronModel.IWTA_LIF) {
        assertThrows(
            NetworkException.class, () -> new FixedPointEngine(network, Range.BEYOND_CHIP));
      } else {
        run(network, Range.BEYOND_CHIP);
      }
    }
  }

  /** Runs a network beside the reference engine. */
  private static void run(Network network, Range range) {
    Engine engine = new FixedPointEngine(network, range);
    ReferenceNetwork reference = new ReferenceNetwork(network);
    SplittableRandom random = new SplittableRandom(1);
    for (int t = 0; t < 30; t++) {
      int[] values = random.ints(1, -3000, 3000).toArray();
      engine.input(0)[0] = values[0];
      engine.step();
      reference.step(new int[][] {values});
      assertArrayEquals(reference.current(0), engine.current(0));
      assertArrayEquals(reference.membranePotential(0), engine.membranePotential(0));
      assertArrayEquals(reference.spikes(0), engine.spikes(0));
    }
  }

  private static Network network(NeuronModel model, String name, int value) {
    Map<String, Integer> set = Map.of(name, value);
    Population p =
        new Population(
            "p",
            1,
            model,
            of(set, "du", 100),
            of(set, "dv", 100),
            of(set, "vth", model.spikes() ? 3000 : 0),
            of(set, "vthLo", model == NeuronModel.TERNARY_LIF ? -50 : 0),
            of(set, "biasMant", 7),
            of(set, "biasExp", 1),
            of(set, "u0", 0),
            of(set, "v0", 0),
            model == NeuronModel.LIF_REFRACTORY ? 2 : 0,
            model == NeuronModel.LIF_RESET ? 9 : 1,
            0,
            of(set, "dth", 0));
    return new Network(
        "n",
        1,
        List.of(new Input("in", 1)),
        List.of(p),
        List.of(Projection.direct("d", "in", "p")));
  }

  private static IntParameter of(Map<String, Integer> set, String name, int otherwise) {
    return IntParameter.of(set.getOrDefault(name, otherwise));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("holds weights of 1 to 8 bits; fewer bits never give a weight that 8 have not")
  void weightBits(int bits) {
    int[][] all = new int[1][512];
    Arrays.setAll(all[0], i -> i - 256);
    for (SignMode mode : List.of(SignMode.MIXED, SignMode.EXCITATORY, SignMode.INHIBITORY)) {
      int[] narrow = effective(all, mode, bits);
      int[] wide = effective(all, mode, 8);
      long different = Arrays.stream(narrow).distinct().count();
      assertEquals(1L << bits, different, mode + ": two to the bits, signs included");
      assertTrue(
          Arrays.stream(narrow).allMatch(w -> Arrays.stream(wide).anyMatch(x -> x == w)),
          mode.toString());
    }
  }

  private static int[] effective(int[][] weights, SignMode mode, int bits) {
    Projection p =
        new Projection(
            "c", "a", "b", Port.CURRENT, mode, bits, 0, 0, Optional.of(Synapses.dense(weights)));
    return EffectiveWeights.of(p);
  }

  @Test
  @DisplayName("says nothing of a network within it")
  void within() {
    for (long seed = 0; seed < 100; seed++) {
      assertEquals(List.of(), ChipRange.faults(new RandomNetworks(seed).network()));
    }
  }
}
