package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.IntParameter;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Loops of vector instructions equal plain loops")
class FastLoopsTest {
  private static final IntParameter ZERO = IntParameter.of(0);
  private static final int LANES = FlatKernel.LANES;

  private final SplittableRandom random = new SplittableRandom(11);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  @DisplayName("over the neurons, with any currents, potentials, thresholds and arrivals")
  void neurons(int populations) {
    List<Population> list = new ArrayList<>();
    for (int p = 0; p < populations; p++) {
      list.add(population("p" + p));
    }
    FlatState plain = new FlatState(list, LANES, true);
    FlatState vector = new FlatState(list, LANES, true);
    plain.reset();
    vector.reset();
    for (int t = 0; t < 200; t++) {
      int[] values = numbers(random, plain.length);
      System.arraycopy(values, 0, plain.direct, 0, values.length);
      System.arraycopy(values, 0, vector.direct, 0, values.length);
      step(new ScalarFlatLoops(), plain, t);
      step(new FlatKernel(), vector, t);
      assertArrayEquals(plain.u, vector.u, "u");
      assertArrayEquals(plain.v, vector.v, "v");
      assertArrayEquals(plain.w, vector.w, "w");
      assertArrayEquals(plain.adapted, vector.adapted, "thresholds");
      assertArrayEquals(plain.spikes, vector.spikes, "spikes");
      assertArrayEquals(plain.totals, vector.totals, "totals");
    }
    assertTrue(Arrays.stream(vector.totals).sum() > 0, "some neuron fires");
  }

  /** The arrivals are those of the step's number, so that both take the same. */
  private static void step(FlatLoops loops, FlatState state, int t) {
    SplittableRandom draw = new SplittableRandom(t);
    int[] current = numbers(draw, state.length);
    int[] arrived = numbers(draw, state.length);
    int[] adaptive = state.adaptive();
    for (int i = 0; i < arrived.length; i++) {
      boolean adapts = state.adaptationKeep[i] != 4096 && i >= adaptive[0] && i < adaptive[1];
      arrived[i] = adapts ? arrived[i] : 0;
    }
    if (adaptive[0] < adaptive[1]) {
      loops.adapt(state, arrived, adaptive[0], adaptive[1]);
    }
    loops.integrate(state, current, state.adapted);
    assertTrue(Arrays.stream(arrived).allMatch(a -> a == 0), "arrivals are used up");
    assertTrue(Arrays.stream(current).allMatch(a -> a == 0), "arrivals are used up");
  }

  /** Any numbers, small ones, and those at the ends of 16, 18, 23, 24 and 32 bits. */
  private static int[] numbers(SplittableRandom random, int length) {
    int[] ends = {0, 1, -1, 32767, -32768, 1 << 17, -(1 << 17), 1 << 18, Integer.MAX_VALUE};
    int[] values = new int[length];
    for (int i = 0; i < length; i++) {
      values[i] =
          switch (random.nextInt(8)) {
            case 0 -> ends[random.nextInt(ends.length)] + random.nextInt(-1, 2);
            case 1 -> random.nextInt();
            case 2 -> 1 << random.nextInt(32);
            case 3, 4 -> random.nextInt(-(1 << 17), 1 << 17);
            default -> random.nextInt(-999, 1000);
          };
    }
    return values;
  }

  private Population population(String id) {
    NeuronModel[] models = {NeuronModel.LIF, NeuronModel.IWTA_LIF, NeuronModel.LEAKY_INTEGRATOR};
    NeuronModel model = models[random.nextInt(models.length)];
    // A large one gets a loop of its own if its currents have no memory.
    boolean large = random.nextInt(3) == 0;
    int size = large ? 16 * LANES + random.nextInt(40) : 1 + random.nextInt(70);
    return new Population(
        id,
        size,
        model,
        random.nextBoolean() ? IntParameter.of(4095) : each(size, 0, 4095),
        each(size, 0, 4095),
        model == NeuronModel.LEAKY_INTEGRATOR ? ZERO : each(size, 0, 131071),
        ZERO,
        each(size, -4096, 4095),
        each(size, 0, 7),
        each(size, -(1 << 23) + 1, 1 << 23),
        each(size, -(1 << 23) + 1, (1 << 23) - 1),
        0,
        1,
        0,
        model == NeuronModel.IWTA_LIF ? each(size, 1, 4095) : ZERO);
  }

  private IntParameter each(int size, int low, int high) {
    return IntParameter.perNeuron(random.ints(size, low, high + 1).toArray());
  }

