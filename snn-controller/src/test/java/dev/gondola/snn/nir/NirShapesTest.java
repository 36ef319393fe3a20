package dev.gondola.snn.nir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gondola.snn.NetworkException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Shapes along the edges of a NIR graph")
class NirShapesTest {

  private static String output(NirGraph graph, String path) {
    FlatGraph flat = FlatGraph.of(graph);
    NirShapes shapes = NirShapes.of(flat).orThrow("graph");
    return Arrays.toString(shapes.output(flat.index(path)).orElseThrow());
  }

  private static List<String> faults(NirGraph graph) {
    return NirShapes.of(FlatGraph.of(graph)).faults();
  }

  @Test
  @DisplayName("are told for every node type, in graphs within too")
  void everyType() {
    NirGraph all = NirGraphs.allTypes();
    assertEquals("[3, 6, 6]", output(all, "conv"));
    assertEquals("[3, 3, 3]", output(all, "sum"));
    assertEquals("[3, 2, 2]", output(all, "avg"));
    assertEquals("[12]", output(all, "flat"));
    assertEquals("[4]", output(all, "lin"));
    assertEquals("[4]", output(all, "thr"));
    assertEquals("[3]", output(all, "sub/lif"));
    assertEquals("[3]", output(all, "sub/w"));
    assertEquals("[3]", output(all, "output"));
    assertEquals("[4, 4]", output(NirGraphs.conv1d(), "conv"));
  }

  private static NirNode conv(
      int[] weight, NirArray stride, NirArray padding, NirArray dilation, int groups) {
    int size = Arrays.stream(weight).reduce(1, (a, b) -> a * b);
    return NirNode.of(
        weight.length == 3 ? NirType.CONV1D : NirType.CONV2D,
        Map.of(
            "weight",
            NirArray.float32(new double[size], weight),
            "stride",
            stride,
            "padding",
            padding,
            "dilation",
            dilation,
            "groups",
            NirArray.int64(groups),
            "bias",
            NirArray.float32(new double[weight[0]], weight[0])));
  }

  /** Expected shapes are what torch.nn.Conv1d and Conv2d give (PyTorch 1.13's formula). */
  @ParameterizedTest
  @CsvSource({
    "10, 5, 1, 0, 1, 6",
    "10, 5, 2, 0, 1, 3",
    "10, 5, 2, 2, 1, 5",
    "10, 3, 1, 1, 2, 8",
    "10, 3, 3, 4, 4, 4",
    "1, 1, 1, 0, 1, 1"
  })
  @DisplayName("of convolutions follow stride, padding and dilation")
  void conv1d(int in, int kernel, int stride, int padding, int dilation, int out) {
    NirNode node =
        conv(
            new int[] {4, 2, kernel},
            NirArray.int64(stride),
            NirArray.int64(padding),
            NirArray.int64(dilation),
            1);
    NirGraph graph =
        NirGraphs.graph(Map.of("in", NirNode.input(2, in), "conv", node), "in", "conv");
    assertEquals("[4, " + out + "]", output(graph, "conv"));
  }

  @Test
  @DisplayName(
      "of convolutions know \"same\", \"valid\", groups, and one number for two dimensions")
  void conv2d() {
    NirArray one = NirArray.int64(1);
    NirArray two = NirArray.sizes(2, 3);
    NirNode same = conv(new int[] {6, 2, 4, 3}, one, NirArray.text("same"), two, 3);
    NirNode valid = conv(new int[] {2, 6, 3, 3}, two, NirArray.text("valid"), one, 1);
    NirGraph graph =
        NirGraphs.graph(
            Map.of("in", NirNode.input(6, 9, 8), "same", same, "valid", valid),
            "in",
            "same",
            "same",
            "valid");
    assertEquals("[6, 9, 8]", output(graph, "same"));
    assertEquals("[2, 4, 2]", output(graph, "valid"));
  }

