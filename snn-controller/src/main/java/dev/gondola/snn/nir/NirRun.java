package dev.gondola.snn.nir;

import dev.gondola.snn.NetworkException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a NIR graph step by step in 64-bit floating point, every node type of NIR 1.0: the reference
 * that an integer network is compared with. Neurons are stepped by forward Euler ({@link
 * NeuronOp}). Edges into a node add up. An edge that closes a circle carries the value of the step
 * before; in the first step, what its source gives where all neurons are silent, so that a bias
 * acts at once. Steps allocate nothing. Not for use by several threads at once.
 */
public final class NirRun {
  /** Most elements in what goes into and comes out of all nodes. */
  public static final int MAX_ELEMENTS = 1 << 21;

  /** Most products and sums of a step, so that no file can ask for endless computing. */
  public static final long MAX_WORK = 1L << 31;

  private final FlatGraph graph;
  private final NirShapes shapes;
  private final int[] order;
  private final int[][] sources;
  private final NodeOp[] ops;
  private final double[][] in;
  private final double[][] out;
  private long steps;
  private long dense;
  private long accumulates;
  private long multiplyAccumulates;

  /**
   * Makes a run at rest.
   *
   * @param graph what to run
   * @param dt seconds of a step, above 0
   * @throws NetworkException if a node is of no type of NIR 1.0, shapes do not fit, numbers cannot
   *     be computed with, or the graph is too large; all faults at once
   */
  public NirRun(NirGraph graph, double dt) {
    if (!(dt > 0 && dt < Double.POSITIVE_INFINITY)) {
      throw new NetworkException("NIR run", List.of("dt must be seconds above 0, is " + dt));
    }
    this.graph = FlatGraph.of(graph);
    this.shapes = NirShapes.of(this.graph).orThrow("NIR graph");
    int n = this.graph.size();
    bound();
    order = NodeOrder.of(this.graph);
    sources = new int[n][];
    ops = new NodeOp[n];
    in = new double[n][];
    out = new double[n][];
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      prepare(i, dt, faults);
    }
    if (!faults.isEmpty()) {
      throw new NetworkException("NIR graph", faults);
    }
    silence();
  }

  private void bound() {
    long elements = 0;
    double work = 0;
    for (int i = 0; i < graph.size(); i++) {
      elements += (long) shapes.inputSize(i) + shapes.outputSize(i);
      work += NodeShape.work(graph.node(i), shapes.input(i).orElseThrow());
    }
    if (elements > MAX_ELEMENTS || work > MAX_WORK) {
      throw new NetworkException(
          "NIR graph",
          List.of(
              "has %d elements in its layers and takes about %.0f operations a step; at most %d and %d can be run"
                  .formatted(elements, work, MAX_ELEMENTS, MAX_WORK)));
    }
  }

  private void prepare(int i, double dt, List<String> faults) {
    NirNode node = graph.node(i);
    sources[i] = graph.sources(i);
    in[i] = new double[shapes.inputSize(i)];
    out[i] = new double[shapes.outputSize(i)];
    try {
      ops[i] = NodeOps.of(node, shapes.input(i).orElseThrow(), dt);
    } catch (NirFormatException e) {
      faults.add("node \"%s\" (%s): %s".formatted(graph.path(i), node.type(), e.getMessage()));
    }
  }

  /** What nodes without memory give where all neurons are silent and nothing comes from outside. */
  private void silence() {
    for (int i : order) {
      if (ops[i].isMemoryless() && !graph.node(i).is(NirType.THRESHOLD)) {
        gather(i);
        ops[i].step(in[i], out[i]);
      }
    }
  }

  /** Does one step. */
  public void step() {
    for (int i : order) {
      gather(i);
      ops[i].step(in[i], out[i]);
      if (ops[i] instanceof NodeOp.Weighted weighted) {
        count(weighted, in[i]);
      }
    }
    steps++;
  }

  /**
   * Adds up what the sources of a node gave; an Input from outside keeps what it was filled with.
   */
  private void gather(int i) {
    if (isFilled(i)) {
      return;
    }
    Arrays.fill(in[i], 0);
    for (int source : sources[i]) {
      double[] from = out[source];
      for (int k = 0; k < from.length; k++) {
        in[i][k] += from[k];
      }
    }
  }

  private boolean isFilled(int i) {
    return sources[i].length == 0 && graph.node(i).is(NirType.INPUT);
  }

  private void count(NodeOp.Weighted weighted, double[] input) {
    dense += weighted.densePairs();
    for (double x : input) {
      if (x != 0 && x != 1 && x != -1) {
        multiplyAccumulates += weighted.effectivePairs();
        return;
      }
    }
    accumulates += weighted.effectivePairs();
  }

  /** Returns the graph that is run. */
  public FlatGraph graph() {
    return graph;
  }

  /** Returns the shapes of its nodes. */
  public NirShapes shapes() {
    return shapes;
  }

  /** Returns the number of steps done. */
  public long steps() {
    return steps;
  }

  /**
   * Returns what goes into an Input from outside, to be filled; it is held until changed.
   *
   * @param node its index in {@link #graph}, see {@link FlatGraph#inputs}
   * @throws IllegalArgumentException if the node is no Input, or other nodes lead to it
   */
  public double[] input(int node) {
    if (!isFilled(node)) {
      throw new IllegalArgumentException("\"" + graph.path(node) + "\" is no Input from outside");
    }
    return in[node];
  }

  /**
   * Returns one number of what came out of a node in the last step: of a spiking neuron 1 or 0.
   *
   * @param node its index in {@link #graph}
   * @param element the element of its layer
   */
  public double output(int node, int element) {
    return out[node][element];
  }

  /**
   * Returns the membrane potential of a neuron, after the reset.
   *
   * @param node its index in {@link #graph}
   * @throws IllegalArgumentException if the node holds no neurons
   */
  public double potential(int node, int neuron) {
    if (ops[node] instanceof NeuronOp neurons) {
      return neurons.potential(neuron);
    }
    throw new IllegalArgumentException("\"" + graph.path(node) + "\" holds no neurons");
  }

  /** Returns pairs of an input and a weight so far, also where one is 0 (NeuroBench: Dense). */
  public long densePairs() {
    return dense;
  }

  /**
   * Returns pairs of a non-zero input and a non-zero weight so far, where all inputs of the layer
   * were -1, 0 or 1 in that step (NeuroBench: Effective_ACs).
   */
  public long accumulates() {
    return accumulates;
  }

  /** Returns the other pairs of a non-zero input and weight (NeuroBench: Effective_MACs). */
  public long multiplyAccumulates() {
    return multiplyAccumulates;
  }
}
