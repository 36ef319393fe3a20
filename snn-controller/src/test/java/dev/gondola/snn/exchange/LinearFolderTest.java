package dev.gondola.snn.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.nir.FlatGraph;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirEdge;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirRun;
import dev.gondola.snn.nir.NirShapes;
import dev.gondola.snn.nir.NirType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Linear nodes folded into one matrix")
class LinearFolderTest {
  private static final double DT = 0.5;

  /** A random chain of linear nodes of every type on a map, and two ways that add up. */
  private static final class Chain {
    private final SplittableRandom random;
    private final TreeMap<String, NirNode> nodes = new TreeMap<>();
    private final List<NirEdge> edges = new ArrayList<>();
    private final boolean delays;
    private int[] shape = {2, 6, 7};
    private String last = "in";

    Chain(long seed) {
      random = new SplittableRandom(seed);
      delays = random.nextBoolean();
      nodes.put("in", NirNode.input(shape));
      boolean flat = random.nextInt(3) == 0;
      if (flat) {
        add(NirType.FLATTEN, Map.of("start_dim", NirArray.int64(1)));
      }
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        if (flat) {
          row();
        } else {
          map();
        }
      }
      add(NirType.FLATTEN, Map.of("start_dim", NirArray.int64(0)));
      affine(4);
      nodes.put("if", NirNode.of(NirType.IF, Map.of("r", one(), "v_threshold", one())));
      nodes.put("out", NirNode.output(4));
      edges.add(new NirEdge(last, "if"));
      edges.add(new NirEdge("if", "out"));
    }

    private static NirArray one() {
      return NirArray.float64(1);
    }

    private void add(NirType type, Map<String, NirArray> parameters) {
      String name = "n" + nodes.size();
      nodes.put(name, NirNode.of(type, parameters));
      edges.add(new NirEdge(last, name));
      FlatGraph flat = FlatGraph.of(NirGraph.of(nodes, edges));
      shape = NirShapes.of(flat).output(flat.index(name)).orElseThrow();
      last = name;
    }

