package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.FlatGraph;
import dev.gondola.snn.nir.NodeOrder;

/** Which edges of a graph's cycles carry the value of the step before, as in a run of the graph. */
final class BackEdges {
  private final int[] position;

  BackEdges(FlatGraph graph) {
    int[] order = NodeOrder.of(graph);
    position = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      position[order[i]] = i;
    }
  }

  /** Returns whether the edge from a node to a node is one. */
  boolean contains(int source, int target) {
    return position[source] >= position[target];
  }
}
