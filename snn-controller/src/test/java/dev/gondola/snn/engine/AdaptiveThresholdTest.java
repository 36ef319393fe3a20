package dev.gondola.snn.engine;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The spike-driven adaptive threshold (ALIF; Bellec et al. 2018, arXiv 1803.09574, section 2) needs
 * no model of its own: it is an iwta-lif population with a projection from itself to its own
 * threshold port.
 */
@DisplayName("An iwta-lif population joined to its own threshold")
class AdaptiveThresholdTest {
  private static final long MAX = (1L << 23) - 1;

  @Test
  @DisplayName("is an ALIF neuron: A = decay(A) + (beta << 6) spike, threshold = (vth << 6) + A")
  void isAlif() {
    SplittableRandom random = new SplittableRandom(9);
    long spikes = 0;
    for (int k = 0; k < 200; k++) {
      int vth = random.nextInt(2000);
      int dv = random.nextInt(4096);
      int dth = random.nextInt(4096);
      int beta = random.nextInt(256);
      int exponent = random.nextInt(4);
      Engine engine = new FixedPointEngine(adaptive(vth, dv, dth, beta, exponent));
      long v = 0;
      long adaptation = 0;
      long before = 0;
      for (int t = 0; t < 200; t++) {
        int input = random.nextInt(-500, 2500);
        engine.input(0)[0] = input;
        engine.step();
        adaptation = adaptation * (4096 - dth) / 4096 + before * ((long) beta << exponent << 6);
        adaptation = Math.min(adaptation, MAX);
        v = Math.clamp(v * (4096 - dv) / 4096 + 64L * input, -MAX, MAX);
        before = v > Math.min(64L * vth + adaptation, MAX) ? 1 : 0;
        v *= 1 - before;
        assertEquals(before, engine.spikes(0)[0], "network " + k + ", step " + t);
        assertEquals(v, engine.membranePotential(0)[0]);
        spikes += before;
      }
    }
    assertTrue(spikes > 2000 && spikes < 30_000, "spikes " + spikes);
  }

  @Test
  @DisplayName("spikes less and less often under a constant input")
  void adapts() {
    Engine engine = new FixedPointEngine(adaptive(100, 0, 20, 200, 2));
    engine.input(0)[0] = 100;
    List<Integer> times = new ArrayList<>();
    for (int t = 0; t < 400; t++) {
      engine.step();
      if (engine.spikes(0)[0] == 1) {
        times.add(t);
      }
    }
    int first = times.get(1) - times.get(0);
    int last = times.getLast() - times.get(times.size() - 2);
    assertTrue(last > 3 * first, "spikes at " + times);
  }

  private static Network adaptive(int vth, int dv, int dth, int beta, int exponent) {
    IntParameter zero = IntParameter.of(0);
    Population p =
        Population.iwta(
            "p",
            1,
            IntParameter.of(4095),
            IntParameter.of(dv),
            IntParameter.of(vth),
            zero,
            zero,
            IntParameter.of(dth));
    Synapses own = Synapses.of(1, 1, new int[][] {{0, 0, beta}});
    Projection self =
        new Projection(
            "self",
            "p",
            "p",
            Port.THRESHOLD,
            SignMode.EXCITATORY,
            8,
            exponent,
            0,
            Optional.of(own));
    return new Network(
        "alif",
        1,
        List.of(new Input("in", 1)),
        List.of(p),
        List.of(Projection.direct("d", "in", "p"), self));
  }
}
