package dev.gondola.snn.engine;

import java.util.Arrays;

/** Plain loops, for many neurons; the compiler makes vector instructions of them. */
final class ScalarFlatLoops implements FlatLoops {

  @Override
  public void integrate(FlatState s, int[] arrived, int[] thresholds) {
    add(s.direct, arrived, s.length);
    LifState.integrate(
        s.length, s.u, s.v, s.spikes, arrived, s.currentKeep, s.membraneKeep, thresholds, s.bias);
    Arrays.fill(arrived, 0);
    add(s.spikes, s.totals, s.totals.length);
  }

  private static void add(int[] values, int[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += values[i];
    }
  }

  @Override
  public void adapt(FlatState s, int[] arrived, int from, int to) {
    // Neurons without adaptation have arrivals and w of 0: their thresholds stay.
    IwtaState.adapt(s.length, s.w, s.adaptationKeep, arrived, s.threshold, s.adapted);
    Arrays.fill(arrived, 0);
  }
}
