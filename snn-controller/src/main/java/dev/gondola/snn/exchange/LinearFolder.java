package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.NirEdge;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Folds the linear nodes between neurons: what a neuron node receives becomes one matrix for each
 * source (an Input or another neuron node) and a bias. Several edges into a node add up.
 */
final class LinearFolder {
  private final NirGraph graph;
  private final Function<String, int[]> shapeOf;
  private final Set<NirEdge> backEdges;
  private final double dt;
  private final List<String> faults;
  private final Map<String, List<NirEdge>> incoming = new HashMap<>();
  private final Map<String, Sum> linear = new HashMap<>();

  /**
   * What comes from one source.
   *
   * @param matrix from the source's neurons or channels
   * @param kernel the same as a convolution, if it is one; its lag is the same everywhere
   * @param forward whether any of it comes without a back edge
   */
  record Term(SparseMatrix matrix, Optional<Kernel> kernel, boolean forward) {
    Term plus(Term other) {
      return new Term(matrix.plus(other.matrix), Optional.empty(), forward || other.forward);
    }

    Term later() {
      return new Term(matrix.later(1), kernel, false);
    }
  }

  /**
   * What arrives at, or leaves, a node.
   *
   * @param terms by name of the source
   * @param bias constant part, one number an element
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier inside the package, never compared
  record Sum(Map<String, Term> terms, double[] bias) {}

  /**
   * Makes a folder.
   *
   * @param graph graph without graphs within
   * @param shapeOf shape of what leaves a node
   * @param backEdges edges that carry the value of the step before
   * @param dt step, s
   * @param faults receives what cannot be folded
   */
  LinearFolder(
      NirGraph graph,
      Function<String, int[]> shapeOf,
      Set<NirEdge> backEdges,
      double dt,
      List<String> faults) {
    this.graph = graph;
    this.shapeOf = shapeOf;
    this.backEdges = backEdges;
    this.dt = dt;
    this.faults = faults;
    graph
        .edges()
        .forEach(e -> incoming.computeIfAbsent(e.target(), n -> new ArrayList<>()).add(e));
  }

  /** Returns what arrives at every neuron node; nothing meaningful where there are faults. */
  Map<String, Sum> fold() {
    linearOrder().forEach(name -> linear.put(name, leaving(name)));
    Map<String, Sum> sums = new TreeMap<>();
    if (faults.isEmpty()) {
      graph
          .nodes()
          .forEach(
              (name, node) -> {
                if (node.kind().map(NirType::isNeuron).orElse(false)) {
                  sums.put(name, arriving(name, LinearOperators.size(shapeOf.apply(name))));
                }
              });
    }
    return sums;
  }

  private boolean isLinear(String name) {
    return graph.nodes().get(name).kind().map(NirType::isLinear).orElse(false);
  }

  /** Returns the linear nodes so that each comes after those it depends on. */
  private List<String> linearOrder() {
    Map<String, Integer> open = new TreeMap<>();
    Map<String, List<String>> next = new HashMap<>();
    graph.nodes().keySet().stream().filter(this::isLinear).forEach(n -> open.put(n, 0));
    for (NirEdge e : graph.edges()) {
      if (isLinear(e.source()) && isLinear(e.target())) {
        open.merge(e.target(), 1, Integer::sum);
        next.computeIfAbsent(e.source(), n -> new ArrayList<>()).add(e.target());
      }
    }
    ArrayDeque<String> ready = new ArrayDeque<>();
    open.forEach(
        (name, count) -> {
          if (count == 0) {
            ready.add(name);
          }
        });
    List<String> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      String name = ready.remove();
      order.add(name);
      for (String n : next.getOrDefault(name, List.of())) {
        if (open.merge(n, -1, Integer::sum) == 0) {
          ready.add(n);
        }
      }
    }
    Set<String> left = new HashSet<>(open.keySet());
    order.forEach(left::remove);
    if (!left.isEmpty()) {
      faults.add("nodes " + left.stream().sorted().toList() + " form a cycle without neurons");
    }
    return order;
  }

  private Sum leaving(String name) {
    NirNode node = graph.nodes().get(name);
    List<NirEdge> edges = incoming.getOrDefault(name, List.of());
    if (edges.isEmpty()) {
      // What nothing arrives at still gives its bias.
      int size = LinearOperators.size(shapeOf.apply(name));
      return new Sum(Map.of(), LinearOperators.bias(node, size));
    }
    int[] shape = shapeOf.apply(edges.getFirst().source());
    Sum in = arriving(name, LinearOperators.size(shape));
    try {
      SparseMatrix matrix = LinearOperators.matrix(node, shape, dt);
      Map<String, Term> terms = new TreeMap<>();
      in.terms.forEach((source, term) -> terms.put(source, apply(node, matrix, shape, term)));
      double[] bias = matrix.apply(in.bias);
      double[] own = LinearOperators.bias(node, bias.length);
      for (int i = 0; i < bias.length; i++) {
        bias[i] += own[i];
      }
      return new Sum(terms, bias);
    } catch (IllegalArgumentException e) {
      faults.add("node \"%s\" (%s): %s".formatted(name, node.type(), e.getMessage()));
      return in;
    }
  }

  private static Term apply(NirNode node, SparseMatrix matrix, int[] shape, Term term) {
    Optional<Kernel> kernel = Optional.empty();
    if (node.is(NirType.FLATTEN)) {
      kernel = term.kernel;
    } else if (term.matrix.isIdentity()) {
      kernel = Kernel.of(node, shape);
    } else if (term.kernel.isPresent()) {
      kernel = term.kernel.get().then(node, shape);
    }
    return new Term(matrix.after(term.matrix), kernel, term.forward);
  }

  private Sum arriving(String name, int size) {
    Map<String, Term> terms = new TreeMap<>();
    double[] bias = new double[size];
    for (NirEdge edge : incoming.getOrDefault(name, List.of())) {
      Sum sum = sum(edge.source());
      for (Map.Entry<String, Term> e : sum.terms.entrySet()) {
        Term term = backEdges.contains(edge) ? e.getValue().later() : e.getValue();
        if (term.matrix.rows() == size) {
          terms.merge(e.getKey(), term, Term::plus);
        } else {
          faults.add(
              "edge \"%s\" to \"%s\": brings %d elements where %d are wanted"
                  .formatted(edge.source(), name, term.matrix.rows(), size));
        }
      }
      for (int i = 0; i < Math.min(size, sum.bias.length); i++) {
        bias[i] += sum.bias[i];
      }
    }
    return new Sum(terms, bias);
  }

  private Sum sum(String source) {
    if (isLinear(source)) {
      return linear.get(source);
    }
    int size = LinearOperators.size(shapeOf.apply(source));
    Term term = new Term(SparseMatrix.identity(size), Optional.empty(), true);
    return new Sum(Map.of(source, term), new double[size]);
  }
}
