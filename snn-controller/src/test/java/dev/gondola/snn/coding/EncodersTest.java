package dev.gondola.snn.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Allocation;
import dev.gondola.snn.MapShape;
import dev.gondola.snn.coding.PopulationEncoder.Curve;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodersTest {

  /** What the channels receive in each step of a control period. */
  private static int[][] tick(Encoder.Run run, double value, int steps, int channels) {
    int[] values = new int[channels];
    // Whatever was there before must not matter in the first step.
    Arrays.fill(values, -99);
    run.encode(value);
    int[][] rows = new int[steps][];
    for (int k = 0; k < steps; k++) {
      run.write(k, values);
      rows[k] = values.clone();
    }
    return rows;
  }

  private static int[] firstStep(Encoder encoder, double value) {
    return tick(encoder.start(1), value, 1, encoder.channels())[0];
  }

  @Nested
  @DisplayName("The population encoder")
  class Population {

    @Test
    @DisplayName("gives the nearest neurons the most current, by hand, and holds it")
    void byHand() {
      PopulationEncoder e =
          new PopulationEncoder(0.01, Curve.TRIANGULAR, 100, 30, List.of(-20, 0, 40));
      assertEquals(3, e.channels());
      assertArrayEquals(new int[] {0, 66, 0}, firstStep(e, 0.10));
      assertArrayEquals(new int[] {100, 33, 0}, firstStep(e, -0.20));
      int[][] rows = tick(e.start(3), 0.4, 3, 3);
      assertArrayEquals(new int[] {0, 0, 100}, rows[0]);
      assertArrayEquals(rows[0], rows[2]);
    }

    @Test
    @DisplayName("takes values beyond the outermost neurons as theirs, and NaN as 0")
    void beyond() {
      PopulationEncoder e =
          new PopulationEncoder(0.01, Curve.GAUSSIAN, 100, 10, List.of(-20, 0, 20));
      int[] last = firstStep(e, 0.2);
      assertArrayEquals(new int[] {0, 14, 100}, last);
      assertArrayEquals(last, firstStep(e, 77));
      assertArrayEquals(last, firstStep(e, Double.POSITIVE_INFINITY));
      assertArrayEquals(firstStep(e, 0), firstStep(e, Double.NaN));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("is bounded, and falls on both sides of the preferred value by its formula")
    void formula(Curve curve) {
      SplittableRandom random = new SplittableRandom(3);
      for (int k = 0; k < 200; k++) {
        int peak = 1 + random.nextInt(32767);
        int width = 1 + random.nextInt(curve == Curve.GAUSSIAN ? 2000 : 32767);
        List<Integer> centers = List.of(-32767, random.nextInt(-9000, 9000), 32767);
        PopulationEncoder e = new PopulationEncoder(1, curve, peak, width, centers);
        int q = random.nextInt(-40_000, 40_000);
        int[] values = firstStep(e, q);
        for (int i = 0; i < 3; i++) {
          double d = Math.abs(Math.clamp(q, -32767, 32767) - centers.get(i));
          double real =
              curve == Curve.TRIANGULAR
                  ? peak * Math.max(0, 1 - d / width)
                  : peak * Math.exp(-d * d / (2.0 * width * width));
          double error = real - values[i];
          assertTrue(values[i] >= 0 && values[i] <= peak);
          assertTrue(
              curve == Curve.TRIANGULAR
                  ? error > -1e-6 && error < 1
                  : Math.abs(error) <= 0.5 + 1e-6,
              real + " as " + values[i]);
        }
      }
    }

    @Test
    @DisplayName("keeps the value: the current-weighted mean of the centers is it, to 2 counts")
    void keepsTheValue() {
      List<Integer> centers = IntStream.rangeClosed(-10, 10).mapToObj(i -> 100 * i).toList();
      PopulationEncoder e = new PopulationEncoder(0.001, Curve.TRIANGULAR, 4000, 100, centers);
      for (int q = -1000; q <= 1000; q++) {
        int[] values = firstStep(e, q / 1000.0);
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < values.length; i++) {
          sum += values[i];
          weighted += values[i] * (double) centers.get(i);
        }
        assertEquals(q, weighted / sum, 2);
      }
    }

    @ParameterizedTest
    @CsvSource({
      "0, 1, 1, 1",
      "1, 0, 1, 1",
      "1, 32768, 1, 1",
      "1, 1, 0, 1",
      "1, 1, 1, 0",
      "1, 1, 1, 32768"
    })
    @DisplayName("refuses numbers out of range, and centers that do not ascend")
    void ranges(double resolution, int peak, int width, int center) {
      List<Integer> centers = List.of(0, center);
      assertThrows(
          IllegalArgumentException.class,
          () -> new PopulationEncoder(resolution, Curve.GAUSSIAN, peak, width, centers));
      assertThrows(
          IllegalArgumentException.class,
          () -> new PopulationEncoder(1, Curve.GAUSSIAN, 1, 1, List.of()));
    }
  }

  @Nested
  @DisplayName("The delta encoder")
  class Delta {

    @Test
    @DisplayName("spikes once for each threshold the value moved, up or down, by hand")
    void byHand() {
      Encoder.Run run = new DeltaEncoder(0.01, List.of(10)).start(3);
      assertArrayEquals(new int[][] {{1, 0}, {1, 0}, {0, 0}}, tick(run, 0.25, 3, 2));
      assertArrayEquals(new int[][] {{0, 0}, {0, 0}, {0, 0}}, tick(run, 0.11, 3, 2));
      assertArrayEquals(new int[][] {{0, 1}, {0, 0}, {0, 0}}, tick(run, 0.10, 3, 2));
      assertArrayEquals(new int[][] {{0, 0}, {0, 0}, {0, 0}}, tick(run, Double.NaN, 3, 2));
      assertArrayEquals(new int[][] {{0, 1}, {0, 1}, {0, 1}}, tick(run, -0.35, 3, 2));
      assertArrayEquals(
          new int[][] {{0, 1}, {0, 0}, {0, 0}}, tick(run, -0.35, 3, 2), "the rest, later");
      run.reset();
      assertArrayEquals(new int[][] {{0, 0}, {0, 0}, {0, 0}}, tick(run, 0.09, 3, 2));
    }

    @Test
    @DisplayName(
        "sends spikes that add up to the value, to less than a threshold, once it has had time")
    void followsTheValue() {
      SplittableRandom random = new SplittableRandom(6);
      for (int k = 0; k < 100; k++) {
        int threshold = 1 + random.nextInt(500);
        int steps = 1 + random.nextInt(8);
        Encoder.Run run = new DeltaEncoder(0.001, List.of(threshold, 2 * threshold)).start(steps);
        int q = 0;
        int[] sums = new int[2];
        for (int t = 0; t < 200; t++) {
          q = Math.clamp(q + random.nextInt(-threshold, threshold + 1), -32767, 32767);
          for (int[] row : tick(run, q * 0.001, steps, 4)) {
            sums[0] += threshold * (row[0] - row[1]);
            sums[1] += 2 * threshold * (row[2] - row[3]);
            assertTrue(row[0] + row[1] <= 1 && row[0] * row[1] == 0, "never both");
          }
          assertTrue(Math.abs(q - sums[0]) < threshold, q + " as " + sums[0]);
          assertTrue(Math.abs(q - sums[1]) < 2 * threshold, q + " as " + sums[1]);
        }
      }
    }

    @Test
    @DisplayName("refuses numbers out of range")
    void ranges() {
      assertThrows(IllegalArgumentException.class, () -> new DeltaEncoder(0, List.of(1)));
      assertThrows(IllegalArgumentException.class, () -> new DeltaEncoder(1, List.of(0)));
      assertThrows(IllegalArgumentException.class, () -> new DeltaEncoder(1, List.of(32768)));
    }
  }

  @Nested
  @DisplayName("The latency encoder")
  class Latency {

    @Test
    @DisplayName("spikes the earlier the larger the value, on the channel of its sign, by hand")
    void byHand() {
      LatencyEncoder e = new LatencyEncoder(0.01, 1, List.of(4, 40));
      Encoder.Run run = e.start(4);
      assertArrayEquals(
          new int[][] {{1, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 1, 0}},
          tick(run, 0.04, 4, 4));
      assertArrayEquals(
          new int[][] {{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 0, 1}},
          tick(run, -0.02, 4, 4));
      for (double silent : new double[] {0, 0.004, Double.NaN}) {
        assertArrayEquals(new int[4][4], tick(run, silent, 4, 4));
      }
      assertEquals(1, tick(run, Double.NEGATIVE_INFINITY, 4, 4)[0][1]);
    }

    @Test
    @DisplayName("spikes once, never later for a larger value, and uses every step")
    void monotonic() {
      SplittableRandom random = new SplittableRandom(8);
      for (int k = 0; k < 200; k++) {
        int minimum = 1 + random.nextInt(300);
        int full = minimum + random.nextInt(300);
        int steps = 1 + random.nextInt(20);
        Encoder.Run run = new LatencyEncoder(1, minimum, List.of(full)).start(steps);
        int previous = steps;
        for (int q = minimum; q <= full + 5; q++) {
          int spikes = 0;
          int at = -1;
          int[][] rows = tick(run, q, steps, 2);
          for (int t = 0; t < steps; t++) {
            spikes += rows[t][0] + rows[t][1];
            at = rows[t][0] == 1 ? t : at;
          }
          assertEquals(1, spikes);
          assertTrue(at <= previous);
          previous = at;
          assertTrue(q < full || at == 0, "full scale spikes at once");
          assertTrue(
              q > minimum || full - minimum + 1 < steps || at == steps - 1, "the minimum last");
        }
      }
    }

    @Test
    @DisplayName("is read back by the first-spike decoder to one step of resolution")
    void readBack() {
      int steps = 16;
      Encoder.Run encoder = new LatencyEncoder(0.001, 1, List.of(800)).start(steps);
      Decoder.Run decoder =
          new FirstSpikeDecoder(0.001, List.of(800, -800), Decoder.WhenSilent.ZERO).start(steps);
      for (int q = -800; q <= 800; q++) {
        int[][] rows = tick(encoder, q / 1000.0, steps, 2);
        for (int t = 0; t < steps; t++) {
          decoder.read(t, rows[t]);
        }
        assertEquals(q, decoder.value(), 800.0 / steps + 1);
      }
    }

    @Test
    @DisplayName("refuses numbers out of range")
    void ranges() {
      assertThrows(IllegalArgumentException.class, () -> new LatencyEncoder(0, 1, List.of(1)));
      assertThrows(IllegalArgumentException.class, () -> new LatencyEncoder(1, 0, List.of(1)));
      assertThrows(IllegalArgumentException.class, () -> new LatencyEncoder(1, 5, List.of(4)));
      assertThrows(IllegalArgumentException.class, () -> new LatencyEncoder(1, 5, List.of(32768)));
    }
  }

  @Nested
  @DisplayName("The event stream encoder")
  class Events {

    @Test
    @DisplayName("bins events by polarity, row and column, and delivers each once")
    void byHand() {
      EventStreamEncoder e = new EventStreamEncoder(5, 4, 2, 2, 3);
      assertEquals(new MapShape(2, 2, 3), e.shape());
      EventStreamEncoder.Run run = e.start(3);
      run.event(0, 0, false);
      run.event(4, 3, true);
      run.event(4, 2, true);
      for (int k = 0; k < 9; k++) {
        run.event(2, 0, true);
      }
      int[] expected = new int[12];
      expected[0] = 1;
      expected[e.shape().index(1, 1, 2)] = 2;
      expected[e.shape().index(1, 0, 1)] = 3;
      int[][] rows = tick(run, Double.NaN, 3, 12);
      assertArrayEquals(expected, rows[0]);
      assertArrayEquals(new int[12], rows[1]);
      assertArrayEquals(new int[12], rows[2]);
      assertArrayEquals(new int[12], tick(run, 1, 3, 12)[0]);
    }

    @Test
    @DisplayName(
        "makes one spike of any number of events with a limit of 1, one map of one polarity")
    void spikes() {
      EventStreamEncoder.Run run = new EventStreamEncoder(2, 1, 1, 1, 1).start(1);
      run.event(1, 0, true);
      run.event(1, 0, false);
      assertArrayEquals(new int[] {0, 1}, tick(run, 0, 1, 2)[0]);
    }

    @Test
    @DisplayName("drops and counts events outside the sensor, and forgets all on reset")
    void outside() {
      EventStreamEncoder.Run run = new EventStreamEncoder(3, 3, 2, 1, 1).start(1);
      run.event(3, 0, true);
      run.event(0, 3, true);
      run.event(-1, 0, true);
      run.event(0, Integer.MIN_VALUE, true);
      assertEquals(4, run.dropped());
      run.event(2, 2, true);
      run.reset();
      assertEquals(0, run.dropped());
      assertArrayEquals(new int[4], tick(run, 0, 1, 4)[0]);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "0,1,1,1,1",
          "1,0,1,1,1",
          "1,1,0,1,1",
          "1,1,1,3,1",
          "1,1,1,1,0",
          "1,1,1,1,32768",
          "65536,1,1,1,1",
          "2048,2048,1,1,1"
        })
    @DisplayName("refuses numbers out of range, and a map too large")
    void ranges(String numbers) {
      int[] n = Arrays.stream(numbers.split(",")).mapToInt(Integer::parseInt).toArray();
      assertThrows(
          IllegalArgumentException.class,
          () -> new EventStreamEncoder(n[0], n[1], n[2], n[3], n[4]));
    }
  }

  @Test
  @DisplayName("Encoders of every kind allocate nothing once started")
  void allocateNothing() {
    List<Encoder> all =
        List.of(
            new PairedCurrentEncoder(0.001, 2, 5, -7),
            new PopulationEncoder(0.001, Curve.GAUSSIAN, 900, 60, List.of(-200, 0, 200)),
            new DeltaEncoder(0.001, List.of(5, 9)),
            new LatencyEncoder(0.001, 1, List.of(500)),
            new EventStreamEncoder(32, 32, 4, 2, 3));
    for (Encoder encoder : all) {
      Encoder.Run run = encoder.start(4);
      int[] values = new int[encoder.channels()];
      long[] sum = new long[1];
      long bytes =
          Allocation.leastOf5(
              10_000,
              k -> {
                if (run instanceof EventSink sink) {
                  sink.event(k & 31, k >> 5 & 31, (k & 1) == 0);
                }
                run.encode((k % 1000 - 500) * 0.001);
                for (int step = 0; step < 4; step++) {
                  run.write(step, values);
                }
                sum[0] += values[0];
              });
      assertEquals(0, bytes, encoder.toString());
    }
  }
}
