package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.FlatGraph;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirShapes;
import dev.gondola.snn.nir.NirType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Folds the linear nodes between neurons: what a node receives becomes one matrix for each source
 * (an Input or neurons) and a bias. Several edges into a node add up. Ports of graphs within pass
 * on what they get.
 */
final class LinearFolder {
  private final FlatGraph graph;
  private final NirShapes shapes;
  private final BiPredicate<Integer, Integer> isBackEdge;
  private final double dt;
  private final List<String> faults;
  private final List<String> notes;
  private final Sum[] leaving;

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
   * @param terms by source
   * @param bias constant part, one number an element
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier inside the package, never compared
  record Sum(Map<Integer, Term> terms, double[] bias) {}

  /**
   * Makes a folder.
   *
   * @param isBackEdge whether the edge from a node to a node carries the value of the step before
   * @param dt step, s
   * @param faults receives what cannot be folded
   * @param notes receives what is not as in NIR
   */
  LinearFolder(
      FlatGraph graph,
      NirShapes shapes,
      BiPredicate<Integer, Integer> isBackEdge,
      double dt,
      List<String> faults,
      List<String> notes) {
    this.graph = graph;
    this.shapes = shapes;
    this.isBackEdge = isBackEdge;
    this.dt = dt;
    this.faults = faults;
    this.notes = notes;
    leaving = new Sum[graph.size()];
  }

  /** Works out what leaves every linear node. */
  void fold() {
    for (int i : linearOrder()) {
      leaving[i] = throughNode(i);
    }
  }

  private boolean isPassing(int i) {
    return isLinear(graph, i);
  }

  /** Whether a node is linear, or a port of a graph within. */
  static boolean isLinear(FlatGraph graph, int i) {
    NirNode node = graph.node(i);
    return node.kind().map(NirType::isLinear).orElse(false)
        || (node.is(NirType.INPUT) && graph.sources(i).length > 0)
        || (node.is(NirType.OUTPUT) && graph.targets(i).length > 0);
  }

  /** Returns the linear nodes so that each comes after those it depends on. */
  private List<Integer> linearOrder() {
    int[] open = new int[graph.size()];
    ArrayDeque<Integer> ready = new ArrayDeque<>();
    int linear = 0;
    for (int i = 0; i < open.length; i++) {
      if (isPassing(i)) {
        linear++;
        for (int source : graph.sources(i)) {
          open[i] += isPassing(source) ? 1 : 0;
        }
        if (open[i] == 0) {
          ready.add(i);
        }
      }
    }
    List<Integer> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      int i = ready.remove();
      order.add(i);
      for (int target : graph.targets(i)) {
        if (isPassing(target) && --open[target] == 0) {
          ready.add(target);
        }
      }
    }
    if (order.size() < linear) {
      List<String> left = new ArrayList<>();
      for (int i = 0; i < open.length; i++) {
        if (open[i] > 0) {
          left.add('"' + graph.path(i) + '"');
        }
      }
      faults.add("nodes " + String.join(", ", left) + ": a cycle without neurons has no state");
    }
    return order;
  }

  private Sum throughNode(int i) {
    NirNode node = graph.node(i);
    Sum in = arriving(i);
    if (!node.kind().map(NirType::isLinear).orElse(false)) {
      return in;
    }
    int[] shape = shapes.input(i).orElseThrow();
    try {
      SparseMatrix matrix = LinearOperators.matrix(node, shape, dt);
      Map<Integer, Term> terms = new TreeMap<>();
      in.terms.forEach((source, term) -> terms.put(source, apply(node, matrix, shape, term)));
      double[] bias = matrix.apply(in.bias);
      if (node.is(NirType.DELAY) && Arrays.stream(bias).anyMatch(b -> b != 0)) {
        notes.add(
            "node \"%s\" (Delay): the bias before it acts from the first step, not after the delay"
                .formatted(graph.path(i)));
      }
      double[] own = LinearOperators.bias(node, bias.length);
      for (int k = 0; k < bias.length; k++) {
        bias[k] += own[k];
      }
      return new Sum(terms, bias);
    } catch (IllegalArgumentException e) {
      faults.add("node \"%s\" (%s): %s".formatted(graph.path(i), node.type(), e.getMessage()));
      return new Sum(Map.of(), new double[shapes.outputSize(i)]);
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

  /** Returns what arrives at a node, once all is folded. */
  Sum arriving(int i) {
    Map<Integer, Term> terms = new TreeMap<>();
    double[] bias = new double[shapes.inputSize(i)];
    for (int source : graph.sources(i)) {
      Sum sum = leaving(source);
      boolean back = isBackEdge.test(source, i);
      sum.terms.forEach((s, term) -> terms.merge(s, back ? term.later() : term, Term::plus));
      for (int k = 0; k < bias.length; k++) {
        bias[k] += sum.bias[k];
      }
    }
    return new Sum(terms, bias);
  }

  private Sum leaving(int i) {
    if (leaving[i] == null) {
      int size = shapes.outputSize(i);
      Term term = new Term(SparseMatrix.identity(size), Optional.empty(), true);
      leaving[i] = new Sum(Map.of(i, term), new double[size]);
    }
    return leaving[i];
  }
}
