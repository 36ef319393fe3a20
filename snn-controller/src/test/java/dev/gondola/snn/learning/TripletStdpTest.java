package dev.gondola.snn.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Triplet STDP")
class TripletStdpTest {
  private static final double UNIT = 65536;

  /**
   * The minimal all-to-all model of the visual cortex (Pfister and Gerstner 2006, table 3) in steps
   * of 1 ms: A2+ = 0, A3+ = 6.5e-3, A2- = 7.1e-3, A3- = 0, tau+ 16.8, tau- 33.7, tau y 114 ms; a
   * weight of 1 is 100 weight units.
   */
  private static final TripletStdp VISUAL_CORTEX =
      new TripletStdp(
          0,
          (int) (0.65 * UNIT),
          (int) (0.71 * UNIT),
          0,
          Traces.decay(16.8),
          Traces.decay(101),
          Traces.decay(33.7),
          Traces.decay(114));

  /** The change by 60 pairs at a rate, the target's spike n ms after the source's. */
  private static int protocol(int hertz, int n, LearningRule rule) {
    Pairing pairing = new Pairing(1, 1, 0, Learning.of(-256, 255, rule));
    int period = 1000 / hertz;
    int steps = 61 * period + 100;
    boolean[][] pre = new boolean[1][steps];
    boolean[][] post = new boolean[1][steps];
    for (int i = 0; i < 60; i++) {
      pre[0][50 + i * period] = true;
      post[0][50 + i * period + n] = true;
    }
    pairing.run(pre, post);
    return pairing.weight(0, 0);
  }

  @Test
  @DisplayName("potentiates more the faster the pairs come, and hardly at all at 1 Hz")
  void frequencyDependence() {
    int slow = protocol(1, 10, VISUAL_CORTEX);
    int at20 = protocol(20, 10, VISUAL_CORTEX);
    int at40 = protocol(40, 10, VISUAL_CORTEX);
    int at50 = protocol(50, 10, VISUAL_CORTEX);
    assertTrue(Math.abs(slow) <= 1, "at 1 Hz: " + slow);
    assertTrue(at20 < at40 && at40 < at50, at20 + " " + at40 + " " + at50);
    assertTrue(at40 > 10 && at50 > 30, at40 + " " + at50);
  }

  @Test
  @DisplayName("depresses slow pairs where the target leads, and turns to growth at 50 Hz")
  void depression() {
    int slow = protocol(1, -10, VISUAL_CORTEX);
    int fast = protocol(50, -10, VISUAL_CORTEX);
    assertEquals(-60 * 0.71 * Math.exp(-10 / 33.7), slow, 1.5);
    assertTrue(fast > 30, "at 50 Hz: " + fast);
  }

  @Test
  @DisplayName("does what pairs cannot: they lose more the faster they come")
  void pairsCannot() {
    PairStdp pairs =
        new PairStdp(
            (int) (0.65 * UNIT), (int) (0.71 * UNIT), Traces.decay(16.8), Traces.decay(33.7));
    assertTrue(protocol(50, 10, pairs) < protocol(10, 10, pairs));
  }

  /** Equations 3 and 4 of the paper, each trace a sum over the spikes before the step. */
  private static double equations(boolean[] pre, boolean[] post, TripletStdp rule) {
    double w = 0;
    for (int t = 0; t < pre.length; t++) {
      if (pre[t]) {
        double o1 = trace(post, t, rule.postDecay());
        w -= o1 * (rule.minus2() + rule.minus3() * trace(pre, t, rule.preSlowDecay())) / UNIT;
      }
      if (post[t]) {
        double r1 = trace(pre, t, rule.preDecay());
        w += r1 * (rule.plus2() + rule.plus3() * trace(post, t, rule.postSlowDecay())) / UNIT;
      }
    }
    return w;
  }

  private static double trace(boolean[] spikes, int t, int decay) {
    double sum = 0;
    for (int s = 0; s < t; s++) {
      sum += spikes[s] ? Pairing.kept(decay, t - s) : 0;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("follows the paper's equations on random trains, to 0.6 of a weight unit")
  void followsTheEquations(long seed) {
    TripletStdp rule =
        new TripletStdp(
            90_000,
            80_000,
            100_000,
            30_000,
            Traces.decay(17),
            Traces.decay(101),
            Traces.decay(34),
            Traces.decay(114));
    Pairing pairing = new Pairing(2, 2, 0, Learning.of(-256, 255, rule));
    boolean[][] pre = Pairing.trains(seed, 2, 700, 0.03);
    boolean[][] post = Pairing.trains(~seed, 2, 700, 0.03);
    pairing.run(pre, post);
    double saidMost = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        double expected = equations(pre[i], post[j], rule);
        saidMost = Math.max(saidMost, Math.abs(expected));
        assertEquals(expected, pairing.weight(i, j), 0.6);
      }
    }
    assertTrue(saidMost > 5, "the trains say little: " + saidMost);
  }
}