  @Test
  @DisplayName(
      "of Flatten follow its first and last dimension, counted from the end where negative")
  void flatten() {
    assertEquals("[2, 12, 5]", flatten(1, 2));
    assertEquals("[2, 12, 5]", flatten(-3, -2));
    assertEquals("[120]", flatten(0, -1));
    assertEquals("[2, 3, 4, 5]", flatten(2, 2));
  }

  private static String flatten(int first, int last) {
    NirNode node =
        NirNode.of(
            NirType.FLATTEN,
            Map.of("start_dim", NirArray.int64(first), "end_dim", NirArray.int64(last)));
    return output(
        NirGraphs.graph(Map.of("in", NirNode.input(2, 3, 4, 5), "flat", node), "in", "flat"),
        "flat");
  }

  @Test
  @DisplayName("of layers that are given by one number are their neighbours'")
  void scalars() {
    NirNode lif =
        NirNode.of(
            NirType.LIF,
            Map.of(
                "tau", NirArray.float64(0.02),
                "r", NirArray.float64(new double[] {1}, 1),
                "v_leak", NirArray.float64(0),
                "v_threshold", NirArray.float64(1)));
    NirGraph graph =
        NirGraphs.graph(
            Map.of("in", NirNode.input(4, 3), "lif", lif, "out", NirNode.output(1, 4, 3)),
            "in",
            "lif",
            "lif",
            "out");
    assertEquals("[4, 3]", output(graph, "lif"));
  }

  @Test
  @DisplayName("of an Input with a time axis before are what its targets take")
  void timeAxis() {
    NirGraph graph =
        NirGraphs.graph(
            Map.of("in", NirNode.input(256, 3), "w", NirGraphs.linear(new double[6], 2, 3)),
            "in",
            "w");
    assertEquals("[3]", output(graph, "in"));
    assertEquals("[2]", output(graph, "w"));
  }

  @Test
  @DisplayName("of a map on the last dimension keep the others")
  void rows() {
    NirGraph graph =
        NirGraphs.graph(
            Map.of(
                "in", NirNode.input(4, 3),
                "scale", NirNode.of(NirType.SCALE, Map.of("scale", NirArray.float64(2))),
                "w", NirGraphs.linear(new double[6], 2, 3)),
            "in",
            "scale",
            "scale",
            "w");
    assertEquals("[4, 2]", output(graph, "w"));
  }

  @Test
  @DisplayName("that do not fit are all told, with the edge or the node")
  void faultsAreTold() {
    NirNode shapes =
        NirNode.of(
            NirType.LI,
            Map.of(
                "tau",
                NirGraphs.same(3, 1),
                "r",
                NirGraphs.same(2, 1),
                "v_leak",
                NirGraphs.same(3, 0)));
    NirNode groups =
        conv(new int[] {4, 2, 3}, NirArray.int64(1), NirArray.int64(0), NirArray.int64(1), 3);
    NirNode flat = NirNode.of(NirType.FLATTEN, Map.of("start_dim", NirArray.int64(3)));
    NirNode unknown =
        new NirNode("Quantum", Collections.emptySortedMap(), Optional.empty(), NirMetadata.NONE);
    NirGraph graph =
        NirGraphs.graph(
            Map.of(
                "in", NirNode.input(3),
                "fc", NirGraphs.affine(new double[8], 2, 4, 0, 0),
                "flat", flat,
                "groups", groups,
                "lif", NirGraphs.lif(5),
                "shapes", shapes,
                "q", unknown),
            "in",
            "fc",
            "in",
            "lif",
            "in",
            "flat");
    assertEquals(
        List.of(
            "node \"groups\" (Conv1d): \"groups\" is 3, which does not divide 4 channels",
            "node \"q\" (Quantum): nothing is known about the type Quantum",
            "node \"shapes\" (LI): \"r\" has the shape [2], other datasets [3]",
            "node \"fc\" (Affine): takes [4], gets [3]",
            "node \"flat\" (Flatten): \"start_dim\" is 3, but what goes in has 1 dimensions"),
        faults(graph).stream().filter(f -> f.startsWith("node")).toList());
    assertEquals(
        List.of("edge \"in\" to \"lif\": gives the shape [3], takes [5]"),
        faults(graph).stream().filter(f -> f.startsWith("edge")).toList());
  }

