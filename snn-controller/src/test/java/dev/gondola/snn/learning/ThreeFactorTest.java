package dev.gondola.snn.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Three-factor learning")
class ThreeFactorTest {
  private static final double UNIT = 65536;
  private static final int SHIFT = 8;
  private static final int DECAY = Traces.decay(20);
  private static final ThreeFactor STDP =
      new ThreeFactor(0, SHIFT, 0, 60_000, 60_000, DECAY, DECAY, Traces.decay(200));
  private static final ThreeFactor DELTA =
      new ThreeFactor(0, SHIFT, 60_000, 0, 0, 4096, 4096, Traces.decay(50));

  /** The change by one pair n steps apart and a third factor of `value` for 20 steps, later. */
  private static int change(ThreeFactor rule, int n, int value, int later) {
    Pairing pairing = new Pairing(1, 1, 0, Learning.of(-256, 255, rule));
    pairing.run(Pairing.train(40, 20), Pairing.train(40, 20 + n));
    for (int t = 0; t < later + 20; t++) {
      pairing.engine().modulators()[0] = t < later ? 0 : value;
      pairing.step(new boolean[1], new boolean[1]);
    }
    return pairing.weight(0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 256, 1",
    "5, -256, -1",
    "-5, 256, -1",
    "-5, -256, 1",
    "5, 0, 0",
    "-5, 0, 0",
    "0, 256, 0"
  })
  @DisplayName("has the sign of pair order times third factor, and does nothing without one")
  void signs(int n, int modulator, int sign) {
    assertEquals(sign, Integer.signum(change(STDP, n, modulator, 0)));
  }

  @ParameterizedTest
  @CsvSource({"256, 1", "-256, -1", "0, 0"})
  @DisplayName("with the source's part alone follows the error, whatever the target does")
  void deltaRule(int error, int sign) {
    for (int n : new int[] {-5, 0, 5}) {
      assertEquals(sign, Integer.signum(change(DELTA, n, error, 0)));
    }
  }

  @Test
  @DisplayName("credits what was before the reward, less the longer ago it was")
  void distalReward() {
    double now = change(STDP, 1, 512, 0);
    double later = change(STDP, 1, 512, 200);
    assertTrue(now > 10, "now " + now);
    assertEquals(Math.exp(-1), later / now, 0.05);
  }

  @Test
  @DisplayName("keeps the eligibility of neurons that were silent at 0: their weights stay")
  void silent() {
    Pairing pairing = new Pairing(2, 1, 7, Learning.of(-256, 255, DELTA));
    pairing.engine().modulators()[0] = 1000;
    for (int t = 0; t < 20; t++) {
      pairing.step(new boolean[] {true, false}, new boolean[1]);
    }
    assertTrue(pairing.weight(0, 0) > 100);
    assertEquals(7, pairing.weight(1, 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("follows the plain equations on random trains and third factors, to 0.6 of a unit")
  void followsTheEquations(long seed) {
    ThreeFactor rule =
        new ThreeFactor(
            1, SHIFT, 1_500, 18_000, 15_000, Traces.decay(17), Traces.decay(34), Traces.decay(40));
    Pairing pairing = new Pairing(1, 1, 0, Learning.of(-256, 255, rule));
    SplittableRandom random = new SplittableRandom(seed);
    double x = 0;
    double y = 0;
    double e = 0;
    double w = 0;
    double most = 0;
    int modulator = 0;
    for (int t = 0; t < 800; t++) {
      boolean pre = random.nextInt(10) == 0;
      boolean post = random.nextInt(10) == 0;
      modulator = t % 40 == 0 ? random.nextInt(-300, 301) : modulator;
      pairing.engine().modulators()[1] = modulator;
      pairing.step(new boolean[] {pre}, new boolean[] {post});
      x *= Pairing.kept(rule.preDecay(), 1);
      y *= Pairing.kept(rule.postDecay(), 1);
      e *= Pairing.kept(rule.eligibilityDecay(), 1);
      e += (pre ? rule.pre() - rule.minus() * y : 0) + (post ? rule.plus() * x : 0);
      x += pre ? 1 : 0;
      y += post ? 1 : 0;
      w += modulator / 256.0 * e / UNIT;
      most = Math.max(most, Math.abs(w));
      assertEquals(w, pairing.weight(0, 0), 0.6, "step " + t);
    }
    assertTrue(most > 5 && most < 250, "the trains say little or too much: " + most);
  }
}
