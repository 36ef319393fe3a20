package dev.gondola.snn.nir;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Small graphs for tests. */
final class NirGraphs {
  private NirGraphs() {}

  /** A chain of 2 inputs, an affine map, 3 LIF neurons, a linear map and 1 readout. */
  static NirGraph controller() {
    return graph(
        Map.of(
            "input", NirNode.input(2),
            "fc", affine(new double[] {0.5, -0.25, 0.75, 0.5, -1, 2}, 3, 2, 0.125, 0, -0.5),
            "lif", lif(3),
            "out", linear(new double[] {1, -2, 0}, 1, 3),
            "readout", li(1),
            "output", NirNode.output(1)),
        "input",
        "fc",
        "fc",
        "lif",
        "lif",
        "out",
        "out",
        "readout",
        "readout",
        "output");
  }

  /** Every node type but Conv1d in one chain, with a graph within that has a cycle and a delay. */
  static NirGraph allTypes() {
    Map<String, NirNode> nodes = new TreeMap<>();
    nodes.put("input", NirNode.input(2, 6, 6));
    nodes.put("conv", conv2d());
    nodes.put("if", neuron(NirType.IF, new int[] {3, 6, 6}, Map.of("r", 50.0, "v_threshold", 0.6)));
    nodes.put("sum", pool(NirType.SUM_POOL_2D));
    nodes.put("avg", pool(NirType.AVG_POOL_2D));
    nodes.put(
        "flat",
        NirNode.of(
            NirType.FLATTEN,
            Map.of(
                "start_dim", NirArray.int64(0),
                "end_dim", NirArray.int64(-1),
                "input_type", NirArray.sizes(3, 2, 2))));
    nodes.put("lin", linear(random(48, 5), 4, 12));
    nodes.put(
        "scale",
        NirNode.of(
            NirType.SCALE, Map.of("scale", NirArray.float32(new double[] {1, 2, -1, 4}, 4))));
    nodes.put("i", neuron(NirType.I, new int[] {4}, Map.of("r", 20.0)));
    nodes.put("thr", NirNode.of(NirType.THRESHOLD, Map.of("threshold", same(4, 0.1))));
    nodes.put("aff", affine(random(12, 6), 3, 4, 3, -0.5, 2.5));
    nodes.put("sub", NirNode.graph(recurrent()));
    nodes.put("cubali", neuron(NirType.CUBA_LI, new int[] {3}, CUBA));
    Map<String, Double> spiking = new TreeMap<>(CUBA);
    spiking.put("v_threshold", 0.01);
    spiking.put("v_reset", -0.01);
    nodes.put("cubalif", neuron(NirType.CUBA_LIF, new int[] {3}, spiking));
    nodes.put("li", li(3));
    nodes.put("output", NirNode.output(3));
    String[] chain = {
      "input", "conv", "if", "sum", "avg", "flat", "lin", "scale", "i", "thr", "aff", "sub",
      "cubali", "cubalif", "li", "output"
    };
    return graph(nodes, pairs(chain));
  }

  private static final Map<String, Double> CUBA =
      Map.of("tau_syn", 0.005, "tau_mem", 0.02, "r", 2.0, "v_leak", 0.05, "w_in", 3.0);

  private static NirGraph recurrent() {
    return graph(
        Map.of(
            "in", NirNode.input(3),
            "d",
                NirNode.of(
                    NirType.DELAY,
                    Map.of("delay", NirArray.float64(new double[] {0, 0.001, 0.003}, 3))),
            "lif", lif(3),
            "w", linear(random(9, 7), 3, 3),
            "out", NirNode.output(3)),
        "in",
        "d",
        "d",
        "lif",
        "lif",
        "w",
        "w",
        "lif",
        "lif",
        "out");
  }

