package dev.gondola.snn.nir;

import java.util.Optional;

/** What becomes of a node where a graph runs on the integer engine. */
public enum EngineFit {
  /** An input of the network, or a place where it is read. */
  PORT("port"),
  /** A part of the synapses between neurons. */
  SYNAPSES("synapses"),
  /** A population. */
  POPULATION("population"),
  /** Nothing: the engine cannot run it. */
  NONE("none");

  private final String label;

  EngineFit(String label) {
    this.label = label;
  }

  /** Returns the name used in reports. */
  public String label() {
    return label;
  }

  /** Returns what becomes of a node. */
  public static EngineFit of(FlatGraph graph, int node) {
    if (obstacle(graph, node).isPresent()) {
      return NONE;
    }
    NirType type = graph.node(node).kind().orElseThrow();
    return type.isNeuron() ? POPULATION : type.isLinear() ? SYNAPSES : PORT;
  }

  /** Returns why the engine cannot run a node, empty if it can. */
  public static Optional<String> obstacle(FlatGraph graph, int node) {
    NirType type = graph.node(node).kind().orElse(null);
    if (type == null) {
      return Optional.of("there is no such type in NIR 1.0");
    }
    if (type == NirType.THRESHOLD) {
      return Optional.of("it fires without a membrane potential; the engine has none such");
    }
    if (type.isNeuron() && !type.isSpiking()) {
      for (int target : graph.targets(node)) {
        if (!leadsOut(graph, target)) {
          return Optional.of(
              "its potential goes to \"%s\"; the engine's leaky integrators are only read"
                  .formatted(graph.path(target)));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a node is an Output, or one of a graph within that leads to an Output. */
  private static boolean leadsOut(FlatGraph graph, int node) {
    int at = node;
    for (int steps = 0; steps < graph.size() && graph.node(at).is(NirType.OUTPUT); steps++) {
      int[] targets = graph.targets(at);
      if (targets.length == 0) {
        return true;
      }
      at = targets[0];
    }
    return false;
  }
}
