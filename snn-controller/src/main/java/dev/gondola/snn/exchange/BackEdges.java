package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.FlatGraph;

/** Which edges of a graph's cycles carry the value of the step before. */
final class BackEdges {
  BackEdges(FlatGraph graph) {}

  boolean contains(int source, int target) {
    return source == target;
  }
}