  @Test
  @DisplayName("the list of who fired is the same by both ways to make it")
  void lists() {
    for (int size = 1; size <= 70; size++) {
      for (double rate : new double[] {0, 0.05, 0.5, 1}) {
        int base = LANES * random.nextInt(3);
        int[] spikes = new int[base + RowWeights.padded(size, LANES)];
        Firing plain = new Firing(size);
        for (int i = 0; i < size; i++) {
          plain.values[i] = random.nextDouble() < rate ? 1 : 0;
          spikes[base + i] = plain.values[i];
        }
        Arrays.fill(spikes, 0, base, 1);
        plain.list();
        Firing vector = new Firing(size);
        FlatKernel.list(spikes, base, size, vector);
        assertEquals(plain.count, vector.count);
        assertArrayEquals(
            Arrays.copyOf(plain.indices, plain.count), Arrays.copyOf(vector.indices, plain.count));
        Firing signed = new Firing(plain.values);
        signed.listSpikes();
        assertEquals(plain.count, signed.count);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("over runs of synapses, also where sums wrap")
  void runs(RunLoops.Values kind) {
    RunLoops plain = new ScalarRuns();
    RunLoops vector = new VectorRuns();
    for (int k = 0; k < 500; k++) {
      int[] weights = numbers(random, 16 * (1 + random.nextInt(12)));
      int from = 16 * random.nextInt(3);
      int to = 16 * random.nextInt(3);
      int[] values = numbers(random, from + weights.length + 16);
      if (kind == RunLoops.Values.SPIKES) {
        Arrays.setAll(values, i -> values[i] & 1);
      }
      int[] sums = numbers(random, to + weights.length + 16);
      int[] expected = sums.clone();
      for (int i = 0; i < weights.length; i++) {
        int value =
            kind == RunLoops.Values.GRADED ? values[from + i] : values[from + i] == 0 ? 0 : 1;
        expected[to + i] += weights[i] * value;
      }
      int[] byVector = sums.clone();
      plain.add(values, from, weights, sums, to, kind);
      vector.add(values, from, weights, byVector, to, kind);
      assertArrayEquals(expected, sums, "plain");
      assertArrayEquals(expected, byVector, "vector");
    }
  }

  @Test
  @DisplayName("over encoders, with gains and counts up to their ends")
  void encoders() {
    for (int k = 0; k < 500; k++) {
      int stride = 16 * (1 + random.nextInt(4));
      int[] counts = limited(stride, 32767);
      int[] gain = limited(stride * 2 * (1 + random.nextInt(5)), 65535);
      int shift = random.nextInt(32);
      int[] plain = new int[gain.length];
      int[] vector = new int[gain.length];
      new ScalarPairedLoops().encode(gain, counts, shift, plain);
      new VectorPairedLoops().encode(gain, counts, shift, vector);
      assertArrayEquals(plain, vector);
      for (int c = 0; c < gain.length; c++) {
        long product = (long) gain[c] * counts[c % stride];
        long x = Math.min(Math.abs(product) >> shift, 32767) * Long.signum(product);
        assertEquals(x, plain[c]);
      }
    }
  }

  @Test
  @DisplayName("over decoders, with integrators up to the ends of 32 bits")
  void decoders() {
    for (int k = 0; k < 500; k++) {
      int stride = 16 * (1 + random.nextInt(4));
      int[] weight = limited(stride * 2 * (1 + random.nextInt(5)), 1 << 20);
      int[] spikes = new int[weight.length];
      Arrays.setAll(spikes, i -> random.nextInt(-1, 2));
      int[] keep = new int[stride];
      Arrays.setAll(keep, i -> random.nextInt(4096));
      int[] before = limited(stride, Integer.MAX_VALUE);
      int[] plain = before.clone();
      int[] vector = before.clone();
      new ScalarPairedLoops().decode(weight, spikes, keep, plain);
      new VectorPairedLoops().decode(weight, spikes, keep, vector);
      assertArrayEquals(plain, vector);
      for (int i = 0; i < stride; i++) {
        long sum = (long) before[i] * keep[i] / 4096;
        for (int c = i; c < weight.length; c += stride) {
          sum += weight[c] * spikes[c];
        }
        assertEquals((int) sum, plain[i]);
      }
    }
  }

  private int[] limited(int length, int limit) {
    int[] values = new int[length];
    for (int i = 0; i < length; i++) {
      values[i] =
          switch (random.nextInt(6)) {
            case 0 -> limit;
            case 1 -> -limit;
            case 2 -> random.nextInt(-99, 100);
            case 3 -> random.nextInt(-5000, 5000);
            default -> random.nextInt(-limit, limit);
          };
    }
    return values;
  }
}
