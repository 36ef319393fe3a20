package dev.gondola.snn.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.NetworkException;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirDtype;
import dev.gondola.snn.nir.NirEdge;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Graphs whose numbers and edges make no sense: a network or a clear fault, nothing else. */
@DisplayName("A damaged graph")
class ImportMutationTest {
  private static final double[] VALUES = {
    0, -0.0, 1, -1, 1e-300, 1e300, Double.NaN, Double.POSITIVE_INFINITY, 1e-3, -5, 1 << 30, 0.5
  };
  private static final List<Profile> PROFILES = List.of(Profile.values());
  private static final List<WeightCode> CODES = List.of(WeightCode.values());

  private static NirGraph graph() {
    TreeMap<String, NirNode> nodes = new TreeMap<>();
    nodes.put("in", NirNode.input(2, 4, 4));
    nodes.put("c1", ExchangeGraphs.convolution(2, 2, 3, 1));
    nodes.put(
        "a",
        NirNode.of(
            NirType.IF, Map.of("r", NirArray.float64(1), "v_threshold", NirArray.float64(2))));
    nodes.put(
        "pool",
        NirNode.of(
            NirType.SUM_POOL_2D,
            Map.of(
                "kernel_size", NirArray.sizes(2, 2),
                "stride", NirArray.sizes(2, 2),
                "padding", NirArray.sizes(0, 0))));
    nodes.put("flat", NirNode.of(NirType.FLATTEN, Map.of("start_dim", NirArray.int64(0))));
    nodes.put("wait", NirNode.of(NirType.DELAY, Map.of("delay", NirArray.float64(2))));
    nodes.put("w", ExchangeGraphs.affine(new double[] {0.5, -0.5, 1}, 8, 1));
    nodes.put(
        "b",
        ExchangeGraphs.neurons(
            NirType.CUBA_LIF,
            Map.of("tau_syn", 4.0, "tau_mem", 16.0, "r", 8.0, "v_leak", 0.125, "v_threshold", 1.25),
            3));
    nodes.put("b.w_rec", ExchangeGraphs.linear(3, 3, 2));
    nodes.put("v", ExchangeGraphs.linear(2, 3, 4));
    nodes.put(
        "li", ExchangeGraphs.neurons(NirType.LI, Map.of("tau", 32.0, "r", 2.0, "v_leak", 0.5), 2));
    nodes.put("out", NirNode.output(2));
    List<NirEdge> edges =
        new ArrayList<>(
            ExchangeGraphs.chain(
                "in", "c1", "a", "pool", "flat", "wait", "w", "b", "v", "li", "out"));
    edges.addAll(ExchangeGraphs.chain("b", "b.w_rec", "b"));
    return NirGraph.of(nodes, edges);
  }

  private static NirGraph mutated(SplittableRandom random) {
    NirGraph graph = graph();
    TreeMap<String, NirNode> nodes = new TreeMap<>(graph.nodes());
    List<NirEdge> edges = new ArrayList<>(graph.edges());
    List<String> names = List.copyOf(nodes.keySet());
    for (int n = 0; n < 1 + random.nextInt(3); n++) {
      if (random.nextInt(4) == 0) {
        int at = random.nextInt(edges.size());
        edges.set(
            at,
            new NirEdge(
                names.get(random.nextInt(names.size())), names.get(random.nextInt(names.size()))));
        continue;
      }
      String name = names.get(random.nextInt(names.size()));
      NirNode node = nodes.get(name);
      TreeMap<String, NirArray> p = new TreeMap<>(node.parameters());
      if (!p.isEmpty()) {
        String parameter = List.copyOf(p.keySet()).get(random.nextInt(p.size()));
        p.put(parameter, mutated(p.get(parameter), random));
        nodes.put(name, new NirNode(node.type(), p, Optional.empty(), node.metadata()));
      }
    }
    return NirGraph.of(nodes, edges);
  }

  private static NirArray mutated(NirArray array, SplittableRandom random) {
    int[] shape = array.shape();
    double[] values = array.toDoubles();
    if (random.nextInt(4) == 0 && shape.length > 0) {
      shape[random.nextInt(shape.length)] = 1 + random.nextInt(5);
      values = Arrays.copyOf(values, Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    }
    double[] v = values;
    if (v.length > 0) {
      v[random.nextInt(v.length)] =
          random.nextBoolean() ? VALUES[random.nextInt(VALUES.length)] : random.nextDouble(-9, 9);
    }
    if (array.dtype() == NirDtype.INT64) {
      return NirArray.int64(Arrays.stream(v).mapToLong(x -> (long) Math.rint(x)).toArray(), shape);
    }
    return NirArray.float64(v, shape);
  }

  private static void run(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    int ran = 0;
    for (int n = 0; n < count; n++) {
      ImportOptions options =
          new ImportOptions(
              1,
              PROFILES.get(random.nextInt(PROFILES.size())),
              CODES.get(random.nextInt(CODES.size())),
              random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(-16, 17)),
              random.nextBoolean() ? 1 : random.nextDouble(1e-3, 1e6),
              random.nextBoolean());
      try {
        ImportedNetwork imported = NirImport.of("net", mutated(random), options);
        Agreement.measure(imported, new RandomStimulus(n, 0.3), 5);
        ran++;
      } catch (NetworkException e) {
        assertTrue(e.getMessage().length() > 10, e.getMessage());
      }
    }
    assertTrue(ran > count / 20 && ran < count, ran + " of " + count + " ran");
  }

  @Test
  @DisplayName("becomes a network that runs, or is refused with a reason: 2,000 of them")
  void some() {
    run(1, 2000);
  }

  @Test
  @Tag("slow")
  @DisplayName("becomes a network that runs, or is refused with a reason: 50,000 of them")
  void many() {
    run(2, 50_000);
  }
}
