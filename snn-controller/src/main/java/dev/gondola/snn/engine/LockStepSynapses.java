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
  /** Largest distance between sources of a run: every source, or every other one. */
  private static final int MAX_STEP = 2;

  private final int[] source;
  private final int sourceBase;
  private final InputRing ring;
  private final RunLoops.Run[] runs;
  private final RunLoops.Values kind;
  private final int exponent;
  private final int maxDelay;

  private final RunLoops loops;

  /** Sums of one step by delay, for exponents that round; null for the others. */
  private final int[][] sums;

  /**
   * Makes the synapses.
   *
   * @param projections the projection of every individual
   * @param source the source's values, individuals innermost
   * @param sourceBase where the source's values begin
   * @param ring where arrivals wait, individuals innermost
   * @param stride distance of neighbours
   * @param spikes whether the source's values are 0 or 1
   * @param loops the loops to use
   */
  LockStepSynapses(
      List<Projection> projections,
      int[] source,
      int sourceBase,
      InputRing ring,
      int stride,
      boolean spikes,
      RunLoops loops) {
    this.source = source;
    this.sourceBase = sourceBase;
    this.ring = ring;
    this.loops = loops;
    Projection p = projections.getFirst();
    Synapses s = p.synapses().orElseThrow();
    kind = kind(p.messageBits() > 0, spikes);
    exponent = p.weightExponent();
    maxDelay = s.maxDelay();
    int[][] weights = projections.stream().map(EffectiveWeights::of).toArray(int[][]::new);
    runs = split(s).stream().map(run -> run(run, s, weights, stride)).toArray(RunLoops.Run[]::new);
    for (RunLoops.Run run : runs) {
      loops.prepare(run.piece());
    }
    sums = exponent < 0 ? new int[maxDelay + 1][s.targets() * stride] : null;
  }

  private static RunLoops.Values kind(boolean graded, boolean spikes) {
    if (graded) {
      return RunLoops.Values.GRADED;
    }
    return spikes ? RunLoops.Values.SPIKES : RunLoops.Values.BINARY;
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
    List<Integer> run = new ArrayList<>();
    for (int k : order) {
      if (!run.isEmpty() && !follows(s, run, k)) {
        runs.add(run);
        run = new ArrayList<>();
      }
      run.add(k);
    }
    if (!run.isEmpty()) {
      runs.add(run);
    }
    return runs;
  }

  private static boolean follows(Synapses s, List<Integer> run, int k) {
    int last = run.getLast();
    int step = s.source(k) - s.source(last);
    return s.delay(k) == s.delay(last)
        && s.target(k) - s.target(last) == step
        && step >= 1
        && step <= MAX_STEP
        && (run.size() == 1 || step == step(s, run));
  }

  private static int step(Synapses s, List<Integer> run) {
    return run.size() == 1 ? 1 : s.source(run.get(1)) - s.source(run.get(0));
  }

  private RunLoops.Run run(List<Integer> synapses, Synapses s, int[][] weights, int stride) {
    int[] flat = new int[synapses.size() * stride];
    for (int i = 0; i < synapses.size(); i++) {
      for (int individual = 0; individual < weights.length; individual++) {
        int w = weights[individual][synapses.get(i)];
        // A left shift of the sum is the sum of left shifts; only a right shift has to wait.
        flat[i * stride + individual] = exponent > 0 ? w << exponent : w;
      }
    }
    int first = synapses.getFirst();
    int step = step(s, synapses);
    return new RunLoops.Run(
        s.source(first) * stride,
        s.target(first) * stride,
        s.delay(first),
        step == 1 ? flat.length : stride,
        step * stride,
        flat);
  }

  /** Delivers what the source emits in a step to later ones. */
  void deliver(long step) {
    for (RunLoops.Run run : runs) {
      boolean now = sums == null;
      int[] into = now ? ring.slot(step + 1 + run.delay()) : sums[run.delay()];
      loops.add(run, source, sourceBase, into, now ? ring.offset() : 0, kind);
    }
    if (sums != null) {
      flush(step);
    }
  }

  private void flush(long step) {
    for (int d = 0; d <= maxDelay; d++) {
      shift(sums[d], ring.slot(step + 1 + d), ring.offset(), -exponent);
    }
  }

  private static void shift(int[] sum, int[] into, int to, int by) {
    for (int i = 0; i < sum.length; i++) {
      into[to + i] += sum[i] >> by;
      sum[i] = 0;
    }
  }
}
