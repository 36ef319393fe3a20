package dev.gondola.snn.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gondola.snn.Allocation;
import dev.gondola.snn.coding.Decoder.WhenSilent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DecodersTest {

  private static int tick(Decoder.Run run, int[]... spikes) {
    for (int t = 0; t < spikes.length; t++) {
      run.read(t, spikes[t]);
    }
    return run.value();
  }

  @Nested
  @DisplayName("The population vector decoder")
  class PopulationVector {

    @Test
    @DisplayName("gives the mean of the preferred values, weighted by spikes, by hand")
    void byHand() {
      Decoder.Run run =
          new PopulationVectorDecoder(1, List.of(-100, 0, 50), WhenSilent.ZERO).start(2);
      assertEquals(-100, tick(run, new int[] {1, 0, 0}, new int[] {1, 0, 0}));
      assertEquals(-17, tick(run, new int[] {1, 1, 1}, new int[] {0, 0, 0}), "-50 / 3");
      assertEquals(33, tick(run, new int[] {0, 1, 1}, new int[] {0, 0, -1}), "100 / 3");
      assertEquals(-25, tick(run, new int[] {1, 0, 1}, new int[] {0, 0, 0}));
      assertEquals(0, tick(run, new int[3], new int[3]));
    }

    @Test
    @DisplayName("holds the last value in silence if it is to, until a reset")
    void holds() {
      Decoder.Run run = new PopulationVectorDecoder(1, List.of(-9, 7), WhenSilent.HOLD).start(1);
      assertEquals(0, tick(run, new int[2]));
      assertEquals(7, tick(run, new int[] {0, 1}));
      assertEquals(7, tick(run, new int[2]));
      assertEquals(7, tick(run, new int[2]));
      run.reset();
      assertEquals(0, tick(run, new int[2]));
    }

    @Test
    @DisplayName("rounds to the nearest count, halves away from zero, for random spikes")
    void rounds() {
      SplittableRandom random = new SplittableRandom(2);
      for (int k = 0; k < 500; k++) {
        List<Integer> preferred = random.ints(6, -(1 << 20), (1 << 20) + 1).boxed().toList();
        Decoder.Run run = new PopulationVectorDecoder(1, preferred, WhenSilent.ZERO).start(5);
        long sum = 0;
        long n = 0;
        for (int t = 0; t < 5; t++) {
          int[] spikes = random.ints(6, 0, 2).toArray();
          run.read(t, spikes);
          for (int i = 0; i < 6; i++) {
            sum += (long) spikes[i] * preferred.get(i);
            n += spikes[i];
          }
        }
        int expected =
            BigDecimal.valueOf(sum)
                .divide(BigDecimal.valueOf(Math.max(n, 1)), 0, RoundingMode.HALF_UP)
                .intValueExact();
        assertEquals(expected, run.value());
      }
    }
  }

  @Nested
  @DisplayName("The first-spike decoder")
  class FirstSpike {

    @Test
    @DisplayName("reads the first spike only, and less of it the later it comes, by hand")
    void byHand() {
      Decoder.Run run = new FirstSpikeDecoder(1, List.of(100, -30), WhenSilent.ZERO).start(3);
      int[] none = {0, 0};
      int[] first = {1, 0};
      int[] second = {0, 1};
      assertEquals(100, tick(run, first, second, second));
      assertEquals(66, tick(run, none, first, second));
      assertEquals(-10, tick(run, none, none, second));
      assertEquals(46, tick(run, none, new int[] {1, 1}, none), "in one step they add up");
      assertEquals(-100, tick(run, new int[] {-1, 0}, none, none), "a ternary spike has a sign");
      assertEquals(0, tick(run, none, none, none));
    }

    @Test
    @DisplayName("holds the last value in silence if it is to, until a reset")
    void holds() {
      Decoder.Run run = new FirstSpikeDecoder(1, List.of(100), WhenSilent.HOLD).start(2);
      assertEquals(50, tick(run, new int[1], new int[] {1}));
      assertEquals(50, tick(run, new int[1], new int[1]));
      run.reset();
      assertEquals(0, tick(run, new int[1], new int[1]));
    }

    @Test
    @DisplayName("saturates instead of wrapping")
    void saturates() {
      int n = 4096;
      List<Integer> weights = Collections.nCopies(n, Decoder.MAX_WEIGHT);
      Decoder.Run run = new FirstSpikeDecoder(1, weights, WhenSilent.ZERO).start(1);
      int[] spikes = new int[n];
      Arrays.fill(spikes, 1);
      assertEquals(Integer.MAX_VALUE, tick(run, spikes));
      Arrays.fill(spikes, -1);
      assertEquals(-Integer.MAX_VALUE, tick(run, spikes));
    }
  }

  @Test
  @DisplayName("The ternary count decoder adds up +1 and -1 of one control period")
  void ternaryCount() {
    Decoder.Run run = new TernaryCountDecoder(0.5, 3).start(2);
    assertEquals(1, tick(run, new int[] {1, -1, 1}, new int[] {0, -1, 1}));
    assertEquals(-6, tick(run, new int[] {-1, -1, -1}, new int[] {-1, -1, -1}));
    assertEquals(0, tick(run, new int[3], new int[3]));
    run.read(0, new int[] {1, 1, 1});
    run.reset();
    assertEquals(0, run.value());
  }

  @Test
  @DisplayName("Decoders refuse numbers out of range")
  void ranges() {
    int over = Decoder.MAX_WEIGHT + 1;
    WhenSilent zero = WhenSilent.ZERO;
    refused(() -> new PopulationVectorDecoder(0, List.of(1), zero));
    refused(() -> new PopulationVectorDecoder(1, List.of(over), zero));
    refused(() -> new FirstSpikeDecoder(Double.NaN, List.of(1), zero));
    refused(() -> new FirstSpikeDecoder(1, List.of(-over), zero));
    refused(() -> new TernaryCountDecoder(1, 0));
    refused(() -> new TernaryCountDecoder(1, (1 << 20) + 1));
    refused(() -> new TernaryCountDecoder(1 / 0.0, 1));
  }

  private static void refused(Executable make) {
    assertThrows(IllegalArgumentException.class, make);
  }

  @Test
  @DisplayName("Decoders of every kind allocate nothing once started")
  void allocateNothing() {
    List<Decoder> all =
        List.of(
            new PairedLeakyDecoder(4000, 1, 5, -7),
            new PopulationVectorDecoder(1, List.of(-2, -1, 1, 2), WhenSilent.HOLD),
            new FirstSpikeDecoder(1, List.of(5, -5, 9, -9), WhenSilent.ZERO),
            new TernaryCountDecoder(1, 4));
    int[][] spikes =
        new SplittableRandom(1).ints(64, 0, 16).mapToObj(DecodersTest::bits).toArray(int[][]::new);
    for (Decoder decoder : all) {
      Decoder.Run run = decoder.start(4);
      long[] sum = new long[1];
      long bytes =
          Allocation.leastOf5(
              20_000,
              k -> {
                run.read(k & 3, spikes[k & 63]);
                sum[0] += run.value();
              });
      assertEquals(0, bytes, decoder.toString());
    }
  }

  private static int[] bits(int x) {
    return new int[] {x & 1, x >> 1 & 1, x >> 2 & 1, x >> 3};
  }
}
