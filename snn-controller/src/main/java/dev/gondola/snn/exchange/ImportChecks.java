package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.FlatGraph;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.List;

/** Finds the nodes of a graph that the integer engine cannot run. */
final class ImportChecks {
  private ImportChecks() {}

  /** Adds a fault for each node whose type cannot run: its name, its type and why. */
  static void types(FlatGraph graph, List<String> faults) {
    for (int i = 0; i < graph.size(); i++) {
      NirNode node = graph.node(i);
      if (node.kind().isEmpty()) {
        fault(graph, i, "there is no such type in NIR 1.0", faults);
      } else if (node.is(NirType.THRESHOLD)) {
        fault(graph, i, "it fires without a membrane potential; the engine has none such", faults);
      }
    }
    for (int i = 0; i < graph.size(); i++) {
      if (isReadout(graph.node(i))) {
        readout(graph, i, faults);
      }
    }
  }

  private static boolean isReadout(NirNode node) {
    return node.kind().map(t -> t.isNeuron() && !t.isSpiking()).orElse(false);
  }

  /** The engine's leaky integrators send nothing, they are read. */
  private static void readout(FlatGraph graph, int i, List<String> faults) {
    for (int target : graph.targets(i)) {
      if (!leadsOut(graph, target)) {
        String where = "its potential goes to \"" + graph.path(target) + "\"";
        fault(graph, i, where + "; the engine's leaky integrators are only read", faults);
      }
    }
  }

  /** Whether a node is an Output, or one of a graph within that leads to Outputs only. */
  private static boolean leadsOut(FlatGraph graph, int i) {
    int at = i;
    // Ports of graphs within form no cycle of their own; the bound is for damaged graphs.
    for (int steps = 0; steps < graph.size() && graph.node(at).is(NirType.OUTPUT); steps++) {
      if (graph.targets(at).length == 0) {
        return true;
      }
      at = graph.targets(at)[0];
    }
    return false;
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
