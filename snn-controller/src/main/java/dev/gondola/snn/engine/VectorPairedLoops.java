package dev.gondola.snn.engine;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Vector instructions. */
final class VectorPairedLoops implements PairedLoops {
  private static final VectorSpecies<Integer> INT = IntVector.SPECIES_PREFERRED;
  private static final int LANES = INT.length();

  @Override
  public void encode(int[] gain, int[] counts, int shift, int[] into) {
    for (int k = 0; k < counts.length; k += LANES) {
      IntVector count = IntVector.fromArray(INT, counts, k);
      for (int c = k; c < gain.length; c += counts.length) {
        IntVector product = IntVector.fromArray(INT, gain, c).mul(count);
        IntVector sign = product.lanewise(ASHR, 31);
        IntVector magnitude = product.lanewise(XOR, sign).sub(sign).lanewise(LSHR, shift);
        magnitude.min(32767).lanewise(XOR, sign).sub(sign).intoArray(into, c);
      }
    }
  }

  @Override
  public void decode(int[] weight, int[] spikes, int[] keep, int[] y) {
    for (int k = 0; k < y.length; k += LANES) {
      IntVector sum = IntVector.zero(INT);
      for (int c = k; c < weight.length; c += y.length) {
        IntVector spike = IntVector.fromArray(INT, spikes, c);
        sum = sum.add(IntVector.fromArray(INT, weight, c).mul(spike));
      }
      IntVector before = IntVector.fromArray(INT, y, k);
      IntVector factor = IntVector.fromArray(INT, keep, k);
      IntVector up = before.lanewise(ASHR, 31).lanewise(LSHR, 20);
      IntVector low = before.and(4095).mul(factor).add(up).lanewise(LSHR, 12);
      IntVector kept = before.lanewise(ASHR, 12).mul(factor).add(low);
      kept.add(sum).intoArray(y, k);
    }
  }
}
