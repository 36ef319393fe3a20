package dev.gondola.snn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.IntParameter;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
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

  private SplittableRandom random = new SplittableRandom(11);

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  @DisplayName("over the neurons, with any currents, potentials, thresholds and arrivals")
  void neurons(int populations) {
    random = new SplittableRandom(populations);
    List<Population> list = new ArrayList<>();
    List<Projection> projections = new ArrayList<>();
    for (int p = 0; p < populations; p++) {
      // The second one only encodes what it is given, in a loop of its own.
      boolean encoding = p == 1;
      list.add(encoding ? encoding("p" + p) : population("p" + p));
      if (encoding || random.nextBoolean()) {
        projections.add(Projection.direct("d" + p, "in", "p" + p));
      }
      if (!encoding && random.nextBoolean()) {
        Synapses one = Synapses.dense(new int[list.get(p).size()][1]);
        projections.add(Projection.of("c" + p, "in", "p" + p, Port.CURRENT, 0, one));
      }
    }
    FlatState plain = new FlatState(list, LANES, true, projections);
    FlatState vector = new FlatState(list, LANES, true, projections);
    plain.reset();
    vector.reset();
    for (int t = 0; t < 200; t++) {
      step(new ScalarFlatLoops(), plain, list, projections, t);
      step(new FlatKernel(), vector, list, projections, t);
      assertArrayEquals(plain.u, vector.u, "u");
      assertArrayEquals(plain.v, vector.v, "v");
      assertArrayEquals(plain.w, vector.w, "w");
      assertArrayEquals(plain.adapted, vector.adapted, "thresholds");
      assertArrayEquals(plain.spikes, vector.spikes, "spikes");
      assertArrayEquals(plain.totals, vector.totals, "totals");
    }
    assertTrue(Arrays.stream(vector.totals).sum() > 0, "some neuron fires");
    assertTrue(Arrays.stream(vector.segments).anyMatch(FlatState.Segment::encoding));
  }

  /** What arrives is drawn anew from the step's number, so that both take the same. */
  private static void step(
      FlatLoops loops, FlatState state, List<Population> list, List<Projection> all, int t) {
    SplittableRandom draw = new SplittableRandom(t);
    int[] current = new int[state.length];
    int[] threshold = new int[state.length];
    for (int p = 0; p < list.size(); p++) {
      String id = list.get(p).id();
      boolean direct = all.stream().anyMatch(j -> j.to().equals(id) && j.isDirect());
      boolean joined = all.stream().anyMatch(j -> j.to().equals(id) && !j.isDirect());
      draw(draw, direct, state.direct, state.base[p], list.get(p).size());
      draw(draw, joined, current, state.base[p], list.get(p).size());
      boolean adapts = list.get(p).model() == NeuronModel.IWTA_LIF;
      draw(draw, adapts, threshold, state.base[p], list.get(p).size());
    }
    int[] adaptive = state.adaptive();
    if (adaptive[0] < adaptive[1]) {
      loops.adapt(state, threshold, adaptive[0], adaptive[1]);
    }
    loops.integrate(state, current, state.adapted);
    assertTrue(Arrays.stream(threshold).allMatch(a -> a == 0), "arrivals are used up");
    assertTrue(Arrays.stream(current).allMatch(a -> a == 0), "arrivals are used up");
  }

  private static void draw(SplittableRandom draw, boolean any, int[] into, int from, int size) {
    if (any) {
      System.arraycopy(numbers(draw, size), 0, into, from, size);
    }
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
    return population(
        id, size, model, random.nextBoolean() ? IntParameter.of(4095) : each(size, 0, 4095));
  }

  private Population encoding(String id) {
    int size = 16 * LANES + random.nextInt(40);
    return population(id, size, NeuronModel.LIF, IntParameter.of(4095));
  }

  private Population population(String id, int size, NeuronModel model, IntParameter du) {
    return new Population(
        id,
        size,
        model,
        du,
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
      int piece = 16 * (1 + random.nextInt(9));
      int jump = random.nextInt(3) * 16 + piece;
      int pieces = 1 + random.nextInt(4);
      int room = 16 * 5 + jump * pieces;
      int[] weights = numbers(random, piece * pieces);
      RunLoops.Run run = new RunLoops.Run(place(), place(), 0, piece, jump, weights);
      int from = place();
      int to = place();
      int[] values = numbers(random, room);
      if (kind == RunLoops.Values.SPIKES) {
        Arrays.setAll(values, i -> values[i] & 1);
      }
      int[] sums = numbers(random, room);
      int[] expected = sums.clone();
      for (int i = 0; i < weights.length; i++) {
        int at = i / piece * jump + i % piece;
        int value = values[from + run.from() + at];
        int times = kind == RunLoops.Values.GRADED ? value : Math.abs(Integer.signum(value));
        expected[to + run.to() + at] += weights[i] * times;
      }
      int[] byVector = sums.clone();
      plain.prepare(piece);
      plain.add(run, values, from, sums, to, kind);
      vector.prepare(piece);
      vector.add(run, values, from, byVector, to, kind);
      assertArrayEquals(expected, sums, "plain");
      assertArrayEquals(expected, byVector, "vector");
    }
  }

  private int place() {
    return 16 * random.nextInt(3);
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
          sum += (long) weight[c] * spikes[c];
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
