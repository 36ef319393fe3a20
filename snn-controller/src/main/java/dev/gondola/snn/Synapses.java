package dev.gondola.snn;

import java.util.Arrays;

/**
 * The synapses of one projection: an immutable list, in the order of source, then target, then as
 * given. Weights are as written in the file, before rounding to what the chip can hold.
 */
public final class Synapses {
  private final int sources;
  private final int targets;
  private final int[] source;
  private final int[] target;
  private final int[] weight;
  private final int[] delay;

  private Synapses(
      int sources, int targets, int[] source, int[] target, int[] weight, int[] delay) {
    this.sources = sources;
    this.targets = targets;
    this.source = source;
    this.target = target;
    this.weight = weight;
    this.delay = delay;
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
    }
    return new Synapses(sources, targets, columns[1], columns[0], columns[2], columns[3]);
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

  /** Returns the number of synapses. */
  public int count() {
    return weight.length;
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
    return source[k];
  }

  /** Returns the target neuron of synapse k. */
  public int target(int k) {
    return target[k];
  }

  /** Returns the weight of synapse k, as written. */
  public int weight(int k) {
    return weight[k];
  }

  /** Returns the extra delay of synapse k in steps. */
  public int delay(int k) {
    return delay[k];
  }

  /** Returns the largest delay in steps. */
  public int maxDelay() {
    return Arrays.stream(delay).max().orElse(0);
  }

  /** Returns a copy of all weights, as written. */
  public int[] weights() {
    return weight.clone();
  }

  /**
   * Returns the same synapses with other weights.
   *
   * @param weights one for each synapse; copied
   * @throws IllegalArgumentException if there are more or fewer
   */
  public Synapses withWeights(int[] weights) {
    if (weights.length != count()) {
      throw new IllegalArgumentException(weights.length + " weights for " + count() + " synapses");
    }
    return new Synapses(sources, targets, source, target, weights.clone(), delay);
  }

  /** Returns whether every pair of neurons is joined exactly once. */
  public boolean isFull() {
    if (count() != (long) sources * targets) {
      return false;
    }
    for (int k = 0; k < count(); k++) {
      if (source[k] != k / targets || target[k] != k % targets) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Synapses s
        && sources == s.sources
        && targets == s.targets
        && Arrays.equals(source, s.source)
        && Arrays.equals(target, s.target)
        && Arrays.equals(weight, s.weight)
        && Arrays.equals(delay, s.delay);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(weight) + Arrays.hashCode(target);
  }

  @Override
  public String toString() {
    return count() + " synapses " + sources + " -> " + targets;
  }
}
