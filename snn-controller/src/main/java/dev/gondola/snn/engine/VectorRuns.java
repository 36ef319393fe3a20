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
  public void add(int[] values, int from, int[] weights, int[] into, int to, Values kind) {
    switch (kind) {
      case SPIKES -> addSpikes(values, from, weights, into, to);
      case BINARY -> addBinary(values, from, weights, into, to);
      case GRADED -> addGraded(values, from, weights, into, to);
    }
  }

  private static void addSpikes(int[] values, int from, int[] weights, int[] into, int to) {
    for (int i = 0; i < weights.length; i += LANES) {
      IntVector spiked = IntVector.fromArray(INT, values, from + i).lanewise(NEG);
      IntVector weight = IntVector.fromArray(INT, weights, i);
      IntVector.fromArray(INT, into, to + i).add(weight.and(spiked)).intoArray(into, to + i);
    }
  }

  private static void addBinary(int[] values, int from, int[] weights, int[] into, int to) {
    for (int i = 0; i < weights.length; i += LANES) {
      IntVector value = IntVector.fromArray(INT, values, from + i);
      IntVector any = value.or(value.lanewise(NEG)).lanewise(ASHR, 31);
      IntVector weight = IntVector.fromArray(INT, weights, i);
      IntVector.fromArray(INT, into, to + i).add(weight.and(any)).intoArray(into, to + i);
    }
  }

  private static void addGraded(int[] values, int from, int[] weights, int[] into, int to) {
    for (int i = 0; i < weights.length; i += LANES) {
      IntVector value = IntVector.fromArray(INT, values, from + i);
      IntVector product = IntVector.fromArray(INT, weights, i).mul(value);
      IntVector.fromArray(INT, into, to + i).add(product).intoArray(into, to + i);
    }
  }
}
