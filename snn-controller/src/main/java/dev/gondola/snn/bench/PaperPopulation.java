package dev.gondola.snn.bench;

import dev.gondola.snn.coding.PairedCurrentEncoder;
import dev.gondola.snn.coding.PairedLeakyDecoder;
import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.engine.PopulationEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many controllers of the published shape in lock step; the first is that of {@link Paper}. */
final class PaperPopulation implements Workload {
  private final double[] stimulus = PaperDraw.stimulus();
  private final Part pd;
  private final Part i;
  private final int size;
  private int time;

  PaperPopulation(int size) {
    this.size = size;
    PaperDraw draw = new PaperDraw();
    List<SpikingPart> pds = new ArrayList<>();
    List<SpikingPart> is = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      pds.add(draw.next(false));
      is.add(draw.next(true));
    }
    pd = new Part(pds);
    i = new Part(is);
  }

  @Override
  public int individuals() {
    return size;
  }

  @Override
  public long run(int steps) {
    long sum = 0;
    for (int q = 0; q < steps; q++) {
      double error = stimulus[time++ & (CHECKED - 1)];
      sum += pd.step(error) + i.step(error);
    }
    return sum;
  }

  @Override
  public String checksum() {
    pd.engine.reset();
    i.engine.reset();
    time = 0;
    Checksum sum = new Checksum();
    int n = PaperDraw.NEURONS;
    for (int q = 0; q < CHECKED; q++) {
      run(1);
      for (int p = 0; p < 2; p++) {
        sum.add(pd.first(p), n, (4L * q + p) * n);
      }
      for (int p = 0; p < 2; p++) {
        sum.add(i.first(p), n, (4L * q + 2 + p) * n);
      }
    }
    return sum.hex();
  }

  @Override
  public double rate() {
    throw new UnsupportedOperationException("the rate is that of the single network");
  }

  /** One network of every individual, with flat encoder and decoder: individuals innermost. */
  private static final class Part {
    final PopulationEngine engine;
    private final int stride;
    private final int[] input;
    private final int[] output;
    private final int[] gain;
    private final int[] weight;
    private final int[] keep;
    private final int[] counts;
    private final int[] products;
    private final int[] half;
    private final int[] y;

    Part(List<SpikingPart> parts) {
      engine = new PopulationEngine(parts.stream().map(SpikingPart::network).toList());
      stride = engine.stride();
      input = engine.input(0);
      output = engine.spikes(1);
      gain = new int[input.length];
      weight = new int[output.length];
      keep = new int[stride];
      counts = new int[input.length];
      products = new int[output.length];
      half = new int[output.length];
      y = new int[stride];
      for (int k = 0; k < parts.size(); k++) {
        PairedLeakyDecoder decoder = (PairedLeakyDecoder) parts.get(k).decoder();
        keep[k] = decoder.keep();
        spread(((PairedCurrentEncoder) parts.get(k).encoder()).gains(), gain, k);
        spread(decoder.weights(), weight, k);
      }
    }

    private void spread(int[] pairs, int[] flat, int k) {
      for (int p = 0; p < pairs.length; p++) {
        flat[2 * p * stride + k] = pairs[p];
        flat[(2 * p + 1) * stride + k] = -pairs[p];
      }
    }

    long step(double error) {
      int q = Math.clamp((long) Math.rint(error / PaperDraw.RESOLUTION), -32767, 32767);
      // Each individual flies its own robot and has its own error; here they happen to be equal.
      Arrays.fill(counts, q);
      encode(gain, counts, input);
      engine.step();
      multiply(weight, output, products);
      fold();
      decay(y, keep, products);
      return y[0];
    }

    private static void encode(int[] gain, int[] counts, int[] input) {
      for (int c = 0; c < input.length; c++) {
        int product = gain[c] * counts[c];
        int sign = product >> 31;
        int magnitude = ((product ^ sign) - sign) >> PaperDraw.SHIFT;
        input[c] = (Math.min(magnitude, 32767) ^ sign) - sign;
      }
    }

    private static void multiply(int[] a, int[] b, int[] into) {
      for (int c = 0; c < into.length; c++) {
        into[c] = a[c] * b[c];
      }
    }

    /** Sums the products of all neurons, halving their number again and again. */
    private void fold() {
      int n = PaperDraw.NEURONS;
      while (n > 1) {
        int upper = n / 2;
        int lower = n - upper;
        System.arraycopy(products, lower * stride, half, 0, upper * stride);
        add(half, products, upper * stride);
        n = lower;
      }
    }

    private static void add(int[] a, int[] into, int length) {
      for (int c = 0; c < length; c++) {
        into[c] += a[c];
      }
    }

    private static void decay(int[] y, int[] keep, int[] sum) {
      for (int k = 0; k < y.length; k++) {
        int sign = y[k] >> 31;
        int m = (y[k] ^ sign) - sign;
        int kept = (m >>> 12) * keep[k] + (((m & 4095) * keep[k]) >>> 12);
        y[k] = ((kept ^ sign) - sign) + sum[k];
      }
    }

    /** Returns the spikes of a population of the first individual. */
    int[] first(int population) {
      int[] all = engine.spikes(population);
      int[] one = new int[all.length / stride];
      for (int j = 0; j < one.length; j++) {
        one[j] = all[j * stride];
      }
      return one;
    }
  }
}
