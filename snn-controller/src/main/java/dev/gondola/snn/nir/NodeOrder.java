package dev.gondola.snn.nir;

import java.util.stream.IntStream;

/**
 * The order in which nodes are evaluated: every edge leads forward but those that close a circle
 * when the graph is walked from its Inputs, depth first, along the edges in their order. What is
 * read over such an edge is of the step before.
 */
public final class NodeOrder {
  private final FlatGraph graph;
  private final boolean[] visited;
  private final int[] order;
  private int free;

  private NodeOrder(FlatGraph graph) {
    this.graph = graph;
    this.visited = new boolean[graph.size()];
    this.order = new int[graph.size()];
    this.free = graph.size();
  }

  /** Returns the nodes in their order. */
  public static int[] of(FlatGraph graph) {
    NodeOrder order = new NodeOrder(graph);
    IntStream.of(graph.inputs()).forEach(order::walk);
    IntStream.range(0, graph.size()).forEach(order::walk);
    return order.order;
  }

  /** Reversed post-order, without recursion: a graph may be a long chain. */
  private void walk(int root) {
    if (visited[root]) {
      return;
    }
    int[][] targets = new int[graph.size()][];
    int[] next = new int[graph.size()];
    int[] stack = new int[graph.size()];
    int depth = 0;
    stack[0] = root;
    visited[root] = true;
    while (depth >= 0) {
      int node = stack[depth];
      if (targets[node] == null) {
        targets[node] = graph.targets(node);
      }
      if (next[node] == targets[node].length) {
        order[--free] = node;
        depth--;
        continue;
      }
      int target = targets[node][next[node]++];
      if (!visited[target]) {
        visited[target] = true;
        stack[++depth] = target;
      }
    }
  }
}
