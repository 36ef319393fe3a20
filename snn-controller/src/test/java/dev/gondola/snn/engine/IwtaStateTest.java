package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Population;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Input-weighted threshold adaptation")
class IwtaStateTest {
  private static final long MAX = (1L << 23) - 1;

  @Test
  @DisplayName("raises the threshold, decays, and never lets a neuron at rest spike")
  void workedExample() {
    IwtaState state = new IwtaState(population(2048, 10, 0));
    step(state, 10, 5);
    assertEquals(320, state.adaptation()[0]);
    assertEquals(0, state.spikes[0], "640 is not above 640 + 320");
    step(state, 6, 0);
    assertEquals(160, state.adaptation()[0]);
    assertEquals(1, state.spikes[0], "1024 is above 640 + 160");
    step(state, 0, -1000);
    assertEquals(80 - 64000, state.adaptation()[0]);
    assertEquals(0, state.spikes[0], "the threshold stops at 0 and 0 is not above it");
    step(state, 1, 0);
    assertEquals(1, state.spikes[0]);
  }

  @Test
  @DisplayName("follows the documented recursion in 64-bit arithmetic for random inputs")
  void followsTheRecursion() {
    SplittableRandom random = new SplittableRandom(11);
    for (int k = 0; k < 200; k++) {
      int dth = random.nextInt(4096);
      int vth = random.nextInt(131072);
      int dv = random.nextInt(4096);
      IwtaState state = new IwtaState(population(dth, vth, dv));
      long w = 0;
      long v = 0;
      for (int t = 0; t < 100; t++) {
        int a = random.nextInt(-32768, 32768);
        int aTheta = random.nextInt(-32768, 32768) >> random.nextInt(16);
        step(state, a, aTheta);
        w = Math.clamp(w * (4096 - dth) / 4096 + 64L * aTheta, -MAX, MAX);
        long threshold = Math.clamp(64L * vth + w, 0, MAX);
        v = Math.clamp(v * (4096 - dv) / 4096 + 64L * a, -MAX, MAX);
        boolean spike = v > threshold;
        v = spike ? 0 : v;
        assertEquals(w, state.adaptation()[0]);
        assertEquals(v, state.v[0]);
        assertEquals(spike ? 1 : 0, state.spikes[0]);
      }
    }
  }

  @Test
  @DisplayName("is forgotten on reset")
  void reset() {
    IwtaState state = new IwtaState(population(0, 10, 0));
    step(state, 0, 77);
    state.reset();
    assertEquals(0, state.adaptation()[0]);
  }

  private static void step(IwtaState state, int a, int aTheta) {
    state.update(1, new int[] {a}, new int[] {aTheta});
  }

  private static Population population(int dth, int vth, int dv) {
    IntParameter zero = IntParameter.of(0);
    return Population.iwta(
        "p",
        1,
        IntParameter.of(4095),
        IntParameter.of(dv),
        IntParameter.of(vth),
        zero,
        zero,
        IntParameter.of(dth));
  }
}
