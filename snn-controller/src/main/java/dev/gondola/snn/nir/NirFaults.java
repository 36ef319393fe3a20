package dev.gondola.snn.nir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Finds everything that keeps parts from being a NIR graph. Graphs within have been checked. */
final class NirFaults {
  private final List<String> faults = new ArrayList<>();

  private NirFaults() {}

  /** Returns every fault; empty if there is none. */
  static List<String> of(
      SortedMap<String, NirNode> nodes, List<NirEdge> edges, NirMetadata metadata) {
    NirFaults check = new NirFaults();
    NirSize size = NirSize.of(nodes, metadata);
    check.atMost("nodes", size.nodes(), NirGraph.MAX_NODES);
    check.atMost("edges", edges.size(), NirGraph.MAX_EDGES);
    check.atMost("numbers and strings", size.values(), NirGraph.MAX_VALUES);
    check.atMost("graphs or groups within each other", size.depth(), NirGraph.MAX_DEPTH);
    if (check.faults.isEmpty()) {
      nodes.forEach(check::node);
      check.metadata("metadata", metadata);
      check.edges(nodes, edges);
    }
    return check.faults;
  }

  private void atMost(String what, long count, long most) {
    if (count > most) {
      faults.add("has " + count + " " + what + "; at most " + most);
    }
  }

  private void node(String name, NirNode node) {
    String where = "node \"" + name + "\"";
    name(where, name);
    name(where + ": type", node.type());
    node.parameters().keySet().forEach(p -> name(where, p));
    metadata(where + ": metadata", node.metadata());
    if (node.graph().isPresent() != node.is(NirType.GRAPH)) {
      faults.add(where + ": a node of type NIRGraph, and no other, has a graph within");
    }
    node.kind().ifPresent(type -> parameters(where + " (" + type.label() + ")", type, node));
  }

  private void parameters(String where, NirType type, NirNode node) {
    for (NirParameter p : type.parameters()) {
      if (p.required() && !node.parameters().containsKey(p.name())) {
        faults.add(where + ": the dataset \"" + p.name() + "\" is missing");
      }
    }
    for (Map.Entry<String, NirArray> entry : node.parameters().entrySet()) {
      String name = entry.getKey();
      type.parameter(name)
          .ifPresentOrElse(
              p -> values(where + ": \"" + name + "\"", p, entry.getValue()),
              () -> faults.add(where + ": there is no dataset \"" + name + "\" in this type"));
    }
  }

  private void values(String where, NirParameter p, NirArray array) {
    switch (p.values()) {
      case REAL -> {
        if (!array.dtype().isNumber()) {
          faults.add(where + " must be numbers, is " + array);
        }
      }
      case WHOLE -> {
        if (!array.isIntegral()) {
          faults.add(where + " must be whole numbers, is " + array);
        }
      }
      case PADDING -> {
        if (!array.isIntegral() && !isPaddingText(array)) {
          faults.add(where + " must be whole numbers, \"same\" or \"valid\", is " + array);
        }
      }
    }
  }

  private static boolean isPaddingText(NirArray array) {
    return array.dtype() == NirDtype.STRING
        && array.size() == 1
        && (array.textAt(0).equals("same") || array.textAt(0).equals("valid"));
  }

  private void metadata(String where, NirMetadata metadata) {
    metadata.keys().forEach(key -> name(where, key));
    for (String key : metadata.groups().keySet()) {
      if (metadata.values().containsKey(key)) {
        faults.add(where + ": the name \"" + key + "\" is used twice");
      }
    }
    metadata.groups().forEach((key, group) -> metadata(where + "/" + key, group));
  }

  /** A name becomes a link of an HDF5 group. */
  private void name(String where, String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      faults.add(where + ": \"" + name + "\" is no name");
    }
    if (name.indexOf('/') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
      faults.add(where + ": the name \"" + name + "\" must have no slash and no control character");
    }
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > NirGraph.MAX_NAME_BYTES) {
      faults.add(
          where + ": a name must have at most " + NirGraph.MAX_NAME_BYTES + " bytes of UTF-8");
    }
    if (!new String(utf8, StandardCharsets.UTF_8).equals(name)) {
      faults.add(where + ": a name must be valid Unicode");
    }
  }

  private void edges(SortedMap<String, NirNode> nodes, List<NirEdge> edges) {
    for (NirEdge edge : edges) {
      for (String end : List.of(edge.source(), edge.target())) {
        if (!nodes.containsKey(end)) {
          faults.add(
              "edge \"%s\" to \"%s\": there is no node \"%s\""
                  .formatted(edge.source(), edge.target(), end));
        }
      }
    }
  }
}
