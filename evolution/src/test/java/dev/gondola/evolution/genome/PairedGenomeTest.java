package dev.gondola.evolution.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.evolution.search.Bounds;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.coding.Encoder;
import dev.gondola.snn.control.SpikingController;
import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.engine.FixedPointEngine;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Paired genome")
class PairedGenomeTest {
  private static final int DRAWS = 60;

  /** A current of 24 bits with sign wraps here. */
  private static final int WRAP = 1 << 23;

  private static PairedGenome genome(NeuronModel model) {
    return new PairedGenome("part", 5, model, 3, 10);
  }

  @ParameterizedTest
  @EnumSource(
      value = NeuronModel.class,
      names = {"LIF", "IWTA_LIF"})
  @DisplayName("decodes every genome within bounds, corners included, into a network that runs")
  void decodes(NeuronModel model) {
    PairedGenome genome = genome(model);
    SplittableRandom random = new SplittableRandom(1);
    for (int k = 0; k < DRAWS; k++) {
      SpikingPart part = genome.decode(draw(genome.bounds(), random, k % 2 == 0));
      assertEquals(20, part.network().neurons());
      new FixedPointEngine(part.network()).step();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = NeuronModel.class,
      names = {"LIF", "IWTA_LIF"})
  @DisplayName("answers the opposite error with the opposite command")
  void odd(NeuronModel model) {
    PairedGenome genome = genome(model);
    SplittableRandom random = new SplittableRandom(2);
    int moved = 0;
    for (int k = 0; k < DRAWS; k++) {
      SpikingPart part = genome.decode(draw(genome.bounds(), random, false));
      SpikingController plus = new SpikingController(List.of(part));
      SpikingController minus = new SpikingController(List.of(part));
      for (int t = 0; t < 60; t++) {
        double error = random.nextDouble(-1.5, 1.5);
        double command = plus.update(error, 0);
        assertEquals(0, command + minus.update(-error, 0), "genome " + k + " tick " + t);
        moved += command == 0 ? 0 : 1;
      }
    }
    assertTrue(moved > 1000, "commands other than 0: " + moved);
  }

  @ParameterizedTest
  @EnumSource(
      value = NeuronModel.class,
      names = {"LIF", "IWTA_LIF"})
  @DisplayName("keeps the hidden current below its wrap limit under the largest lasting error")
  void currentNeverWraps(NeuronModel model) {
    PairedGenome genome = genome(model);
    double[] x = genome.bounds().draw(new SplittableRandom(3));
    for (int p = 0; p < genome.pairs(); p++) {
      set(genome, x, p, "gain", 2);
      set(genome, x, p, "encoderBias", 1);
      set(genome, x, p, "weightSame", 1);
      set(genome, x, p, "weightCross", 1);
      set(genome, x, p, "hiddenCurrent", 3.6);
    }
    SpikingPart part = genome.decode(x);
    FixedPointEngine engine = new FixedPointEngine(part.network());
    Encoder.Run encoder = part.encoder().start(part.network().stepsPerTick());
    encoder.encode(100);
    encoder.write(0, engine.input(part.network().inputIndex(part.input())));
    int hidden = part.network().populationIndex(part.output());
    int previous = 0;
    for (int k = 0; k < 3000; k++) {
      engine.step();
      int current = engine.current(hidden)[0];
      assertTrue(current >= previous && current < WRAP, "step " + k + ": " + current);
      previous = current;
    }
    assertTrue(previous > WRAP / 4, "the case is a hard one: " + previous);
  }

  @Test
  @DisplayName("refuses a genome of another length")
  void length() {
    PairedGenome genome = genome(NeuronModel.LIF);
    assertThrows(
        IllegalArgumentException.class, () -> genome.decode(new double[genome.length() - 1]));
  }

  private static void set(PairedGenome genome, double[] x, int pair, String name, double value) {
    List<String> names = genome.pairGenes().stream().map(PairedGenome.Gene::name).toList();
    x[pair * names.size() + names.indexOf(name)] = value;
  }

  private static double[] draw(Bounds bounds, SplittableRandom random, boolean corner) {
    double[] x = bounds.draw(random);
    if (corner) {
      Arrays.setAll(x, i -> random.nextBoolean() ? bounds.low(i) : bounds.high(i));
    }
    return x;
  }
}
