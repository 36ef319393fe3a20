package dev.gondola.snn.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Pair STDP")
class PairStdpTest {
  private static final double UNIT = 65536;
  private static final int TAU = 20;
  private static final int DECAY = Traces.decay(TAU);

  /** 16 weight units at no distance, a factor of 1.05 for depression (Song et al. 2000). */
  private static final PairStdp RULE = new PairStdp(998_644, 1_048_576, DECAY, DECAY);

  /** The change of a weight by one pair of spikes, the target's n steps after the source's. */
  private static int change(int n) {
    Pairing pairing = new Pairing(1, 1, 100, Learning.of(0, 200, RULE));
    pairing.run(Pairing.train(200, 100), Pairing.train(200, 100 + n));
    return pairing.weight(0, 0) - 100;
  }

  @Test
  @DisplayName(
      "grows by A+ exp(-n/tau) where the target follows, loses A- exp(-n/tau) where it leads")
  void window() {
    for (int n = 1; n < 100; n++) {
      assertEquals(998_644 / UNIT * Math.exp(-n / (double) TAU), change(n), 0.55, "n = " + n);
      assertEquals(-16 * Math.exp(-n / (double) TAU), change(-n), 0.55, "n = -" + n);
    }
    assertEquals(0, change(0), "coincident spikes are no pair");
  }

  @Test
  @DisplayName("has a window that falls off on both sides, deeper where the target leads")
  void shape() {
    for (int n = 1; n < 60; n++) {
      assertTrue(change(n) >= change(n + 1) && change(-n) <= change(-n - 1), "at " + n);
      assertTrue(-change(-n) >= change(n), "at " + n);
    }
    assertTrue(change(1) > 0 && change(-1) < 0);
  }

  /** All pairs of all spikes, summed from the window itself: Morrison et al. 2008, equation 9. */
  private static double allPairs(boolean[] pre, boolean[] post, PairStdp rule) {
    double sum = 0;
    for (int s = 0; s < pre.length; s++) {
      for (int t = 0; t < pre.length; t++) {
        if (pre[s] && post[t] && t > s) {
          sum += rule.plus() / UNIT * Pairing.kept(rule.preDecay(), t - s);
        } else if (pre[s] && post[t] && t < s) {
          sum -= rule.minus() / UNIT * Pairing.kept(rule.postDecay(), s - t);
        }
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("sums all pairs of random trains like the plain equation, to 0.51 of a weight unit")
  void allToAll(long seed) {
    PairStdp rule = new PairStdp(40_000, 30_000, Traces.decay(17), Traces.decay(34));
    Pairing pairing = new Pairing(3, 2, 0, Learning.of(-256, 255, rule));
    boolean[][] pre = Pairing.trains(seed, 3, 600, 0.05);
    boolean[][] post = Pairing.trains(~seed, 2, 600, 0.05);
    pairing.run(pre, post);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        assertEquals(allPairs(pre[i], post[j], rule), pairing.weight(i, j), 0.51);
      }
    }
  }

  @Test
  @DisplayName("meets soft bounds ever more slowly and hard ones at full speed")
  void bounds() {
    PairStdp kept = new PairStdp(1 << 20, 0, 2048, 2048);
    int[] hard = climb(Learning.Bound.HARD, kept);
    int[] soft = climb(Learning.Bound.SOFT, kept);
    assertEquals(255, hard[99]);
    assertEquals(8, hard[10] - hard[9], "each pair half of 16");
    assertTrue(soft[99] > 240 && soft[99] <= 255, "soft ends at " + soft[99]);
    assertTrue(soft[10] - soft[9] > 2 * (soft[60] - soft[59]), "slower near the bound");
  }

  private static int[] climb(Learning.Bound bound, PairStdp rule) {
    Learning learning = new Learning(0, 255, bound, List.of(rule));
    Pairing pairing = new Pairing(1, 1, 0, learning);
    int[] weights = new int[100];
    for (int n = 0; n < 100; n++) {
      pairing.step(new boolean[] {true}, new boolean[] {false});
      pairing.step(new boolean[] {false}, new boolean[] {true});
      for (int i = 0; i < 40; i++) {
        pairing.step(new boolean[] {false}, new boolean[] {false});
      }
      weights[n] = pairing.weight(0, 0);
    }
    return weights;
  }
}