  @Test
  @DisplayName("refuse kernels larger than the input, \"same\" with strides, and huge layers")
  void geometry() {
    NirArray one = NirArray.int64(1);
    assertFault("its kernel is larger", conv(new int[] {1, 2, 9}, one, NirArray.int64(0), one, 1));
    assertFault(
        "\"same\" only where \"stride\" is 1",
        conv(new int[] {1, 2, 3}, NirArray.int64(2), NirArray.text("same"), one, 1));
    assertFault("must not be negative", conv(new int[] {1, 2, 3}, one, NirArray.int64(-1), one, 1));
    assertFault(
        "its stride must be 1",
        conv(new int[] {1, 2, 3}, NirArray.int64(0), NirArray.int64(1), one, 1));
    assertFault(
        "1 to 1048576 elements",
        conv(new int[] {1, 2, 3}, one, NirArray.int64(Integer.MAX_VALUE), one, 1));
    assertFault("takes 3 channels", conv(new int[] {1, 3, 3}, one, one, one, 1));
  }

  private static void assertFault(String part, NirNode conv) {
    NirGraph graph = NirGraphs.graph(Map.of("in", NirNode.input(2, 4), "conv", conv), "in", "conv");
    List<String> faults = faults(graph);
    assertEquals(1, faults.stream().filter(f -> f.contains(part)).count(), part + " in " + faults);
  }

  @Test
  @DisplayName("refuse a graph within that is joined and has no Input, or two")
  void ports() {
    NirGraph within = NirGraphs.graph(Map.of("out", NirNode.output(1)));
    NirGraph graph =
        NirGraphs.graph(Map.of("in", NirNode.input(1), "sub", NirNode.graph(within)), "in", "sub");
    assertEquals(
        List.of("sub: a graph that is joined to others must have one Input, has 0"),
        faults(graph).stream().filter(f -> f.startsWith("sub")).toList());
    NetworkException fault = assertThrows(NetworkException.class, () -> new NirRun(graph, 0.001));
    assertEquals(true, fault.getMessage().contains("must have one Input"));
  }

  @Test
  @DisplayName("know Inputs and Outputs from outside from those of graphs within")
  void outsidePorts() {
    FlatGraph flat = FlatGraph.of(NirGraphs.allTypes());
    assertEquals("[input]", Arrays.stream(flat.inputs()).mapToObj(flat::path).toList() + "");
    NirGraph old =
        NirGraphs.graph(
            Map.of(
                "s",
                NirNode.graph(NirGraphs.controller()),
                "l",
                NirGraphs.linear(new double[2], 2, 1)),
            "l",
            "s");
    FlatGraph open = FlatGraph.of(old);
    assertEquals("[l/Input]", Arrays.stream(open.inputs()).mapToObj(open::path).toList() + "");
  }

  @Test
  @DisplayName("are told for long chains and many nodes without recursion")
  void longChain() {
    Map<String, NirNode> nodes = new TreeMap<>();
    String[] edges = new String[2 * 5000];
    nodes.put("n0", NirNode.input(2));
    for (int i = 0; i < 5000; i++) {
      nodes.put("n" + (i + 1), NirNode.of(NirType.SCALE, Map.of("scale", NirArray.float64(1))));
      edges[2 * i] = "n" + i;
      edges[2 * i + 1] = "n" + (i + 1);
    }
    NirGraph graph = NirGraphs.graph(nodes, edges);
    assertEquals("[2]", output(graph, "n5000"));
    NirRun run = new NirRun(graph, 0.001);
    run.input(run.graph().index("n0"))[1] = 3;
    run.step();
    assertEquals(3, run.output(run.graph().index("n5000"), 1));
  }
}