  private static NirNode conv2d() {
    return NirNode.of(
        NirType.CONV2D,
        Map.of(
            "input_shape", NirArray.sizes(6, 6),
            "weight", NirArray.float32(random(54, 3), 3, 2, 3, 3),
            "stride", NirArray.sizes(1, 1),
            "padding", NirArray.text("same"),
            "dilation", NirArray.sizes(1, 1),
            "groups", NirArray.int64(1),
            "bias", NirArray.float32(new double[] {0.1, -0.1, 0}, 3)));
  }

  private static NirNode pool(NirType type) {
    boolean sum = type == NirType.SUM_POOL_2D;
    return NirNode.of(
        type,
        Map.of(
            "kernel_size", NirArray.sizes(2, 2),
            "stride", sum ? NirArray.sizes(2, 2) : NirArray.sizes(1, 1),
            "padding", NirArray.sizes(0, 0)));
  }

  /** A convolution in one dimension, and neurons behind it. */
  static NirGraph conv1d() {
    return graph(
        Map.of(
            "input", NirNode.input(2, 9),
            "conv",
                NirNode.of(
                    NirType.CONV1D,
                    Map.of(
                        "input_shape", NirArray.int64(9),
                        "weight", NirArray.float32(random(24, 8), 4, 2, 3),
                        "stride", NirArray.int64(2),
                        "padding", NirArray.int64(1),
                        "dilation", NirArray.int64(2),
                        "groups", NirArray.int64(1),
                        "bias", NirArray.float32(new double[4], 4))),
            "li",
                neuron(NirType.LI, new int[] {4, 4}, Map.of("tau", 0.01, "r", 1.0, "v_leak", 0.0)),
            "output", NirNode.output(4, 4)),
        pairs("input", "conv", "li", "output"));
  }

  private static NirNode neuron(NirType type, int[] shape, Map<String, Double> values) {
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    Map<String, NirArray> arrays = new TreeMap<>();
    values.forEach(
        (name, value) -> arrays.put(name, NirArray.float64(same(size, value).toDoubles(), shape)));
    return NirNode.of(type, arrays);
  }

  /** Numbers between -1 and 1 that float32 holds. */
  static double[] random(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return DoubleStream.generate(() -> (float) random.nextDouble(-1, 1)).limit(size).toArray();
  }

  private static String[] pairs(String... chain) {
    String[] ends = new String[2 * (chain.length - 1)];
    for (int i = 0; i + 1 < chain.length; i++) {
      ends[2 * i] = chain[i];
      ends[2 * i + 1] = chain[i + 1];
    }
    return ends;
  }

  static NirNode affine(double[] weights, int rows, int columns, double... bias) {
    return NirNode.of(
        NirType.AFFINE,
        Map.of(
            "weight", NirArray.float32(weights, rows, columns),
            "bias", NirArray.float32(bias, rows)));
  }

  static NirNode linear(double[] weights, int rows, int columns) {
    return NirNode.of(NirType.LINEAR, Map.of("weight", NirArray.float32(weights, rows, columns)));
  }

  static NirNode lif(int size) {
    return NirNode.of(
        NirType.LIF,
        Map.of(
            "tau", same(size, 0.02),
            "r", same(size, 1),
            "v_leak", same(size, 0),
            "v_threshold", same(size, 0.5)));
  }

  static NirNode li(int size) {
    return NirNode.of(
        NirType.LI, Map.of("tau", same(size, 0.05), "r", same(size, 1), "v_leak", same(size, 0)));
  }

  static NirArray same(int size, double value) {
    return NirArray.float64(DoubleStream.generate(() -> value).limit(size).toArray(), size);
  }

  /** A graph of nodes and of edges as pairs of names. */
  static NirGraph graph(Map<String, NirNode> nodes, String... edges) {
    return NirGraph.of(new TreeMap<>(nodes), edges(edges));
  }

  static List<NirEdge> edges(String... ends) {
    NirEdge[] edges = new NirEdge[ends.length / 2];
    Arrays.setAll(edges, i -> new NirEdge(ends[2 * i], ends[2 * i + 1]));
    return List.of(edges);
  }
}
