package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirEdge;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts graphs within a graph in its place: the node {@code lif} of the graph {@code sub} becomes
 * {@code sub.lif}; its Input and Output become scales by 1.
 */
final class Inliner {
  private final SortedMap<String, NirNode> nodes = new TreeMap<>();
  private final List<NirEdge> edges = new ArrayList<>();
  private final List<String> faults;

  private Inliner(List<String> faults) {
    this.faults = faults;
  }

  /**
   * Returns a graph without graphs within.
   *
   * @param faults receives what cannot be put in place
   */
  static NirGraph inline(NirGraph graph, List<String> faults) {
    if (graph.nodes().values().stream().noneMatch(n -> n.graph().isPresent())) {
      return graph;
    }
    Inliner inliner = new Inliner(faults);
    inliner.add("", graph);
    return faults.isEmpty()
        ? new NirGraph(graph.version(), inliner.nodes, inliner.edges, graph.metadata())
        : graph;
  }

  private void add(String prefix, NirGraph graph) {
    for (Map.Entry<String, NirNode> entry : graph.nodes().entrySet()) {
      String name = prefix + entry.getKey();
      NirNode node = entry.getValue();
      if (node.graph().isPresent()) {
        add(name + ".", node.graph().get());
      } else if (nodes.putIfAbsent(name, prefix.isEmpty() ? node : inner(node)) != null) {
        faults.add("two nodes are both \"" + name + "\" once graphs within are put in place");
      }
    }
    for (NirEdge edge : graph.edges()) {
      edges.add(
          new NirEdge(
              prefix + port(prefix, graph, edge.source(), NirType.OUTPUT),
              prefix + port(prefix, graph, edge.target(), NirType.INPUT)));
    }
  }

  private static NirNode inner(NirNode node) {
    return node.is(NirType.INPUT) || node.is(NirType.OUTPUT)
        ? NirNode.of(NirType.SCALE, Map.of("scale", NirArray.float64(1)))
        : node;
  }

  /** What is joined to a graph is joined to its only Input or Output. */
  private String port(String prefix, NirGraph outer, String name, NirType type) {
    NirNode node = outer.nodes().get(name);
    if (node.graph().isEmpty()) {
      return name;
    }
    List<String> ports =
        node.graph().get().nodes().entrySet().stream()
            .filter(e -> e.getValue().is(type))
            .map(Map.Entry::getKey)
            .toList();
    if (ports.size() != 1) {
      faults.add(
          "node \"%s%s\" (NIRGraph): must have one %s to be joined to, has %d"
              .formatted(prefix, name, type.label(), ports.size()));
      return name;
    }
    return name + "." + ports.getFirst();
  }
}
