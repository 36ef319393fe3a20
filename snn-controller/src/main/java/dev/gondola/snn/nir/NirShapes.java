package dev.gondola.snn.nir;

import dev.gondola.snn.NetworkException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The shapes of what goes into and comes out of every node of a flat graph, without batch and time,
 * inferred along the edges. Where a node leaves its shape open (scalars that stand for a layer, an
 * Input or Output of an old writer), its neighbours tell it. Immutable.
 */
public final class NirShapes {
  private final FlatGraph graph;
  private final int[][] in;
  private final int[][] out;
  private final List<String> faults;

  private NirShapes(FlatGraph graph) {
    this.graph = graph;
    this.in = new int[graph.size()][];
    this.out = new int[graph.size()][];
    this.faults = new ArrayList<>(graph.faults());
  }

  /** Infers shapes; what does not fit is told by {@link #faults}. */
  public static NirShapes of(FlatGraph graph) {
    NirShapes shapes = new NirShapes(graph);
    shapes.infer();
    shapes.check();
    return shapes;
  }

  private void infer() {
    int[][] own = new int[graph.size()][];
    boolean[] broken = new boolean[graph.size()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < own.length; i++) {
      try {
        own[i] = NodeShape.expected(graph.node(i)).orElse(null);
      } catch (NirFormatException e) {
        fault(i, e.getMessage());
        broken[i] = true;
      }
      if (graph.node(i).kind().isEmpty()) {
        fault(i, "nothing is known about the type " + graph.node(i).type());
        broken[i] = true;
      }
    }
    for (int i = 0; i < own.length; i++) {
      if (!leavesOpen(i, own[i])) {
        start(i, own, open);
      }
    }
    drain(own, broken, open);
    for (int i = 0; i < own.length; i++) {
      if (in[i] == null) {
        start(i, own, open);
        drain(own, broken, open);
      }
    }
  }

  /** Whether a node's sources tell its shape: one number may stand for a layer, a map for rows. */
  private boolean leavesOpen(int i, int[] own) {
    boolean isMap = graph.node(i).is(NirType.AFFINE) || graph.node(i).is(NirType.LINEAR);
    return own != null
        && graph.sources(i).length > 0
        && (NodeShape.count(own) == 1 || (isMap && own.length == 1));
  }

  private void drain(int[][] own, boolean[] broken, Deque<Integer> open) {
    while (!open.isEmpty()) {
      int i = open.remove();
      if (!broken[i] && out[i] == null && in[i] != null) {
        broken[i] = !pass(i, own, open);
      }
    }
  }

  /** Sets what goes into a node where its own datasets or, for an Input, its targets' say so. */
  private void start(int i, int[][] own, Deque<Integer> open) {
    int[] shape = own[i];
    if (graph.node(i).is(NirType.INPUT)) {
      int[] wanted = wanted(i, own);
      shape = shape == null || (wanted != null && endsWith(shape, wanted)) ? wanted : shape;
    }
    if (shape != null && !graph.node(i).is(NirType.OUTPUT)) {
      in[i] = shape;
      open.add(i);
    }
  }

  /** The shape that the first target with a shape of its own wants. */
  private int[] wanted(int i, int[][] own) {
    return Arrays.stream(graph.targets(i))
        .mapToObj(t -> graph.node(t).is(NirType.OUTPUT) ? null : own[t])
        .filter(s -> s != null && NodeShape.count(s) > 1)
        .findFirst()
        .orElse(
            Arrays.stream(graph.targets(i))
                .mapToObj(t -> own[t])
                .filter(s -> s != null)
                .findFirst()
                .orElse(null));
  }

  /** Whether a shape is another one with more dimensions before it, time for instance. */
  private static boolean endsWith(int[] shape, int[] end) {
    int more = shape.length - end.length;
    return more > 0 && Arrays.equals(shape, more, shape.length, end, 0, end.length);
  }

  private boolean pass(int i, int[][] own, Deque<Integer> open) {
    try {
      out[i] = NodeShape.output(graph.node(i), in[i]);
    } catch (NirFormatException e) {
      fault(i, e.getMessage());
      return false;
    }
    for (int target : graph.targets(i)) {
      if (in[target] == null) {
        in[target] = isSame(out[i], own[target]) ? own[target] : out[i];
        open.add(target);
      }
    }
    return true;
  }

  private void check() {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < in.length; i++) {
      if (in[i] == null && faults.isEmpty()) {
        found.add("node \"%s\": its shape cannot be told".formatted(graph.path(i)));
      }
      for (int source : graph.sources(i)) {
        if (in[i] != null && out[source] != null && !isSame(out[source], in[i])) {
          found.add(
              "edge \"%s\" to \"%s\": gives the shape %s, takes %s"
                  .formatted(
                      graph.path(source),
                      graph.path(i),
                      NodeShape.text(out[source]),
                      NodeShape.text(in[i])));
        }
      }
    }
    faults.addAll(found);
  }

  /** Whether shapes are the same but for dimensions of size 1, which old writers add. */
  private static boolean isSame(int[] a, int[] b) {
    return a != null
        && b != null
        && Arrays.equals(
            Arrays.stream(a).filter(d -> d != 1).toArray(),
            Arrays.stream(b).filter(d -> d != 1).toArray());
  }

  private void fault(int i, String what) {
    String type = graph.node(i).type();
    faults.add("node \"%s\" (%s): %s".formatted(graph.path(i), type, what));
  }

  /** Returns what does not fit; empty if all does. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /**
   * Returns this, if nothing is wrong.
   *
   * @param subject whose shapes these are, for the message
   * @throws NetworkException naming every fault
   */
  public NirShapes orThrow(String subject) {
    if (!faults.isEmpty()) {
      throw new NetworkException(subject, faults);
    }
    return this;
  }

  /** Returns the shape of what goes into a node; empty if it could not be inferred. */
  public Optional<int[]> input(int node) {
    return Optional.ofNullable(in[node]).map(int[]::clone);
  }

  /** Returns the shape of what comes out of a node; empty if it could not be inferred. */
  public Optional<int[]> output(int node) {
    return Optional.ofNullable(out[node]).map(int[]::clone);
  }

  /** Returns the number of elements that go into a node; 0 if it could not be inferred. */
  public int inputSize(int node) {
    return in[node] == null ? 0 : (int) NodeShape.count(in[node]);
  }

  /** Returns the number of elements that come out of a node; 0 if it could not be inferred. */
  public int outputSize(int node) {
    return out[node] == null ? 0 : (int) NodeShape.count(out[node]);
  }
}
