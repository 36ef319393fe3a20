package dev.gondola.snn.engine;

import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.learning.Learning;

/**
 * The weights of a projection that learns, with 16 fractional bits, and its synapses by target. Who
 * changes a weight here changes what the projection delivers from the next step on.
 */
final class PlasticWeights {
  static final int FRACTION_BITS = 16;
  private static final int HALF = 1 << (FRACTION_BITS - 1);

  private final SynapseRows rows;
  private final Synapses synapses;
  private final int[] source;
  private final int[] target;
  private final int[] weight;
  private final int[] byTarget;
  private final int[] columnStart;
  private final int[] rowStart;
  private final int min;
  private final int max;
  private final boolean soft;

  PlasticWeights(Projection p, SynapseRows rows) {
    this.rows = rows;
    synapses = p.synapses().orElseThrow();
    Learning learning = p.learning().orElseThrow();
    min = learning.wMin() << FRACTION_BITS;
    max = learning.wMax() << FRACTION_BITS;
    soft = learning.bound() == Learning.Bound.SOFT;
    int n = synapses.count();
    source = new int[n];
    target = new int[n];
    weight = new int[n];
    byTarget = new int[n];
    columnStart = new int[synapses.targets() + 1];
    rowStart = new int[synapses.sources() + 1];
    for (int k = 0; k < n; k++) {
      source[k] = synapses.source(k);
      target[k] = synapses.target(k);
      rowStart[source[k] + 1]++;
      columnStart[target[k] + 1]++;
    }
    accumulate(rowStart);
    accumulate(columnStart);
    int[] next = columnStart.clone();
    for (int k = 0; k < n; k++) {
      byTarget[next[target[k]]++] = k;
    }
    reset();
  }

  private static void accumulate(int[] starts) {
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
  }

  /** Returns to the weights of the network. */
  void reset() {
    for (int k = 0; k < weight.length; k++) {
      weight[k] = synapses.weight(k) << FRACTION_BITS;
      rows.setWeight(k, source[k], synapses.weight(k));
    }
  }

  int count() {
    return weight.length;
  }

  int sources() {
    return rowStart.length - 1;
  }

  int targets() {
    return columnStart.length - 1;
  }

  int source(int k) {
    return source[k];
  }

  int target(int k) {
    return target[k];
  }

  /** Returns the first synapse of a source; its last is the one before the next source's first. */
  int firstOfSource(int i) {
    return rowStart[i];
  }

  /** Returns the place of a target's first synapse in the order of {@link #ofTarget}. */
  int firstOfTarget(int j) {
    return columnStart[j];
  }

  /** Returns the synapse at a place of the order by target, then source. */
  int ofTarget(int place) {
    return byTarget[place];
  }

  /** Returns a weight with its fraction. */
  int raw(int k) {
    return weight[k];
  }

  /** Returns a weight as it would be written to a file: half up. */
  int rounded(int k) {
    return (weight[k] + HALF) >> FRACTION_BITS;
  }

  /** Returns a copy of all weights with their fractions. */
  int[] exact() {
    return weight.clone();
  }

  /** Returns the synapses with the weights they have now. */
  Synapses learned() {
    int[] weights = new int[weight.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = rounded(k);
    }
    return synapses.withWeights(weights);
  }

  /** Changes a weight as its bounds ask for. */
  void change(int k, long delta) {
    long range = (long) max - min;
    long d = Math.clamp(delta, -range, range);
    if (soft) {
      d = d * (d > 0 ? (long) max - weight[k] : (long) weight[k] - min) / range;
    }
    add(k, d);
  }

  /** Changes a weight and stops at its bounds. */
  void add(int k, long delta) {
    int before = rounded(k);
    weight[k] = Math.clamp(weight[k] + delta, min, max);
    int after = rounded(k);
    if (after != before) {
      rows.setWeight(k, source[k], after);
    }
  }
}