    private NirArray numbers(int... dims) {
      double[] v = new double[Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
      Arrays.setAll(v, i -> random.nextInt(4) == 0 ? 0 : random.nextDouble(-2, 2));
      return NirArray.float64(v, dims);
    }

    private void affine(int outputs) {
      int in = shape[shape.length - 1];
      add(NirType.AFFINE, Map.of("weight", numbers(outputs, in), "bias", numbers(outputs)));
    }

    private void elementwise() {
      if (delays && random.nextBoolean()) {
        double[] d = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Arrays.setAll(d, i -> DT * random.nextInt(3));
        add(NirType.DELAY, Map.of("delay", NirArray.float64(d, shape)));
      } else {
        add(NirType.SCALE, Map.of("scale", numbers(shape)));
      }
    }

    private void row() {
      if (random.nextBoolean()) {
        int groups = 1 + random.nextInt(2);
        Map<String, NirArray> p = new HashMap<>();
        p.put("weight", numbers(4, shape[0] / groups, 2));
        p.put("bias", numbers(4));
        p.put("groups", NirArray.int64(groups));
        p.put("stride", NirArray.int64(1 + random.nextInt(2)));
        p.put("dilation", NirArray.int64(1 + random.nextInt(2)));
        p.put("padding", random.nextBoolean() ? NirArray.int64(1) : NirArray.text("valid"));
        add(NirType.CONV1D, p);
      } else {
        elementwise();
      }
    }

    private void map() {
      switch (random.nextInt(3)) {
        case 0 -> elementwise();
        case 1 -> {
          NirType type = random.nextBoolean() ? NirType.SUM_POOL_2D : NirType.AVG_POOL_2D;
          add(
              type,
              Map.of(
                  "kernel_size", NirArray.sizes(2, 1),
                  "stride", NirArray.sizes(2, 1),
                  "padding", NirArray.sizes(random.nextInt(2), 0)));
        }
        default -> {
          int groups = 1 + random.nextInt(2);
          Map<String, NirArray> p = new HashMap<>();
          p.put("weight", numbers(4, shape[0] / groups, 2, 2));
          p.put("bias", numbers(4));
          p.put("groups", NirArray.int64(groups));
          p.put("stride", NirArray.sizes(1 + random.nextInt(2), 1));
          p.put("dilation", NirArray.sizes(1, 1));
          boolean same = random.nextBoolean() && p.get("stride").at(0) == 1;
          p.put("padding", same ? NirArray.text("same") : NirArray.sizes(0, 1));
          add(NirType.CONV2D, p);
        }
      }
    }

    /** Folds all that leads to the neurons; the graph's neurons have r = 1 / dt. */
    LinearFolder.Sum fold(FlatGraph flat, List<String> notes) {
      List<String> faults = new ArrayList<>();
      LinearFolder folder =
          new LinearFolder(
              flat, NirShapes.of(flat), new BackEdges(flat)::contains, DT, faults, notes);
      folder.fold();
      assertEquals(List.of(), faults);
      return folder.arriving(flat.index("if"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("give what the nodes give one after the other, delays and biases included")
  void sameAsRun(long seed) {
    for (int n = 0; n < 40; n++) {
      Chain chain = new Chain(100 * seed + n);
      NirGraph graph = NirGraph.of(chain.nodes, chain.edges);
      FlatGraph flat = FlatGraph.of(graph);
      List<String> notes = new ArrayList<>();
      LinearFolder.Sum sum = chain.fold(flat, notes);
      SparseMatrix m = sum.terms().get(flat.index("in")).matrix();
      NirRun run = new NirRun(graph, DT);
      SplittableRandom random = new SplittableRandom(n);
      List<double[]> history = new ArrayList<>();
      for (int t = 0; t < 12; t++) {
        double[] in = run.input(flat.index("in"));
        Arrays.setAll(in, i -> random.nextDouble(-1, 1));
        history.add(in.clone());
        run.step();
        for (int i = 0; i < m.rows(); i++) {
          double expected = sum.bias()[i];
          for (int k = m.start(i); k < m.start(i + 1); k++) {
            int then = t - m.lag(k);
            expected += then < 0 ? 0 : m.weight(k) * history.get(then)[m.column(k)];
          }
          if (notes.isEmpty() || t > 8) {
            assertEquals(expected, run.output(flat.index(chain.last), i), 1e-9, "chain " + n);
          }
        }
      }
    }
  }

  @Test
  @DisplayName("stay a convolution where they are one, also behind a pool that leaves nothing over")
  void kernels() {
    TreeMap<String, NirNode> nodes = new TreeMap<>();
    nodes.put("in", NirNode.input(2, 8, 8));
    nodes.put(
        "pool",
        NirNode.of(
            NirType.SUM_POOL_2D,
            Map.of(
                "kernel_size", NirArray.sizes(2, 2),
                "stride", NirArray.sizes(2, 2),
                "padding", NirArray.sizes(0, 0))));
    nodes.put("conv", ExchangeGraphs.convolution(3, 2, 3, 1));
    nodes.put("if", NirNode.of(NirType.IF, Map.of("r", Chain.one(), "v_threshold", Chain.one())));
    nodes.put("out", NirNode.output(3, 4, 4));
    NirGraph graph = NirGraph.of(nodes, ExchangeGraphs.chain("in", "pool", "conv", "if", "out"));
    FlatGraph flat = FlatGraph.of(graph);
    LinearFolder folder =
        new LinearFolder(
            flat, NirShapes.of(flat), (a, b) -> false, 1, new ArrayList<>(), new ArrayList<>());
    folder.fold();
    LinearFolder.Term term = folder.arriving(flat.index("if")).terms().get(flat.index("in"));
    assertTrue(term.kernel().isPresent());
    Kernel kernel = term.kernel().orElseThrow();
    assertEquals(6, kernel.weights()[0][0].length);
    assertEquals(2, kernel.stride()[0]);
    assertEquals(2, kernel.padding()[0]);
  }

  @Test
  @DisplayName("are refused where they form a cycle without neurons, with the nodes' names")
  void cycle() {
    TreeMap<String, NirNode> nodes = new TreeMap<>();
    nodes.put("in", NirNode.input(2));
    nodes.put("a", NirNode.of(NirType.SCALE, Map.of("scale", Chain.one())));
    nodes.put("b", NirNode.of(NirType.SCALE, Map.of("scale", Chain.one())));
    nodes.put("out", NirNode.output(2));
    List<NirEdge> edges = new ArrayList<>(ExchangeGraphs.chain("in", "a", "b", "out"));
    edges.add(new NirEdge("b", "a"));
    FlatGraph flat = FlatGraph.of(NirGraph.of(nodes, edges));
    List<String> faults = new ArrayList<>();
    new LinearFolder(
            flat, NirShapes.of(flat), new BackEdges(flat)::contains, 1, faults, new ArrayList<>())
        .fold();
    assertEquals(List.of("nodes \"a\", \"b\": a cycle without neurons has no state"), faults);
  }
}
