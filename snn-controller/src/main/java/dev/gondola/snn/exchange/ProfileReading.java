package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;

/**
 * Rewrites a graph so that NIR's equations by forward Euler, with a spike strictly above the
 * threshold, do what the framework of a {@link Profile} does. Quantisation and the run that it is
 * compared with both start from there.
 */
final class ProfileReading {
  /** The step of snnTorch and lava-dl, s. */
  static final double OWN_STEP = 1e-4;

  private final Profile profile;
  private final double dt;
  private final List<String> faults;

  private ProfileReading(Profile profile, double dt, List<String> faults) {
    this.profile = profile;
    this.dt = dt;
    this.faults = faults;
  }

  /**
   * Returns the graph as forward Euler reads it.
   *
   * @param graph graph without graphs within
   * @param sizeOf number of neurons of a node
   * @param faults receives what the framework does not have
   */
  static NirGraph apply(
      NirGraph graph,
      ToIntFunction<String> sizeOf,
      Profile profile,
      double dt,
      List<String> faults) {
    if (profile == Profile.GENERIC) {
      return graph;
    }
    ProfileReading reading = new ProfileReading(profile, dt, faults);
    SortedMap<String, NirNode> nodes = new TreeMap<>();
    graph
        .nodes()
        .forEach(
            (name, node) -> {
              boolean neurons = node.kind().map(NirType::isNeuron).orElse(false);
              nodes.put(
                  name, neurons ? reading.neurons(name, node, sizeOf.applyAsInt(name)) : node);
            });
    return new NirGraph(graph.version(), nodes, graph.edges(), graph.metadata());
  }

  private NirNode neurons(String name, NirNode node, int size) {
    NirType type = node.kind().orElseThrow();
    SortedMap<String, NirArray> p = new TreeMap<>(node.parameters());
    if (profile == Profile.SINABS) {
      sinabs(name, type, node, size, p);
    }
    if (profile.hasOwnStep()) {
      for (String tau : List.of("tau", "tau_syn", "tau_mem")) {
        change(p, tau, v -> v * (dt / OWN_STEP));
      }
    }
    if (profile == Profile.NORSE_LIFCELL && type == NirType.CUBA_LIF) {
      double[] w = new double[size];
      Arrays.setAll(w, i -> node.value("w_in", i) * node.value("tau_syn", i) / dt);
      put(p, "w_in", w, node);
    }
    if (profile.integratesEachStep() && (type == NirType.IF || type == NirType.I)) {
      change(p, "r", v -> v / dt);
    }
    if (profile == Profile.SINABS || profile.hasOwnStep()) {
      p.remove("v_reset");
    }
    if (profile.spikesAtThreshold()) {
      change(p, "v_threshold", Math::nextDown);
    }
    return new NirNode(node.type(), p, node.graph(), node.metadata());
  }

  private void sinabs(
      String name, NirType type, NirNode node, int size, Map<String, NirArray> p) {
    double[] r = new double[size];
    switch (type) {
      case IF, I -> Arrays.fill(r, 1);
      case LIF, LI -> {
        double[] tau = new double[size];
        for (int i = 0; i < size; i++) {
          double forgets = -StrictMath.expm1(-1 / node.value("tau", i));
          tau[i] = dt / forgets;
          r[i] = 1 / forgets;
        }
        put(p, "tau", tau, node);
      }
      default ->
          faults.add(
              "node \"%s\" (%s): sinabs has no such neurons in NIR; use another profile"
                  .formatted(name, type.label()));
    }
    put(p, "r", r, node);
  }

  /** A scalar stands for the layer; the layer's shape is that of any other parameter. */
  private static void put(Map<String, NirArray> p, String name, double[] values, NirNode node) {
    int[] shape =
        node.parameters().values().stream()
            .filter(a -> a.size() == values.length)
            .map(NirArray::shape)
            .findFirst()
            .orElse(new int[] {values.length});
    p.put(name, NirArray.float64(values, shape));
  }

  private static void change(Map<String, NirArray> p, String name, DoubleUnaryOperator f) {
    NirArray array = p.get(name);
    if (array != null) {
      p.put(
          name, NirArray.float64(Arrays.stream(array.toDoubles()).map(f).toArray(), array.shape()));
    }
  }
}
