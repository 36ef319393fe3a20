package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.EngineFit;
import dev.gondola.snn.nir.FlatGraph;
import dev.gondola.snn.nir.NirType;
import java.util.List;

/** Finds the nodes of a graph that the integer engine cannot run. */
final class ImportChecks {
  private ImportChecks() {}

  /** Adds a fault for each node that cannot run: its name, its type and why. */
  static void nodes(FlatGraph graph, List<String> faults) {
    for (int i = 0; i < graph.size(); i++) {
      int node = i;
      EngineFit.obstacle(graph, i).ifPresent(why -> fault(graph, node, why, faults));
    }
  }

  /** Adds a fault for each Output that is not joined to neurons by itself. */
  static void outputs(FlatGraph graph, LinearFolder folder, List<String> faults) {
    for (int i : graph.all(NirType.OUTPUT)) {
      if (graph.targets(i).length == 0) {
        LinearFolder.Sum sum = folder.arriving(i);
        if (sum.terms().values().stream().anyMatch(t -> !t.matrix().isIdentity())) {
          fault(graph, i, "is fed by a linear node; let an LI sum it up before", faults);
        }
      }
    }
  }

  private static void fault(FlatGraph graph, int i, String why, List<String> faults) {
    faults.add("node \"%s\" (%s): %s".formatted(graph.path(i), graph.node(i).type(), why));
  }
}
