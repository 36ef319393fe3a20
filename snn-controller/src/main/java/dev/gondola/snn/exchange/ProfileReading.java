package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

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
   * @param faults receives what the framework does not have
   */
  static NirGraph apply(NirGraph graph, Profile profile, double dt, List<String> faults) {
    return profile == Profile.GENERIC
        ? graph
        : new ProfileReading(profile, dt, faults).graph("", graph);
  }

  private NirGraph graph(String prefix, NirGraph graph) {
    SortedMap<String, NirNode> nodes = new TreeMap<>();
    graph.nodes().forEach((name, node) -> nodes.put(name, node(prefix + name, node)));
    return new NirGraph(graph.version(), nodes, graph.edges(), graph.metadata());
  }

  private NirNode node(String path, NirNode node) {
    Optional<NirGraph> within = node.graph().map(g -> graph(path + "/", g));
    boolean neurons = node.kind().map(NirType::isNeuron).orElse(false);
    return new NirNode(
        node.type(),
        neurons ? neurons(path, node.kind().get(), node.parameters()) : node.parameters(),
        within,
        node.metadata());
  }

  private SortedMap<String, NirArray> neurons(
      String path, NirType type, SortedMap<String, NirArray> read) {
    SortedMap<String, NirArray> p = new TreeMap<>(read);
    if (profile == Profile.SINABS) {
      sinabs(path, type, p);
    }
    if (profile == Profile.NORSE_LIFCELL && type == NirType.CUBA_LIF) {
      NirArray w = p.getOrDefault("w_in", NirArray.float64(1));
      p.put("w_in", combine(w, p.get("tau_syn"), (in, tau) -> in * tau / dt));
    }
    if (profile.hasOwnStep()) {
      for (String tau : List.of("tau", "tau_syn", "tau_mem")) {
        change(p, tau, v -> v * (dt / OWN_STEP));
      }
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
    return p;
  }

  private void sinabs(String path, NirType type, SortedMap<String, NirArray> p) {
    switch (type) {
      case IF, I -> change(p, "r", v -> 1);
      case LIF, LI -> {
        NirArray tau = p.get("tau");
        p.put("r", map(tau, steps -> -1 / StrictMath.expm1(-1 / steps)));
        p.put("tau", map(tau, steps -> -dt / StrictMath.expm1(-1 / steps)));
      }
      default ->
          faults.add(
              "node \"%s\" (%s): Sinabs writes no such neurons; use another profile"
                  .formatted(path, type.label()));
    }
  }

  private static void change(SortedMap<String, NirArray> p, String name, DoubleUnaryOperator f) {
    p.computeIfPresent(name, (n, array) -> map(array, f));
  }

  private static NirArray map(NirArray array, DoubleUnaryOperator f) {
    return NirArray.float64(Arrays.stream(array.toDoubles()).map(f).toArray(), array.shape());
  }

  /** One number stands for all elements of the other array. */
  private static NirArray combine(NirArray a, NirArray b, DoubleBinaryOperator f) {
    NirArray larger = a.size() >= b.size() ? a : b;
    double[] values = new double[larger.size()];
    Arrays.setAll(
        values,
        i -> f.applyAsDouble(a.at(Math.min(i, a.size() - 1)), b.at(Math.min(i, b.size() - 1))));
    return NirArray.float64(values, larger.shape());
  }
}
