package dev.gondola.snn.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.SignMode;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.engine.FixedPointEngine;
import dev.gondola.snn.engine.LearningEngine;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Homeostasis")
class HomeostasisTest {
  private static final int SOURCES = 20;

  /** A tenth of a spike a step. */
  private static final int TARGET = 6554;

  private static final IntParameter ZERO = IntParameter.of(0);

  private static LearningEngine engine(
      Optional<Homeostasis> homeostasis, Optional<Learning> learning, int vth) {
    Population one =
        Population.lif(
            "n", 1, IntParameter.of(1000), IntParameter.of(400), IntParameter.of(vth), ZERO, ZERO);
    int[][] weights = new int[1][SOURCES];
    for (int i = 0; i < SOURCES; i++) {
      weights[0][i] = i % 2 == 0 ? 20 : 40;
    }
    Projection p =
        new Projection(
            "p",
            "in",
            "n",
            Port.CURRENT,
            SignMode.EXCITATORY,
            8,
            0,
            0,
            Optional.of(Synapses.dense(weights)));
    Population n = homeostasis.map(one::withHomeostasis).orElse(one);
    Projection q = learning.map(p::withLearning).orElse(p);
    return new FixedPointEngine(
        new Network("h", 1, List.of(new Input("in", SOURCES)), List.of(n), List.of(q)));
  }

  /** Spikes a step over the last 4,000 of some steps, each source spiking at a rate. */
  private static double rate(LearningEngine engine, int steps, double inputRate) {
    SplittableRandom random = new SplittableRandom(3);
    long before = 0;
    for (int t = 0; t < steps; t++) {
      before = t == steps - 4000 ? engine.spikeCount() : before;
      for (int i = 0; i < SOURCES; i++) {
        engine.input(0)[i] = random.nextDouble() < inputRate ? 1 : 0;
      }
      engine.step();
    }
    return (engine.spikeCount() - before) / 4000.0;
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 60_000})
  @DisplayName("raises or lowers the threshold until the neuron spikes at its target rate")
  void threshold(int vth) {
    HomeostaticThreshold rule = new HomeostaticThreshold(TARGET, 20 << 16, 10, 100_000);
    double off = rate(engine(Optional.empty(), Optional.empty(), vth), 8000, 0.1);
    assertTrue(Math.abs(off - 0.1) > 0.05, "far from the target without it: " + off);
    LearningEngine engine = engine(Optional.of(rule), Optional.empty(), vth);
    assertEquals(0.1, rate(engine, 60_000, 0.1), 0.01);
    assertTrue(engine.learned().populations().getFirst().vth().at(0) != vth);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  @DisplayName("raises or lowers the gain until the neuron spikes at its target rate")
  void gain(int vth) {
    AdaptiveGain rule =
        new AdaptiveGain(TARGET, 10 << 16, IntParameter.of(AdaptiveGain.ONE), 0, 65535);
    double off = rate(engine(Optional.empty(), Optional.empty(), vth), 8000, 0.1);
    assertTrue(Math.abs(off - 0.1) > 0.05, "far from the target without it: " + off);
    LearningEngine engine = engine(Optional.of(rule), Optional.empty(), vth);
    assertEquals(0.1, rate(engine, 60_000, 0.1), 0.01);
  }

  @Test
  @DisplayName("moves a threshold by rate * (spike - target) a step, to its bound")
  void thresholdStep() {
    HomeostaticThreshold rule = new HomeostaticThreshold(1 << 15, 4 << 16, 900, 1000);
    LearningEngine engine = engine(Optional.of(rule), Optional.empty(), 1000);
    for (int t = 1; t <= 100; t++) {
      engine.step();
      int expected = Math.max(900, 1000 - 2 * t);
      assertEquals(expected, engine.learned().populations().getFirst().vth().at(0));
    }
  }

  @Test
  @DisplayName("multiplies what arrives by the gain, toward zero")
  void gainScalesInput() {
    AdaptiveGain half = new AdaptiveGain(0, 0, IntParameter.of(2048), 0, 65535);
    LearningEngine engine = engine(Optional.of(half), Optional.empty(), 131_071);
    engine.input(0)[0] = 1;
    engine.input(0)[1] = 1;
    engine.step();
    engine.step();
    assertEquals(30 << 6, engine.current(0)[0]);
  }

  @ParameterizedTest
  @CsvSource({"0.02, 800", "0.3, 2500"})
  @DisplayName("scales all weights of a neuron in proportion until it spikes at its target rate")
  void scaling(double inputRate, int vth) {
    SynapticScaling rule = new SynapticScaling(TARGET, 6554, 41, 100);
    double off = rate(engine(Optional.empty(), Optional.empty(), vth), 8000, inputRate);
    assertTrue(Math.abs(off - 0.1) > 0.03, "far from the target without it: " + off);
    LearningEngine engine = engine(Optional.empty(), Optional.of(Learning.of(0, 255, rule)), vth);
    assertEquals(0.1, rate(engine, 80_000, inputRate), 0.015);
    Synapses learned = engine.learned().projections().getFirst().synapses().orElseThrow();
    assertEquals(2.0, learned.weight(1) / (double) learned.weight(0), 0.15);
  }

  @Test
  @DisplayName("scales a weight by gain * (target - rate) once an interval")
  void scalingStep() {
    SynapticScaling rule = new SynapticScaling(1 << 15, 1 << 14, 41, 10);
    LearningEngine engine =
        engine(Optional.empty(), Optional.of(Learning.of(0, 255, rule)), 131_071);
    double w = 40;
    for (int t = 1; t <= 100; t++) {
      engine.step();
      w += t % 10 == 0 ? w / 8 : 0;
      Synapses learned = engine.learned().projections().getFirst().synapses().orElseThrow();
      assertEquals(Math.min(255, w), learned.weight(1), 0.51, "step " + t);
    }
  }
}
