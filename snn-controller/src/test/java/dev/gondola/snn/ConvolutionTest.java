package dev.gondola.snn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gondola.snn.Convolution.Axis;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.FixedPointEngine;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A convolution")
class ConvolutionTest {

  @Test
  @DisplayName("joins what its kernel covers: two rows of three under a kernel of 1 x 2, by hand")
  void byHand() {
    Convolution c = new Convolution(new MapShape(1, 2, 3), new int[][][][] {{{{5, -7}}}});
    assertEquals(new MapShape(1, 2, 2), c.output());
    Synapses s = Synapses.convolution(c);
    assertEquals(6, s.sources());
    assertEquals(4, s.targets());
    int[][] expected = {
      {0, 0, 5}, {1, 0, -7}, {1, 1, 5}, {2, 1, -7}, {3, 2, 5}, {4, 2, -7}, {4, 3, 5}, {5, 3, -7}
    };
    assertEquals(expected.length, s.count());
    for (int k = 0; k < expected.length; k++) {
      assertArrayEquals(expected[k], new int[] {s.source(k), s.target(k), s.weight(k)});
      assertEquals(0, s.delay(k));
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @DisplayName("gives what the definition gives, for random shapes, strides, paddings and groups")
  void equalsTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Convolution c = any(random);
    Synapses s = Synapses.convolution(c);
    int[] in = random.ints(c.input().size(), -1000, 1001).toArray();
    long[] sums = new long[c.output().size()];
    for (int k = 0; k < s.count(); k++) {
      sums[s.target(k)] += (long) s.weight(k) * in[s.source(k)];
      assertTrue(
          k == 0
              || s.source(k) > s.source(k - 1)
              || (s.source(k) == s.source(k - 1) && s.target(k) > s.target(k - 1)),
          "in order, and no pair twice");
    }
    assertArrayEquals(direct(c, in), sums);
    assertEquals(c.synapses(), s.weights().length);
  }

  /** The definition, with zeros outside. */
  private static long[] direct(Convolution c, int[] in) {
    int[][][][] kernel = c.kernel();
    MapShape shape = c.input();
    long[] out = new long[c.output().size()];
    int k = 0;
    for (int o = 0; o < c.output().channels(); o++) {
      int group = o * c.groups() / c.output().channels();
      for (int y = 0; y < c.output().height(); y++) {
        for (int x = 0; x < c.output().width(); x++) {
          for (int ch = 0; ch < kernel[o].length; ch++) {
            for (int i = 0; i < kernel[o][ch].length; i++) {
              for (int j = 0; j < kernel[o][ch][i].length; j++) {
                int row = at(c.vertical(), y, i);
                int column = at(c.horizontal(), x, j);
                boolean inside =
                    row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
                int channel = group * kernel[o].length + ch;
                out[k] +=
                    inside ? kernel[o][ch][i][j] * (long) in[shape.index(channel, row, column)] : 0;
              }
            }
          }
          k++;
        }
      }
    }
    return out;
  }

  private static int at(Axis axis, int output, int tap) {
    return output * axis.stride() - axis.padding() + tap * axis.dilation();
  }

  private static Convolution any(RandomGenerator random) {
    while (true) {
      int groups = 1 + random.nextInt(3);
      int in = groups * (1 + random.nextInt(3));
      int out = groups * (1 + random.nextInt(3));
      MapShape input = new MapShape(in, 1 + random.nextInt(9), 1 + random.nextInt(9));
      int[][][][] kernel = new int[out][in / groups][1 + random.nextInt(4)][1 + random.nextInt(4)];
      for (int[][][] filter : kernel) {
        for (int[][] plane : filter) {
          for (int[] row : plane) {
            java.util.Arrays.setAll(row, k -> random.nextInt(-300, 301));
          }
        }
      }
      try {
        return new Convolution(input, kernel, axis(random), axis(random), groups);
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().contains("outputs"), e.getMessage());
      }
    }
  }

  private static Axis axis(RandomGenerator random) {
    return new Axis(1 + random.nextInt(3), random.nextInt(6), 1 + random.nextInt(3));
  }

  @ParameterizedTest
  @MethodSource("dev.gondola.snn.ConvolutionTest#engineSeeds")
  @DisplayName("runs like the list it stands for, in every sign mode, with graded spikes too")
  void runsLikeTheList(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Convolution c = any(random);
    Synapses compact = Synapses.convolution(c);
    int[][] list = new int[compact.count()][];
    for (int k = 0; k < list.length; k++) {
      list[k] = new int[] {compact.target(k), compact.source(k), compact.weight(k)};
    }
    Synapses listed = Synapses.of(compact.sources(), compact.targets(), list);
    for (SignMode mode : SignMode.values()) {
      int bits = 1 + random.nextInt(8);
      int exponent = random.nextInt(-8, 8);
      int message = random.nextBoolean() ? 16 : 0;
      Engine a = new FixedPointEngine(network(compact, mode, bits, exponent, message));
      Engine b = new FixedPointEngine(network(listed, mode, bits, exponent, message));
      for (int t = 0; t < 4; t++) {
        int[] values = random.ints(c.input().size(), -50, 51).toArray();
        System.arraycopy(values, 0, a.input(0), 0, values.length);
        System.arraycopy(values, 0, b.input(0), 0, values.length);
        a.step();
        b.step();
        assertArrayEquals(b.current(0), a.current(0));
        assertArrayEquals(b.spikes(0), a.spikes(0));
      }
      assertEquals(b.synapticOperations(), a.synapticOperations());
    }
  }

