package dev.gondola.snn.engine;

import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import java.util.Arrays;

/**
 * The weights of a projection as full rows, one for each source, for loops over all targets. Absent
 * synapses weigh 0; several synapses of one pair add up.
 */
final class RowWeights {
  /** Largest sum of one step that 16 bits hold. */
  private static final int MAX_SUM = Short.MAX_VALUE;

  /** Most bytes of rows for one byte of synapses: beyond, the memory is better left alone. */
  private static final int MAX_GROWTH = 64;

  private final Synapses synapses;
  private final int[] weight;

  /** Power of two that all weights are multiples of. */
  private final int unit;

  private final int exponent;
  private final boolean graded;

  private RowWeights(Projection projection) {
    synapses = projection.synapses().orElseThrow();
    weight = EffectiveWeights.of(projection);
    exponent = projection.weightExponent();
    graded = projection.messageBits() > 0;
    int bits = 0;
    for (int w : weight) {
      bits |= w;
    }
    unit = Math.min(8, Integer.numberOfTrailingZeros(bits));
  }

  static RowWeights of(Projection projection) {
    return new RowWeights(projection);
  }

  /** Returns the next multiple of a block at or above a size. */
  static int padded(int size, int block) {
    return (size + block - 1) / block * block;
  }

  int targets() {
    return synapses.targets();
  }

  /** Returns the delay that all synapses share. */
  int delay() {
    return synapses.maxDelay();
  }

  /** Returns by how much a sum in units is shifted left: weight unit and exponent. */
  int left() {
    return Math.max(0, unit + exponent);
  }

  /** Returns by how much a sum in units is shifted right. */
  int right() {
    return Math.max(0, -unit - exponent);
  }

  /**
   * Returns whether adding whole rows is less work than adding synapses one by one: a vector of
   * weights costs about as much as one and a half synapses.
   *
   * @param block targets in a vector of weights
   */
  boolean pays(int block) {
    long padded = padded(synapses.targets(), block);
    long bytes = padded * synapses.sources();
    return synapses.count() * 2L >= padded / block * 3L * synapses.sources()
        && bytes <= (long) MAX_GROWTH * synapses.count();
  }

  /** Returns whether spikes are binary and all synapses have the same delay. */
  boolean isSimple() {
    int delay = delay();
    for (int k = 0; k < weight.length; k++) {
      if (synapses.delay(k) != delay) {
        return false;
      }
    }
    return !graded;
  }

  /** Returns the number of synapses that do not weigh 0. */
  long nonZero() {
    return Arrays.stream(weight).filter(w -> w != 0).count();
  }

  /** Returns whether most pairs of neurons are not joined. */
  boolean sparse() {
    return synapses.count() * 4L <= (long) synapses.sources() * synapses.targets();
  }

  /** Returns whether the sums of a step fit 16 bits in units. */
  boolean fitShorts() {
    int[] sums = new int[synapses.targets()];
    for (int[] row : rows()) {
      for (int j = 0; j < row.length; j++) {
        sums[j] += Math.abs(row[j]);
        if (sums[j] > MAX_SUM) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns the weights in units: one row a source, one column a target. */
  int[][] rows() {
    int[][] rows = new int[synapses.sources()][synapses.targets()];
    for (int k = 0; k < weight.length; k++) {
      rows[synapses.source(k)][synapses.target(k)] += weight[k] >> unit;
    }
    return rows;
  }

  /** Returns the number of synapses of each source that do not weigh 0. */
  int[] fanOut() {
    int[] fanOut = new int[synapses.sources()];
    for (int k = 0; k < weight.length; k++) {
      fanOut[synapses.source(k)] += weight[k] == 0 ? 0 : 1;
    }
    return fanOut;
  }

  /** Adds the number of synapses that do not weigh 0 to those of other projections. */
  void addFanOut(long[] to, int base) {
    int[] own = fanOut();
    for (int i = 0; i < own.length; i++) {
      to[base + i] += own[i];
    }
  }
}
