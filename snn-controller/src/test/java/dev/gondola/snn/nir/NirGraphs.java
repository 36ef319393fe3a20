package dev.gondola.snn.nir;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
