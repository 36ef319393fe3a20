package dev.gondola.snn.nir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gondola.snn.NetworkException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A run of a NIR graph")
class NirRunTest {
  private static final double DT = 0.001;

  /** Input "in", one node "x" of that type; the values that come out in each step. */
  private static double[][] run(NirNode node, double[]... inputs) {
    NirGraph graph =
        NirGraphs.graph(Map.of("in", NirNode.input(inputs[0].length), "x", node), "in", "x");
    NirRun run = new NirRun(graph, DT);
    double[][] out = new double[inputs.length][];
    for (int t = 0; t < inputs.length; t++) {
      System.arraycopy(inputs[t], 0, run.input(run.graph().index("in")), 0, inputs[t].length);
      run.step();
      out[t] = outputs(run, "x");
    }
    return out;
  }

  private static double[] outputs(NirRun run, String path) {
    int node = run.graph().index(path);
    double[] out = new double[run.shapes().outputSize(node)];
    Arrays.setAll(out, k -> run.output(node, k));
    return out;
  }

  private static NirNode node(NirType type, Object... namesAndValues) {
    Map<String, NirArray> arrays = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arrays.put((String) namesAndValues[i], NirArray.float64((Double) namesAndValues[i + 1]));
    }
    return NirNode.of(type, arrays);
  }

  @Test
  @DisplayName("steps LIF: v += dt/tau (v_leak - v + r x), a spike above the threshold, v_reset")
  void lif() {
    NirNode lif =
        node(
            NirType.LIF,
            "tau",
            0.004,
            "r",
            2.0,
            "v_leak",
            1.0,
            "v_threshold",
            1.0,
            "v_reset",
            -1.0);
    // 0.25 (1 + 2 - 0) = 0.75; + 0.25 (3 - 0.75) = 1.3125: spike, -1; 0.25 (3 + 1) - 1 = 0
    assertArrayEquals(new double[][] {{0}, {1}, {0}}, run(lif, new double[][] {{1}, {1}, {1}}));
  }

  @Test
  @DisplayName("compares with the threshold strictly")
  void strict() {
    NirNode neuron = node(NirType.IF, "r", 1000.0, "v_threshold", 1.0);
    assertArrayEquals(
        new double[][] {{0}, {1}, {0}}, run(neuron, new double[][] {{1}, {0.5}, {1}}));
  }

  @Test
  @DisplayName("steps CubaLIF and CubaLI: the current first, then v with the new one")
  void cuba() {
    NirNode li =
        node(
            NirType.CUBA_LI,
            "tau_syn",
            0.002,
            "tau_mem",
            0.004,
            "r",
            2.0,
            "v_leak",
            0.0,
            "w_in",
            3.0);
    // i: 1.5, 0.75; v: 0.25 * 3 = 0.75, then 0.75 + 0.25 (1.5 - 0.75) = 0.9375
    assertArrayEquals(new double[][] {{0.75}, {0.9375}}, run(li, new double[][] {{1}, {0}}));
    NirNode lif =
        node(
            NirType.CUBA_LIF,
            "tau_syn",
            0.002,
            "tau_mem",
            0.004,
            "r",
            2.0,
            "v_leak",
            0.0,
            "v_threshold",
            0.8);
    // w_in is 1: i: 0.5, 0.25+0.5; v: 0.25, 0.25 + 0.25 (1.5 - 0.25) = 0.5625, then i 0.875: 0.859
    assertArrayEquals(
        new double[][] {{0}, {0}, {1}, {0}}, run(lif, new double[][] {{1}, {1}, {1}, {1}}));
  }

  @Test
  @DisplayName("steps LI, I, Scale, Threshold and Delay")
  void others() {
    NirNode li = node(NirType.LI, "tau", 0.004, "r", 2.0, "v_leak", 1.0);
    assertArrayEquals(new double[][] {{0.75}, {0.8125}}, run(li, new double[][] {{1}, {0}}));
    assertArrayEquals(
        new double[][] {{0.5}, {0.75}},
        run(node(NirType.I, "r", 500.0), new double[][] {{1}, {0.5}}));
    assertArrayEquals(
        new double[][] {{-2, 6}}, run(node(NirType.SCALE, "scale", 2.0), new double[][] {{-1, 3}}));
    assertArrayEquals(
        new double[][] {{0, 1}},
        run(node(NirType.THRESHOLD, "threshold", 1.0), new double[][] {{1, 1.5}}));
    NirNode delay =
        NirNode.of(
            NirType.DELAY, Map.of("delay", NirArray.float64(new double[] {0, 0.0014, 0.0016}, 3)));
    assertArrayEquals(
        new double[][] {{1, 0, 0}, {2, 1, 0}, {3, 2, 1}},
        run(delay, new double[][] {{1, 1, 1}, {2, 2, 2}, {3, 3, 3}}));
  }

  @Test
  @DisplayName("applies a map to every row, or its own map to each")
  void rows() {
    NirNode shared = NirGraphs.affine(new double[] {1, 2, 3, 4, 5, 6}, 3, 2, 0.5, 0, 0);
    assertArrayEquals(new double[] {3.5, 7, 11, 2.5, 4, 6}, rows(shared, 1, 1, 0, 1));
    NirNode own =
        NirNode.of(
            NirType.AFFINE,
            Map.of(
                "weight", NirArray.float64(new double[] {1, 2, 3, 4}, 2, 1, 2),
                "bias", NirArray.float64(new double[] {0.5, 0.25}, 2, 1)));
    assertArrayEquals(new double[] {3.5, 4.25}, rows(own, 1, 1, 0, 1));
  }

  private static double[] rows(NirNode map, double... input) {
    NirGraph graph =
        NirGraphs.graph(
            Map.of("in", NirNode.input(2, 2), "s", node(NirType.SCALE, "scale", 1.0), "x", map),
            "in",
            "s",
            "s",
            "x");
    NirRun run = new NirRun(graph, DT);
    System.arraycopy(input, 0, run.input(run.graph().index("in")), 0, input.length);
    run.step();
    return outputs(run, "x");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  @DisplayName("convolves and pools as the formula says, over random geometries")
  void convolution(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int groups = random.nextInt(1, 3);
    int[] size = {random.nextInt(5, 9), random.nextInt(5, 9)};
    int[] kernel = {random.nextInt(1, 4), random.nextInt(1, 4)};
    int[] stride = {random.nextInt(1, 3), random.nextInt(1, 4)};
    int[] padding = {random.nextInt(0, 3), random.nextInt(0, 2)};
    int[] dilation = {random.nextInt(1, 3), random.nextInt(1, 3)};
    int outputs = 2 * groups;
    int seen = 2;
    double[] weight = NirGraphs.random(outputs * seen * kernel[0] * kernel[1], seed);
    double[] bias = NirGraphs.random(outputs, seed + 100);
    NirNode conv =
        NirNode.of(
            NirType.CONV2D,
            Map.of(
                "weight", NirArray.float64(weight, outputs, seen, kernel[0], kernel[1]),
                "stride", NirArray.sizes(stride),
                "padding", NirArray.sizes(padding),
                "dilation", NirArray.sizes(dilation),
                "groups", NirArray.int64(groups),
                "bias", NirArray.float64(bias, outputs)));
    int channels = seen * groups;
    double[] x = NirGraphs.random(channels * size[0] * size[1], seed + 200);
    NirRun run = image(conv, x, channels, size[0], size[1]);
    int node = run.graph().index("x");
    int[] shape = run.shapes().output(node).orElseThrow();
    for (int o = 0; o < shape[0]; o++) {
      for (int y = 0; y < shape[1]; y++) {
        for (int z = 0; z < shape[2]; z++) {
          double sum = bias[o];
          for (int c = 0; c < seen; c++) {
            int channel = o / 2 * seen + c;
            for (int k = 0; k < kernel[0] * kernel[1]; k++) {
              int row = y * stride[0] - padding[0] + k / kernel[1] * dilation[0];
              int column = z * stride[1] - padding[1] + k % kernel[1] * dilation[1];
              double w = weight[(o * seen + c) * kernel[0] * kernel[1] + k];
              sum += w * at(x, size, channel, row, column);
            }
          }
          assertEquals(sum, run.output(node, (o * shape[1] + y) * shape[2] + z), 1e-12);
        }
      }
    }
    pools(x, channels, size, stride, random);
  }

  private static double at(double[] x, int[] size, int channel, int row, int column) {
    boolean inside = row >= 0 && row < size[0] && column >= 0 && column < size[1];
    return inside ? x[(channel * size[0] + row) * size[1] + column] : 0;
  }

  private static NirRun image(NirNode node, double[] x, int... shape) {
    NirGraph graph = NirGraphs.graph(Map.of("in", NirNode.input(shape), "x", node), "in", "x");
    NirRun run = new NirRun(graph, DT);
    System.arraycopy(x, 0, run.input(run.graph().index("in")), 0, x.length);
    run.step();
    return run;
  }

  private static void pools(
      double[] x, int channels, int[] size, int[] stride, SplittableRandom random) {
    int[] padding = {random.nextInt(0, 2), random.nextInt(0, 2)};
    for (NirType type : List.of(NirType.SUM_POOL_2D, NirType.AVG_POOL_2D)) {
      NirNode pool =
          NirNode.of(
              type,
              Map.of(
                  "kernel_size", NirArray.sizes(3, 2),
                  "stride", NirArray.sizes(stride),
                  "padding", NirArray.sizes(padding)));
      NirRun run = image(pool, x, channels, size[0], size[1]);
      int node = run.graph().index("x");
      int[] shape = run.shapes().output(node).orElseThrow();
      for (int i = 0; i < run.shapes().outputSize(node); i++) {
        int c = i / (shape[1] * shape[2]);
        int y = i / shape[2] % shape[1] * stride[0] - padding[0];
        int z = i % shape[2] * stride[1] - padding[1];
        double sum = 0;
        for (int k = 0; k < 6; k++) {
          sum += at(x, size, c, y + k / 2, z + k % 2);
        }
        double expected = type == NirType.AVG_POOL_2D ? sum / 6 : sum;
        assertEquals(expected, run.output(node, i), 1e-12);
      }
    }
  }

  @Test
  @DisplayName("convolves in one dimension as over images of one row")
  void conv1d() {
    NirRun line = new NirRun(NirGraphs.conv1d(), DT);
    NirNode conv = NirGraphs.conv1d().nodes().get("conv");
    double[] x = NirGraphs.random(18, 1);
    System.arraycopy(x, 0, line.input(line.graph().index("input")), 0, 18);
    line.step();
    double[] weight = conv.require("weight").toDoubles();
    NirNode image =
        NirNode.of(
            NirType.CONV2D,
            Map.of(
                "weight", NirArray.float64(weight, 4, 2, 1, 3),
                "stride", NirArray.sizes(1, 2),
                "padding", NirArray.sizes(0, 1),
                "dilation", NirArray.sizes(1, 2),
                "groups", NirArray.int64(1),
                "bias", conv.require("bias")));
    assertArrayEquals(outputs(image(image, x, 2, 1, 9), "x"), outputs(line, "conv"));
  }

  @Test
  @DisplayName("adds up edges, also two of the same")
  void edges() {
    NirGraph graph =
        NirGraphs.graph(
            Map.of("a", NirNode.input(1), "b", NirNode.input(1), "out", NirNode.output(1)),
            "a",
            "out",
            "b",
            "out",
            "a",
            "out");
    NirRun run = new NirRun(graph, DT);
    run.input(run.graph().index("a"))[0] = 1;
    run.input(run.graph().index("b"))[0] = 10;
    run.step();
    assertEquals(12, run.output(run.graph().index("out"), 0));
  }

  @Test
  @DisplayName(
      "gives back a spike one step later over a cycle, and its bias from the first step on")
  void cycle() {
    NirGraph graph =
        NirGraphs.graph(
            Map.of(
                "in", NirNode.input(1),
                "if", node(NirType.IF, "r", 1000.0, "v_threshold", 0.5),
                "w", NirGraphs.affine(new double[] {-2}, 1, 1, 0.25),
                "out", NirNode.output(1)),
            "in",
            "if",
            "if",
            "w",
            "w",
            "if",
            "if",
            "out");
    NirRun run = new NirRun(graph, DT);
    run.input(run.graph().index("in"))[0] = 0.125;
    double[] potential = new double[4];
    double[] spikes = new double[4];
    for (int t = 0; t < 4; t++) {
      run.step();
      potential[t] = run.potential(run.graph().index("if"), 0);
      spikes[t] = run.output(run.graph().index("if"), 0);
    }
    // 0.375; 0.75 spikes, 0; 0.125 + 0.25 - 2; + 0.375
    assertArrayEquals(new double[] {0, 1, 0, 0}, spikes);
    assertArrayEquals(new double[] {0.375, 0, -1.625, -1.25}, potential);
  }

  @Test
  @DisplayName("runs every node type in one graph, deterministically, and counts what it does")
  void everyType() {
    NirTrace trace = trace(NirGraphs.allTypes(), 200);
    assertEquals(trace, trace(NirGraphs.allTypes(), 200));
    for (String path : List.of("if", "sub/lif", "cubalif")) {
      long total = trace.spikes().get(path).total();
      long most = 200L * trace.spikes().get(path).counts().size();
      assertTrue(total > 0 && total < most, path + " " + total);
    }
    assertEquals(List.of("cubali", "i", "li"), List.copyOf(trace.values().keySet()));
    // conv: 3x3 kernels over 6x6 within the padding: 16 of 18 rows and columns, 2 to 3 maps
    assertEquals(16 * 16 * 2 * 3 + 48 + 12 + 9, trace.densePairs());
    assertTrue(trace.accumulates() > 0 && trace.multiplyAccumulates() > 0);
    assertTrue(trace.accumulates() + trace.multiplyAccumulates() <= trace.densePairs());
  }

  private static NirTrace trace(NirGraph graph, int steps) {
    NirRun run = new NirRun(graph, DT);
    return NirTrace.of(run, new NirStimulus(run, 1, 0.2), steps);
  }

  @Test
  @DisplayName("counts effective pairs as MACs only in steps where an input is not -1, 0 or 1")
  void macs() {
    NirRun run =
        new NirRun(
            NirGraphs.graph(
                Map.of(
                    "in", NirNode.input(2), "w", NirGraphs.linear(new double[] {1, 0, 2, 3}, 2, 2)),
                "in",
                "w"),
            DT);
    double[] in = run.input(run.graph().index("in"));
    in[0] = 1;
    in[1] = -1;
    run.step();
    assertEquals(List.of(4L, 3L, 0L), counts(run));
    in[0] = 0.5;
    in[1] = 0;
    run.step();
    assertEquals(List.of(8L, 3L, 2L), counts(run));
  }

  private static List<Long> counts(NirRun run) {
    return List.of(run.densePairs(), run.accumulates(), run.multiplyAccumulates());
  }

  @Test
  @DisplayName("allocates nothing in a step")
  void allocatesNothing() {
    NirRun run = new NirRun(NirGraphs.allTypes(), DT);
    NirStimulus stimulus = new NirStimulus(run, 1, 0.2);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().threadId();
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < 6; round++) {
      long before = threads.getThreadAllocatedBytes(id);
      for (int t = 0; t < 500; t++) {
        stimulus.next();
        run.step();
      }
      fewest = Math.min(fewest, threads.getThreadAllocatedBytes(id) - before);
    }
    assertEquals(0, fewest);
  }

  @Test
  @DisplayName("refuses what cannot be computed, with every node")
  void refused() {
    NirGraph graph =
        NirGraphs.graph(
            Map.of(
                "in", NirNode.input(1),
                "li", node(NirType.LI, "tau", 0.0, "r", Double.NaN, "v_leak", 0.0),
                "d", node(NirType.DELAY, "delay", -1.0),
                "long", node(NirType.DELAY, "delay", 1e9)),
            "in",
            "li",
            "li",
            "d",
            "d",
            "long");
    assertEquals(
        List.of(
            "node \"d\" (Delay): \"delay\" must not be negative, and at most 4194304 steps for all"
                + " elements together",
            "node \"li\" (LI): \"tau\" must be a number of seconds above 0, is 0.0; \"r\" must be"
                + " a number, is NaN",
            "node \"long\" (Delay): \"delay\" must not be negative, and at most 4194304 steps for"
                + " all elements together"),
        assertThrows(NetworkException.class, () -> new NirRun(graph, DT)).faults());
    for (double dt : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(NetworkException.class, () -> new NirRun(NirGraphs.controller(), dt));
    }
    NirGraph huge =
        NirGraphs.graph(
            Map.of("in", NirNode.input(1 << 20), "out", NirNode.output(1 << 20)), "in", "out");
    assertThrows(NetworkException.class, () -> new NirRun(huge, DT));
    NirNode pool =
        NirNode.of(
            NirType.SUM_POOL_2D,
            Map.of(
                "kernel_size", NirArray.int64(1 << 30),
                "stride", NirArray.int64(1),
                "padding", NirArray.int64(1 << 29)));
    NirGraph endless = NirGraphs.graph(Map.of("in", NirNode.input(1, 4, 4), "p", pool), "in", "p");
    String why = assertThrows(NetworkException.class, () -> new NirRun(endless, DT)).getMessage();
    assertTrue(why.contains("operations a step"), why);
  }

  @Test
  @DisplayName("is asked only for what there is")
  void misuse() {
    NirRun run = new NirRun(NirGraphs.controller(), DT);
    int lif = run.graph().index("lif");
    assertThrows(IllegalArgumentException.class, () -> run.input(lif));
    assertThrows(IllegalArgumentException.class, () -> run.potential(run.graph().index("fc"), 0));
    assertThrows(IllegalArgumentException.class, () -> run.graph().index("nowhere"));
    assertThrows(IllegalArgumentException.class, () -> new NirStimulus(run, -1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new NirStimulus(run, 1, 1.5));
  }
}
