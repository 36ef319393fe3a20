package dev.gondola.snn.engine;

/**
 * Plain loops. The compiler makes vector instructions of a loop with one index only, so what has
 * another is copied first.
 */
final class ScalarRuns implements RunLoops {
  private int[] source = {};
  private int[] sum = {};

  @Override
  public void add(int[] values, int from, int[] weights, int[] into, int to, Values kind) {
    int n = weights.length;
    if (source.length < n) {
      // Once: runs have their lengths before the first step.
      source = new int[n];
      sum = new int[n];
    }
    System.arraycopy(values, from, source, 0, n);
    System.arraycopy(into, to, sum, 0, n);
    if (kind == Values.GRADED) {
      addGraded(source, weights, sum, n);
    } else {
      addBinary(source, weights, sum, n);
    }
    System.arraycopy(sum, 0, into, to, n);
  }

  private static void addBinary(int[] values, int[] weights, int[] sum, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += weights[i] & ((values[i] | -values[i]) >> 31);
    }
  }

  private static void addGraded(int[] values, int[] weights, int[] sum, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += weights[i] * values[i];
    }
  }
}
