package dev.gondola.snn.nir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what jhdf 0.13 writes wrongly or not at all. */
final class NirUnwritable {

  private final List<String> faults = new ArrayList<>();

  private NirUnwritable() {}

  /** Returns what of a graph cannot be written; empty if all can. */
  static List<String> of(NirGraph graph) {
    NirUnwritable check = new NirUnwritable();
    check.graph("", graph);
    return check.faults;
  }

  private void graph(String path, NirGraph graph) {
    if (graph.edges().isEmpty()) {
      faults.add(path + "/edges: a graph without edges cannot be written");
    }
    metadata(path + "/metadata", graph.metadata());
    for (Map.Entry<String, NirNode> entry : graph.nodes().entrySet()) {
      String at = path + "/" + entry.getKey();
      NirNode node = entry.getValue();
      node.graph().ifPresent(within -> graph(at, within));
      node.parameters().forEach((name, array) -> array(at + "/" + name, array));
      metadata(at + "/metadata", node.metadata());
    }
  }

  private void metadata(String path, NirMetadata metadata) {
    metadata.values().forEach((name, array) -> array(path + "/" + name, array));
    metadata.groups().forEach((name, within) -> metadata(path + "/" + name, within));
  }

  private void array(String path, NirArray array) {
    if (array.size() == 0) {
      faults.add(path + ": an array without elements cannot be written");
    }
    if (array.dtype() == NirDtype.STRING) {
      for (int i = 0; i < array.size(); i++) {
        if (array.textAt(i).indexOf('\0') >= 0) {
          faults.add(path + ": a string with a zero character cannot be written");
          return;
        }
      }
    }
  }
}
