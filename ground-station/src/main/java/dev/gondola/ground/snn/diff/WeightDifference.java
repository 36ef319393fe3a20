package dev.gondola.ground.snn.diff;

import dev.gondola.snn.Synapses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the synapses of two projections differ. Synapses of the same two neurons are the same
 * synapse; weights are compared as written, before rounding to what the chip can hold.
 *
 * @param synapsesA synapses in A
 * @param synapsesB synapses in B
 * @param onlyA synapses that B has not
 * @param onlyB synapses that A has not
 * @param compared synapses that both have
 * @param differing of these, weights that differ
 * @param maxDifference of these, largest magnitude of a weight's difference
 * @param rmsDifference of these, root mean square of the differences; 0 if there are none
 * @param delaysDiffering of these, delays that differ
 */
public record WeightDifference(
    int synapsesA,
    int synapsesB,
    int onlyA,
    int onlyB,
    int compared,
    int differing,
    long maxDifference,
    double rmsDifference,
    int delaysDiffering) {

  static WeightDifference of(Synapses a, Synapses b) {
    Counter counter = new Counter();
    int i = 0;
    int j = 0;
    while (i < a.count() || j < b.count()) {
      int order = i == a.count() ? 1 : j == b.count() ? -1 : order(a, i, b, j);
      if (order == 0) {
        counter.compare((long) a.weight(i) - b.weight(j), a.delay(i) != b.delay(j));
      }
      counter.onlyA += order < 0 ? 1 : 0;
      counter.onlyB += order > 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return counter.result(a.count(), b.count());
  }

  /** Synapses are in the order of source, then target. */
  private static int order(Synapses a, int i, Synapses b, int j) {
    return a.source(i) != b.source(j)
        ? Integer.compare(a.source(i), b.source(j))
        : Integer.compare(a.target(i), b.target(j));
  }

  /** Returns whether anything differs. */
  boolean any() {
    return onlyA + onlyB + differing + delaysDiffering > 0;
  }

  /** Returns it in words. */
  String text() {
    List<String> parts = new ArrayList<>();
    if (differing > 0) {
      parts.add(
          String.format(
              Locale.ROOT,
              "weights: %d of %d differ, by up to %d, rms %.4g",
              differing,
              compared,
              maxDifference,
              rmsDifference));
    }
    if (delaysDiffering > 0) {
      parts.add("delays: %d of %d differ".formatted(delaysDiffering, compared));
    }
    if (onlyA + onlyB > 0) {
      parts.add("synapses: %d only in A, %d only in B".formatted(onlyA, onlyB));
    }
    return String.join("; ", parts);
  }

  private static final class Counter {
    private int onlyA;
    private int onlyB;
    private int compared;
    private int differing;
    private int delaysDiffering;
    private long max;
    private double squares;

    void compare(long difference, boolean delayDiffers) {
      compared++;
      differing += difference == 0 ? 0 : 1;
      delaysDiffering += delayDiffers ? 1 : 0;
      max = Math.max(max, Math.abs(difference));
      squares += (double) difference * difference;
    }

    WeightDifference result(int synapsesA, int synapsesB) {
      double rms = compared == 0 ? 0 : Math.sqrt(squares / compared);
      return new WeightDifference(
          synapsesA, synapsesB, onlyA, onlyB, compared, differing, max, rms, delaysDiffering);
    }
  }
}
