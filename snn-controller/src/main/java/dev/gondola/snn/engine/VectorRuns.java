package dev.gondola.snn.engine;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.NEG;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Vector instructions. */
final class VectorRuns implements RunLoops {
  private static final VectorSpecies<Integer> INT = IntVector.SPECIES_PREFERRED;
  private static final int LANES = INT.length();

  @Override
  public void prepare(int longestPiece) {}

  @Override
  public void add(Run run, int[] values, int from, int[] into, int to, Values kind) {
    int[] weights = run.weights();
    int piece = run.piece();
    int source = from + run.from();
    int target = to + run.to();
    for (int w = 0; w < weights.length; w += piece) {
      switch (kind) {
        case SPIKES -> addSpikes(values, source, weights, w, piece, into, target);
        case BINARY -> addBinary(values, source, weights, w, piece, into, target);
        case GRADED -> addGraded(values, source, weights, w, piece, into, target);
      }
      source += run.jump();
      target += run.jump();
    }
  }

  private static void addSpikes(
      int[] values, int from, int[] weights, int w, int n, int[] into, int to) {
    for (int i = 0; i < n; i += LANES) {
      IntVector spiked = IntVector.fromArray(INT, values, from + i).lanewise(NEG);
      IntVector weight = IntVector.fromArray(INT, weights, w + i);
      IntVector.fromArray(INT, into, to + i).add(weight.and(spiked)).intoArray(into, to + i);
    }
  }

  private static void addBinary(
      int[] values, int from, int[] weights, int w, int n, int[] into, int to) {
    for (int i = 0; i < n; i += LANES) {
      IntVector value = IntVector.fromArray(INT, values, from + i);
      IntVector any = value.or(value.lanewise(NEG)).lanewise(ASHR, 31);
      IntVector weight = IntVector.fromArray(INT, weights, w + i);
      IntVector.fromArray(INT, into, to + i).add(weight.and(any)).intoArray(into, to + i);
    }
  }

  private static void addGraded(
      int[] values, int from, int[] weights, int w, int n, int[] into, int to) {
    for (int i = 0; i < n; i += LANES) {
      IntVector value = IntVector.fromArray(INT, values, from + i);
      IntVector product = IntVector.fromArray(INT, weights, w + i).mul(value);
      IntVector.fromArray(INT, into, to + i).add(product).intoArray(into, to + i);
    }
  }
}
