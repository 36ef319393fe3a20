package dev.gondola.snn;

import java.util.Arrays;
import java.util.Optional;

/**
 * The synapses of one projection: an immutable list, in the order of source, then target, then as
 * given. Weights are as written in the file, before rounding to what the chip can hold.
 *
 * <p>A convolution is kept as such, and its list made when it is first asked for, so that a file
 * can be refused for its size before it costs memory.
 */
public final class Synapses {
  private final int sources;
  private final int targets;
  private final Optional<Convolution> convolution;

  /** Null until asked for; threads that race make equal lists. */
  private Columns columns;

  /** The synapses, column by column; no delays where all are 0. */
  // Behind accessors; compared element by element below.
  @SuppressWarnings("ArrayRecordComponent")
  private record Columns(int[] source, int[] target, int[] weight, Optional<int[]> delay) {}

  private Synapses(int sources, int targets, Optional<Convolution> convolution, Columns columns) {
    this.sources = sources;
    this.targets = targets;
    this.convolution = convolution;
    this.columns = columns;
  }

  /**
   * Makes a synapse list.
   *
   * @param sources number of source neurons
   * @param targets number of target neurons
   * @param list synapses as {@code {target, source, weight, delay}}
   * @throws IllegalArgumentException if an index is out of range
   */
  public static Synapses of(int sources, int targets, int[][] list) {
    int[][] sorted = list.clone();
    // Stable, so that repeated synapses keep their order.
    Arrays.sort(
        sorted, (a, b) -> a[1] != b[1] ? Integer.compare(a[1], b[1]) : Integer.compare(a[0], b[0]));
    int n = sorted.length;
    int[][] columns = new int[4][n];
    boolean delayed = false;
    for (int k = 0; k < n; k++) {
      int[] s = sorted[k];
      if (s[0] < 0 || s[0] >= targets || s[1] < 0 || s[1] >= sources) {
        throw new IllegalArgumentException(
            "synapse from %d to %d lies outside %d sources and %d targets"
                .formatted(s[1], s[0], sources, targets));
      }
      for (int c = 0; c < 4; c++) {
        columns[c][k] = c < s.length ? s[c] : 0;
      }
      delayed |= columns[3][k] != 0;
    }
    Optional<int[]> delay = delayed ? Optional.of(columns[3]) : Optional.empty();
    return new Synapses(
        sources, targets, Optional.empty(), new Columns(columns[1], columns[0], columns[2], delay));
  }

  /**
   * Makes a full matrix of synapses without delay.
   *
   * @param weights {@code weights[j][i]} goes from source i to target j
   */
  public static Synapses dense(int[][] weights) {
    return dense(weights, null);
  }

  /**
   * Makes a full matrix of synapses.
   *
   * @param weights {@code weights[j][i]} goes from source i to target j
   * @param delays delays in steps of the same shape, or null for none
   */
  public static Synapses dense(int[][] weights, int[][] delays) {
    int targets = weights.length;
    int sources = targets == 0 ? 0 : weights[0].length;
    int[][] list = new int[sources * targets][];
    int k = 0;
    for (int i = 0; i < sources; i++) {
      for (int j = 0; j < targets; j++) {
        list[k++] = new int[] {j, i, weights[j][i], delays == null ? 0 : delays[j][i]};
      }
    }
    return of(sources, targets, list);
  }

  /**
   * Makes the synapses of a convolution, without delay; those whose kernel element is 0 are among
   * them.
   */
  public static Synapses convolution(Convolution convolution) {
    return new Synapses(
        convolution.input().size(), convolution.output().size(), Optional.of(convolution), null);
  }

  private Columns columns() {
    Columns made = columns;
    if (made == null) {
      made = expand(convolution.orElseThrow());
      columns = made;
    }
    return made;
  }

  private static Columns expand(Convolution convolution) {
    int n = convolution.synapses();
    int[] source = new int[n];
    int[] target = new int[n];
    int[] weight = new int[n];
    int[] k = new int[1];
    convolution.expand(
        (from, to, w) -> {
          source[k[0]] = from;
          target[k[0]] = to;
          weight[k[0]++] = w;
        });
    return new Columns(source, target, weight, Optional.empty());
  }

  /** Returns the convolution that these are the synapses of, if they were made from one. */
  public Optional<Convolution> convolution() {
    return convolution;
  }

  /** Returns the number of synapses. */
  public int count() {
    return convolution.map(Convolution::synapses).orElseGet(() -> columns().weight.length);
  }

  /** Returns the number of source neurons. */
  public int sources() {
    return sources;
  }

  /** Returns the number of target neurons. */
  public int targets() {
    return targets;
  }

  /** Returns the source neuron of synapse k. */
  public int source(int k) {
    return columns().source[k];
  }

  /** Returns the target neuron of synapse k. */
  public int target(int k) {
    return columns().target[k];
  }

  /** Returns the weight of synapse k, as written. */
  public int weight(int k) {
    return columns().weight[k];
  }

  /** Returns the extra delay of synapse k in steps. */
  public int delay(int k) {
    return convolution.isEmpty() && columns.delay.isPresent() ? columns.delay.get()[k] : 0;
  }

  /** Returns the largest delay in steps. */
  public int maxDelay() {
    return convolution.isPresent()
        ? 0
        : columns.delay.map(d -> Arrays.stream(d).max().orElse(0)).orElse(0);
  }

  /** Returns a copy of all weights, as written. */
  public int[] weights() {
    return columns().weight.clone();
  }

  /** Returns whether every pair of neurons is joined exactly once. */
  public boolean isFull() {
    if (count() != (long) sources * targets) {
      return false;
    }
    for (int k = 0; k < count(); k++) {
      if (source(k) != k / targets || target(k) != k % targets) {
        return false;
      }
    }
    return true;
  }

  /** A convolution equals the same convolution, not the list it stands for. */
  @Override
  public boolean equals(Object o) {
    return o instanceof Synapses s
        && sources == s.sources
        && targets == s.targets
        && convolution.equals(s.convolution)
        && (convolution.isPresent() || equal(columns, s.columns));
  }

  private static boolean equal(Columns a, Columns b) {
    return Arrays.equals(a.source, b.source)
        && Arrays.equals(a.target, b.target)
        && Arrays.equals(a.weight, b.weight)
        && Arrays.equals(a.delay.orElse(null), b.delay.orElse(null));
  }

  @Override
  public int hashCode() {
    return convolution
        .map(Convolution::hashCode)
        .orElseGet(() -> 31 * Arrays.hashCode(columns.weight) + Arrays.hashCode(columns.target));
  }

  @Override
  public String toString() {
    return count() + " synapses " + sources + " -> " + targets;
  }
}
