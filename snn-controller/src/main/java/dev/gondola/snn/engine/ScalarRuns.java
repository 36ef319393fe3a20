package dev.gondola.snn.engine;

/**
 * Plain loops. The compiler makes vector instructions of a loop with one index only, so what has
 * another is copied first.
 */
final class ScalarRuns implements RunLoops {
  private int[] source = {};
  private int[] sum = {};
  private int[] weight = {};

  @Override
  public void prepare(int longestPiece) {
    if (source.length < longestPiece) {
      source = new int[longestPiece];
      sum = new int[longestPiece];
      weight = new int[longestPiece];
    }
  }

  @Override
  public void add(Run run, int[] values, int from, int[] into, int to, Values kind) {
    int n = run.piece();
    int jump = 0;
    for (int w = 0; w < run.weights().length; w += n) {
      int target = to + run.to() + jump;
      System.arraycopy(values, from + run.from() + jump, source, 0, n);
      System.arraycopy(into, target, sum, 0, n);
      System.arraycopy(run.weights(), w, weight, 0, n);
      if (kind == Values.GRADED) {
        addGraded(source, weight, sum, n);
      } else {
        addBinary(source, weight, sum, n);
      }
      System.arraycopy(sum, 0, into, target, n);
      jump += run.jump();
    }
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
