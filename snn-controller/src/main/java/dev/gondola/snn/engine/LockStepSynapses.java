package dev.gondola.snn.engine;

import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The synapses of one projection of many individuals. A matrix of weights is cut along its
 * diagonals: on one of them the next synapse has the next source and the next target, so that a
 * whole run of synapses of all individuals is one long loop. Block-diagonal and full matrices have
 * few and long runs.
 *
 * <p>Not event-driven: among many individuals some neuron fires nearly always.
 */
final class LockStepSynapses {
  /** Synapses that may be missing between two of a run; their weight is 0. */
  private static final int MAX_GAP = 1;

  private final int[] source;
  private final InputRing ring;
  private final Run[] runs;
  private final boolean graded;
  private final int exponent;
  private final int maxDelay;

  /** The source's values where the targets of a run are, so that one index serves the loop. */
  private final int[] shifted;

  /** Sums of one step by delay, for exponents that round; null for the others. */
  private final int[][] sums;

  /**
   * Synapses of one diagonal and delay.
   *
   * @param source index of the first source value
   * @param target index of the first sum
   * @param delay delay in steps
   * @param weights weights of all individuals, from index {@code target}
   */
  @SuppressWarnings("ArrayRecordComponent") // private to the loops, never compared
  private record Run(int source, int target, int delay, int[] weights) {}

  /**
   * Makes the synapses.
   *
   * @param projections the projection of every individual
   * @param source the source's values, individuals innermost
   * @param ring where arrivals wait, individuals innermost
   * @param stride distance of neighbours
   */
  LockStepSynapses(List<Projection> projections, int[] source, InputRing ring, int stride) {
    this.source = source;
    this.ring = ring;
    Projection p = projections.getFirst();
    Synapses s = p.synapses().orElseThrow();
    graded = p.messageBits() > 0;
    exponent = p.weightExponent();
    maxDelay = s.maxDelay();
    int[][] weights = projections.stream().map(EffectiveWeights::of).toArray(int[][]::new);
    runs = split(s).stream().map(run -> run(run, s, weights, stride)).toArray(Run[]::new);
    shifted = new int[s.targets() * stride];
    sums = exponent < 0 ? new int[maxDelay + 1][s.targets() * stride] : null;
  }

  /** Returns the synapses of each run, ordered by source. */
  private static List<List<Integer>> split(Synapses s) {
    List<Integer> order =
        IntStream.range(0, s.count())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(k -> s.delay(k))
                    .thenComparingInt(k -> s.target(k) - s.source(k))
                    .thenComparingInt(k -> s.source(k)))
            .toList();
    List<List<Integer>> runs = new ArrayList<>();
    int last = -1;
    for (int k : order) {
      if (last < 0 || !follows(s, last, k)) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(k);
      last = k;
    }
    return runs;
  }

  private static boolean follows(Synapses s, int last, int k) {
    return s.delay(k) == s.delay(last)
        && s.target(k) - s.source(k) == s.target(last) - s.source(last)
        && s.source(k) - s.source(last) <= MAX_GAP + 1;
  }

  private Run run(List<Integer> synapses, Synapses s, int[][] weights, int stride) {
    int first = synapses.getFirst();
    int length = s.source(synapses.getLast()) - s.source(first) + 1;
    int from = s.target(first) * stride;
    int[] flat = new int[from + length * stride];
    for (int k : synapses) {
      for (int individual = 0; individual < weights.length; individual++) {
        int w = weights[individual][k];
        // A left shift of the sum is the sum of left shifts; only a right shift has to wait.
        flat[s.target(k) * stride + individual] += exponent > 0 ? w << exponent : w;
      }
    }
    return new Run(s.source(first) * stride, from, s.delay(first), flat);
  }

  /** Delivers what the source emits in a step to later ones. */
  void deliver(long step) {
    for (Run run : runs) {
      int[] into = sums == null ? ring.slot(step + 1 + run.delay) : sums[run.delay];
      int[] values = source;
      if (run.source != run.target) {
        System.arraycopy(source, run.source, shifted, run.target, run.weights.length - run.target);
        values = shifted;
      }
      if (graded) {
        addGraded(values, run.weights, into, run.target);
      } else {
        addBinary(values, run.weights, into, run.target);
      }
    }
    if (sums != null) {
      flush(step);
    }
  }

  private static void addBinary(int[] values, int[] weights, int[] into, int from) {
    for (int i = from; i < weights.length; i++) {
      into[i] += weights[i] & ((values[i] | -values[i]) >> 31);
    }
  }

  private static void addGraded(int[] values, int[] weights, int[] into, int from) {
    for (int i = from; i < weights.length; i++) {
      into[i] += weights[i] * values[i];
    }
  }

  private void flush(long step) {
    for (int d = 0; d <= maxDelay; d++) {
      shift(sums[d], ring.slot(step + 1 + d), -exponent);
    }
  }

  private static void shift(int[] sum, int[] into, int by) {
    for (int i = 0; i < sum.length; i++) {
      into[i] += sum[i] >> by;
      sum[i] = 0;
    }
  }
}
