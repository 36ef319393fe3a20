package dev.gondola.snn.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedCodersTest {

  @Nested
  @DisplayName("The paired current encoder")
  class Encoder {

    @Test
    @DisplayName("gives opposite currents to the two neurons of a pair, rounded toward zero")
    void pairs() {
      PairedCurrentEncoder encoder = new PairedCurrentEncoder(0.01, 1, 3, -1, 0);
      assertEquals(6, encoder.channels());
      assertArrayEquals(new int[] {7, -7, -2, 2, 0, 0}, encode(encoder, 0.05));
      assertArrayEquals(new int[] {-7, 7, 2, -2, 0, 0}, encode(encoder, -0.05));
    }

    @Test
    @DisplayName("is odd, bounded and follows its formula for any error and gain")
    void odd() {
      SplittableRandom random = new SplittableRandom(4);
      for (int k = 0; k < 20_000; k++) {
        int gain = random.nextInt() >> random.nextInt(32);
        int shift = random.nextInt(32);
        double error = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-6, 6));
        PairedCurrentEncoder encoder = new PairedCurrentEncoder(0.001, shift, gain);
        int[] plus = encode(encoder, error);
        int[] minus = encode(encoder, -error);
        assertEquals(plus[0], -plus[1]);
        assertEquals(plus[0], minus[1]);
        assertEquals(plus[1], minus[0]);
        assertEquals(formula(error / 0.001, shift, gain), plus[0]);
      }
    }

    private int formula(double counts, int shift, int gain) {
      BigDecimal limit = new BigDecimal(32767);
      BigDecimal q =
          new BigDecimal(counts).setScale(0, RoundingMode.HALF_EVEN).max(limit.negate()).min(limit);
      return q.multiply(new BigDecimal(gain))
          .divide(new BigDecimal(1L << shift), 0, RoundingMode.DOWN)
          .max(limit.negate())
          .min(limit)
          .intValueExact();
    }

    @Test
    @DisplayName("encodes NaN as 0 and infinity as the limit")
    void notFinite() {
      PairedCurrentEncoder encoder = new PairedCurrentEncoder(0.001, 0, 1);
      assertArrayEquals(new int[] {0, 0}, encode(encoder, Double.NaN));
      assertArrayEquals(new int[] {32767, -32767}, encode(encoder, Double.POSITIVE_INFINITY));
      assertArrayEquals(new int[] {-32767, 32767}, encode(encoder, -1e300));
    }

    @Test
    @DisplayName("refuses resolutions and shifts that mean nothing")
    void ranges() {
      for (double resolution : new double[] {0, -1, Double.NaN, 1 / 0.0}) {
        assertThrows(
            IllegalArgumentException.class, () -> new PairedCurrentEncoder(resolution, 0, 1));
      }
      assertThrows(IllegalArgumentException.class, () -> new PairedCurrentEncoder(1, 32, 1));
      assertThrows(IllegalArgumentException.class, () -> new PairedCurrentEncoder(1, -1, 1));
    }

    private static int[] encode(PairedCurrentEncoder encoder, double error) {
      int[] values = new int[encoder.channels()];
      encoder.encode(error, values);
      return values;
    }
  }

  @Nested
  @DisplayName("The paired leaky decoder")
  class Decoder {

    @Test
    @DisplayName("adds what a pair's spikes weigh and leaks toward zero")
    void byHand() {
      PairedLeakyDecoder decoder = new PairedLeakyDecoder(2048, 0.5, 100, -7);
      int y = decoder.advance(0, new int[] {1, 0, 0, 1});
      assertEquals(107, y);
      assertEquals(53, decoder.advance(y, new int[] {1, 1, 0, 0}));
      assertEquals(-53, decoder.advance(-y, new int[4]), "rounds toward zero from both sides");
      assertEquals(-107, decoder.advance(0, new int[] {0, 1, 1, 0}));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 3500, 4000, 4095})
    @DisplayName("stays within one count a step of the real-valued integrator it stands for")
    void followsTheRealIntegrator(int keep) {
      SplittableRandom random = new SplittableRandom(keep);
      int[] weights = random.ints(20, -5000, 5001).toArray();
      PairedLeakyDecoder decoder = new PairedLeakyDecoder(keep, 1, weights);
      double lambda = keep / 4096.0;
      double model = 0;
      double bound = 1 / (1 - lambda);
      int y = 0;
      for (int t = 0; t < 5000; t++) {
        int[] spikes = random.ints(40, 0, 2).toArray();
        model *= lambda;
        for (int p = 0; p < 20; p++) {
          model += weights[p] * (double) (spikes[2 * p] - spikes[2 * p + 1]);
        }
        y = decoder.advance(y, spikes);
        assertTrue(Math.abs(model - y) <= bound, "step " + t + ": " + (model - y));
      }
    }

    @Test
    @DisplayName("saturates instead of wrapping")
    void saturates() {
      int[] weights = new int[3000];
      java.util.Arrays.fill(weights, PairedLeakyDecoder.MAX_WEIGHT);
      PairedLeakyDecoder decoder = new PairedLeakyDecoder(4095, 1, weights);
      int[] spikes = new int[6000];
      for (int p = 0; p < 3000; p++) {
        spikes[2 * p] = 1;
      }
      int y = decoder.advance(decoder.advance(0, spikes), spikes);
      assertEquals(Integer.MAX_VALUE, y);
    }

    @Test
    @DisplayName("refuses numbers out of range")
    void ranges() {
      assertThrows(IllegalArgumentException.class, () -> new PairedLeakyDecoder(4096, 1, 1));
      assertThrows(IllegalArgumentException.class, () -> new PairedLeakyDecoder(-1, 1, 1));
      assertThrows(IllegalArgumentException.class, () -> new PairedLeakyDecoder(1, 0, 1));
      assertThrows(
          IllegalArgumentException.class, () -> new PairedLeakyDecoder(1, 1, (1 << 20) + 1));
      assertThrows(
          IllegalArgumentException.class, () -> new PairedLeakyDecoder(1, 1, Integer.MIN_VALUE));
    }
  }
}
