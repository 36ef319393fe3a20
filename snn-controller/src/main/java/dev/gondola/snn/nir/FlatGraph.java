package dev.gondola.snn.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph without graphs within: their nodes are named by path ("sub/lif"), and edges to and from
 * them go to their Input and come from their Output. Graphs of old writers that have no Input or
 * Output get them, without a shape, at the nodes that nothing leads to or from. Immutable.
 */
public final class FlatGraph {
  private final List<String> paths = new ArrayList<>();
  private final List<NirNode> nodes = new ArrayList<>();
  private final List<int[]> edges = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> index = new LinkedHashMap<>();
  private int[][] sources;
  private int[][] targets;

  private FlatGraph() {}

  /** Flattens a graph; what is wrong with it is told by {@link #faults}. */
  public static FlatGraph of(NirGraph graph) {
    FlatGraph flat = new FlatGraph();
    flat.addNodes("", graph);
    flat.addEdges("", graph);
    flat.addPorts();
    flat.sources = flat.neighbours(1, 0);
    flat.targets = flat.neighbours(0, 1);
    return flat;
  }

  private void addNodes(String prefix, NirGraph graph) {
    graph
        .nodes()
        .forEach(
            (name, node) -> {
              if (node.graph().isPresent()) {
                addNodes(prefix + name + "/", node.graph().get());
              } else {
                add(prefix + name, node);
              }
            });
  }

  private int add(String path, NirNode node) {
    paths.add(path);
    nodes.add(node);
    index.put(path, paths.size() - 1);
    return paths.size() - 1;
  }

  private void addEdges(String prefix, NirGraph graph) {
    for (NirEdge edge : graph.edges()) {
      int source = end(prefix, edge.source(), graph, NirType.OUTPUT);
      int target = end(prefix, edge.target(), graph, NirType.INPUT);
      if (source >= 0 && target >= 0) {
        edges.add(new int[] {source, target});
      }
    }
    graph
        .nodes()
        .forEach((name, node) -> node.graph().ifPresent(g -> addEdges(prefix + name + "/", g)));
  }

  /** Where an edge ends, or -1 if nowhere: a fault. */
  private int end(String prefix, String name, NirGraph graph, NirType port) {
    NirNode node = graph.nodes().get(name);
    if (node.graph().isEmpty()) {
      return index.get(prefix + name);
    }
    NirGraph within = node.graph().get();
    List<String> ports =
        within.nodes().entrySet().stream()
            .filter(e -> e.getValue().is(port))
            .map(Map.Entry::getKey)
            .toList();
    if (ports.size() != 1) {
      fault(
          "%s: a graph that is joined to others must have one %s, has %d"
              .formatted(prefix + name, port.label(), ports.size()));
      return -1;
    }
    return index.get(prefix + name + "/" + ports.getFirst());
  }

  private void fault(String what) {
    if (!faults.contains(what)) {
      faults.add(what);
    }
  }

  private void addPorts() {
    boolean[] reached = new boolean[nodes.size()];
    boolean[] left = new boolean[nodes.size()];
    for (int[] edge : edges) {
      left[edge[0]] = true;
      reached[edge[1]] = true;
    }
    if (!isAny(NirType.INPUT, reached)) {
      addPort(NirType.INPUT, reached);
    }
    if (!isAny(NirType.OUTPUT, left)) {
      addPort(NirType.OUTPUT, left);
    }
  }

  private boolean isAny(NirType type, boolean[] joined) {
    for (int i = 0; i < joined.length; i++) {
      if (nodes.get(i).is(type) && !joined[i]) {
        return true;
      }
    }
    return false;
  }

  private void addPort(NirType type, boolean[] joined) {
    for (int i = 0; i < joined.length; i++) {
      if (!joined[i]) {
        NirNode port = NirNode.of(type, Collections.emptyMap());
        int added = add(paths.get(i) + "/" + type.label(), port);
        edges.add(type == NirType.INPUT ? new int[] {added, i} : new int[] {i, added});
      }
    }
  }

  private int[][] neighbours(int of, int which) {
    List<List<Integer>> lists = new ArrayList<>();
    nodes.forEach(n -> lists.add(new ArrayList<>()));
    edges.forEach(e -> lists.get(e[of]).add(e[which]));
    return lists.stream()
        .map(l -> l.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /** Returns what is wrong with how graphs within are joined; empty if nothing is. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** Returns the number of nodes. */
  public int size() {
    return nodes.size();
  }

  /** Returns the path of a node: its name, after the names of the graphs it is in, with slashes. */
  public String path(int i) {
    return paths.get(i);
  }

  /** Returns a node; none has a graph within. */
  public NirNode node(int i) {
    return nodes.get(i);
  }

  /**
   * Returns the index of a node.
   *
   * @throws IllegalArgumentException if there is none of that path
   */
  public int index(String path) {
    Integer i = index.get(path);
    if (i == null) {
      throw new IllegalArgumentException("there is no node \"" + path + "\"");
    }
    return i;
  }

  /** Returns the nodes that lead to a node, one for each edge, in the order of the edges. */
  public int[] sources(int i) {
    return sources[i].clone();
  }

  /** Returns the nodes that a node leads to, one for each edge, in the order of the edges. */
  public int[] targets(int i) {
    return targets[i].clone();
  }

  /** Returns the indices of the nodes of a type, in the order of their paths. */
  public int[] all(NirType type) {
    return Arrays.stream(indices()).filter(i -> nodes.get(i).is(type)).toArray();
  }

  /** Returns the Inputs from outside: those that nothing leads to, in the order of their paths. */
  public int[] inputs() {
    return Arrays.stream(all(NirType.INPUT)).filter(i -> sources[i].length == 0).toArray();
  }

  private int[] indices() {
    int[] all = new int[size()];
    Arrays.setAll(all, i -> i);
    return all;
  }
}