  static LongStream engineSeeds() {
    return LongStream.range(0, 40);
  }

  private static Network network(
      Synapses s, SignMode mode, int bits, int exponent, int messageBits) {
    IntParameter zero = IntParameter.of(0);
    Projection p =
        new Projection(
            "c", "in", "out", Port.CURRENT, mode, bits, exponent, messageBits, Optional.of(s));
    return new Network(
        "n",
        1,
        List.of(new Input("in", s.sources())),
        List.of(Population.lif("out", s.targets(), zero, zero, IntParameter.of(90), zero, zero)),
        List.of(p));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | 4 | 4 | 1 | 1 | 5 | 1 | 1 | 0       | 1 | kernel of 5 over 4 rows gives 0 outputs
          1 | 4 | 4 | 1 | 1 | 1 | 1 | 1 | 1048576 | 1 | gives 2097156 outputs
          3 | 4 | 4 | 4 | 3 | 1 | 1 | 1 | 0       | 2 | groups must divide the 3 channels
          4 | 4 | 4 | 4 | 4 | 1 | 1 | 1 | 0       | 2 | kernel must have 2 input channels
          4 | 4 | 4 | 4 | 4 | 1 | 1 | 1 | 0       | 0 | groups must divide
          1 | 4 | 4 | 1 | 1 | 0 | 1 | 1 | 0       | 1 | kernel must have at least one element
          1 | 4 | 4 | 1 | 1 | 1 | 1 | 0 | 0       | 1 | stride must be 1..1048576, is 0
          1 | 4 | 4 | 1 | 1 | 1 | 1 | 1 | -1      | 1 | padding must be 0..1048576, is -1
          1 | 1024 | 1024 | 1 | 1 | 5 | 5 | 1 | 2 | 1 | more than 16777216 synapses
          """)
  @DisplayName("is refused where it means nothing or would fill the memory")
  void refused(
      int inC,
      int h,
      int w,
      int outC,
      int kC,
      int kH,
      int kW,
      int stride,
      int pad,
      int groups,
      String message) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Convolution(
                    new MapShape(inC, h, w),
                    new int[outC][kC][kH][kW],
                    new Axis(stride, pad, 1),
                    new Axis(stride, pad, 1),
                    groups));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  @DisplayName("is refused where the kernel is ragged, the map too large or dilation 0")
  void refusedShapes() {
    int[][][][] ragged = {{{{1, 2}, {3}}}};
    assertThrows(
        IllegalArgumentException.class, () -> new Convolution(new MapShape(1, 4, 4), ragged));
    assertThrows(IllegalArgumentException.class, () -> new MapShape(1, 1 << 11, 1 << 11));
    assertThrows(IllegalArgumentException.class, () -> new MapShape(1 << 30, 1 << 30, 1 << 30));
    assertThrows(IllegalArgumentException.class, () -> new MapShape(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Axis(1, 0, 0));
  }

  @Test
  @DisplayName("costs no more memory than its kernel until its synapses are asked for")
  void costsNothingUnused() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int[][][][] kernel = new int[32][32][1][1];
    long before = threads.getCurrentThreadAllocatedBytes();
    Convolution c = new Convolution(new MapShape(32, 64, 64), kernel);
    Synapses s = Synapses.convolution(c);
    assertEquals(1 << 22, s.count());
    assertEquals(0, s.maxDelay());
    Network n = network(s, SignMode.MIXED, 8, 0, 0); // checks sizes, buffers and counts
    assertEquals(1 << 22, n.convolutionSynapses());
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(bytes < 4_000_000, "allocated " + bytes);
  }

  @Test
  @DisplayName("counts against one limit with all others of a network")
  void limitOfTheNetwork() {
    Convolution c = new Convolution(new MapShape(32, 64, 64), new int[32][32][1][1]);
    Synapses s = Synapses.convolution(c);
    Projection p =
        new Projection("c", "in", "out", Port.CURRENT, SignMode.MIXED, 8, 0, 0, Optional.of(s));
    Population out = network(s, SignMode.MIXED, 8, 0, 0).populations().getFirst();
    List<Projection> many = java.util.Collections.nCopies(5, p);
    NetworkException e =
        assertThrows(
            NetworkException.class,
            () -> new Network("n", 1, List.of(new Input("in", 1 << 17)), List.of(out), many));
    assertTrue(e.getMessage().contains("convolutions expand to 20971520"), e.getMessage());
  }

  @Test
  @DisplayName("is a value: equal to the same, and unchanged when an array given or got is changed")
  void value() {
    int[][][][] kernel = {{{{1, 2}}}};
    MapShape shape = new MapShape(1, 3, 3);
    Convolution c = new Convolution(shape, kernel);
    Convolution same = new Convolution(shape, new int[][][][] {{{{1, 2}}}});
    kernel[0][0][0][0] = 9;
    c.kernel()[0][0][0][1] = 9;
    assertEquals(same, c);
    assertEquals(same.hashCode(), c.hashCode());
    assertEquals(Synapses.convolution(same), Synapses.convolution(c));
    assertNotEquals(c, new Convolution(shape, kernel));
    assertNotEquals(
        c, new Convolution(shape, new int[][][][] {{{{1, 2}}}}, new Axis(1, 1, 1), Axis.PLAIN, 1));
  }
}
