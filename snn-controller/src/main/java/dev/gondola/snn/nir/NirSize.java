package dev.gondola.snn.nir;

import java.util.SortedMap;

/**
 * How much there is in a graph.
 *
 * @param nodes nodes, with those of graphs within
 * @param values numbers and strings in datasets and metadata
 * @param depth graphs, or groups of metadata, within each other
 */
record NirSize(long nodes, long values, int depth) {
  static NirSize of(SortedMap<String, NirNode> nodes, NirMetadata metadata) {
    NirSize size = of(metadata);
    for (NirNode node : nodes.values()) {
      long values = node.parameters().values().stream().mapToLong(NirArray::size).sum();
      size = size.plus(new NirSize(1, values, 0)).plus(of(node.metadata()));
      if (node.graph().isPresent()) {
        NirGraph graph = node.graph().get();
        NirSize within = of(graph.nodes(), graph.metadata());
        size = size.plus(new NirSize(within.nodes, within.values, within.depth + 1));
      }
    }
    return size;
  }

  private static NirSize of(NirMetadata metadata) {
    NirSize size =
        new NirSize(0, metadata.values().values().stream().mapToLong(NirArray::size).sum(), 0);
    for (NirMetadata group : metadata.groups().values()) {
      NirSize within = of(group);
      size = size.plus(new NirSize(0, within.values, within.depth + 1));
    }
    return size;
  }

  private NirSize plus(NirSize other) {
    return new NirSize(nodes + other.nodes, values + other.values, Math.max(depth, other.depth));
  }
}
