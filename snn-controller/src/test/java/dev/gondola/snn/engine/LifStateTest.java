package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Population;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The branch-free 32-bit LIF update")
class LifStateTest {
  private static final int[] STATES = {
    0,
    1,
    -1,
    4095,
    4096,
    -4096,
    -4097,
    (1 << 23) - 1,
    1 << 23,
    -(1 << 23) + 1,
    -(1 << 23),
    1 << 24,
    -(1 << 24),
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MIN_VALUE + 1
  };
  private static final int[] POTENTIALS = {
    0, 1, -1, 4095, -4097, 1 << 22, (1 << 23) - 1, -(1 << 23) + 1
  };
  private static final int[] INPUTS = {
    0,
    1,
    -1,
    32767,
    -32768,
    65535,
    -65536,
    1 << 17,
    (1 << 17) + 1,
    -(1 << 17),
    1 << 24,
    (1 << 25) - 1,
    1 << 25,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE
  };
  private static final int[] DECAYS = {0, 1, 2047, 4094, 4095};

  @Test
  @DisplayName("equals the general one for extreme states, inputs and parameters")
  void equalsGeneralAtExtremes() {
    for (int du : DECAYS) {
      for (int dv : DECAYS) {
        for (int vth : new int[] {0, 1, 131071}) {
          for (int bias : new int[] {-4096, 0, 4095}) {
            Population p = population(STATES.length * POTENTIALS.length, du, dv, vth, bias);
            for (int input : INPUTS) {
              compareGrid(p, input);
            }
          }
        }
      }
    }
  }

  private static void compareGrid(Population p, int input) {
    int[] u = new int[p.size()];
    int[] v = new int[p.size()];
    int[] a = new int[p.size()];
    for (int i = 0; i < u.length; i++) {
      u[i] = STATES[i % STATES.length];
      v[i] = POTENTIALS[i / STATES.length];
      a[i] = input;
    }
    compare(p, u, v, a, 2);
  }

  @Test
  @DisplayName("equals the general one for random 32-bit currents and inputs")
  void equalsGeneralAtRandom() {
    SplittableRandom random = new SplittableRandom(3);
    for (int k = 0; k < 500; k++) {
      Population p =
          population(
              64,
              random.nextInt(4096),
              random.nextInt(4096),
              random.nextInt(131072),
              random.nextInt(-4096, 4096));
      int[] u = random.ints(64).toArray();
      int[] v = random.ints(64, -(1 << 23) + 1, 1 << 23).toArray();
      compare(p, u, v, random.ints(64).map(x -> x >> (x & 15)).toArray(), 4);
    }
  }

  @Test
  @DisplayName("equals the general one for leaky integrators too, and neither ever spikes")
  void equalsGeneralForIntegrators() {
    SplittableRandom random = new SplittableRandom(5);
    for (int k = 0; k < 200; k++) {
      IntParameter du = IntParameter.of(random.nextInt(4096));
      IntParameter dv = IntParameter.of(random.nextInt(4096));
      IntParameter bias = IntParameter.of(random.nextInt(-4096, 4096));
      Population p = Population.leakyIntegrator("p", 64, du, dv, bias, IntParameter.of(7));
      int[] u = random.ints(64).toArray();
      int[] v = random.ints(64, -(1 << 23) + 1, 1 << 23).toArray();
      LifState state = compare(p, u, v, random.ints(64).map(x -> x >> (x & 15)).toArray(), 20);
      assertArrayEquals(new int[64], state.spikes);
    }
  }

  private static LifState compare(Population p, int[] u, int[] v, int[] input, int steps) {
    LifState fast = new LifState(p);
    GeneralState plain = new GeneralState(p);
    for (PopulationState state : new PopulationState[] {fast, plain}) {
      System.arraycopy(u, 0, state.u, 0, u.length);
      System.arraycopy(v, 0, state.v, 0, v.length);
    }
    for (int t = 1; t <= steps; t++) {
      fast.update(t, input, null);
      plain.update(t, input, null);
      assertArrayEquals(plain.u, fast.u);
      assertArrayEquals(plain.v, fast.v);
      assertArrayEquals(plain.spikes, fast.spikes);
    }
    return fast;
  }

  @Test
  @DisplayName("wraps u once, at +2^23 exclusive and -2^23 inclusive")
  void wrapsAtTheLimits() {
    int[] inputs = {1 << 17, (1 << 17) + 1, -(1 << 17), -(1 << 17) + 1};
    int[] expected = {1 << 23, -(1 << 23) + 64, 1 << 23, -(1 << 23) + 64};
    LifState state = new LifState(population(4, 4095, 0, 131071, 0));
    state.update(1, inputs, null);
    assertArrayEquals(expected, state.u);
    assertEquals(-(1 << 23) + 64, state.v[1]);
  }

  private static Population population(int size, int du, int dv, int vth, int bias) {
    return Population.lif(
        "p",
        size,
        IntParameter.of(du),
        IntParameter.of(dv),
        IntParameter.of(vth),
        IntParameter.of(bias),
        IntParameter.of(7));
  }
}
