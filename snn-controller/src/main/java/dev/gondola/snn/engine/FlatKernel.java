package dev.gondola.snn.engine;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The arithmetic of {@link LifState} and {@link IwtaState} in vector instructions. Each loop is
 * written out in one method, the decay again and again: a vector that is handed to a method which
 * the compiler does not inline becomes an object, and whether it does depends on what it compiled
 * before. The decay {@code sign(y) * ((|y| * keep) >> 12)} rounds toward zero, that is down, once
 * 4095 is added to the product of a negative y; of the product's parts, {@code (y >> 12) * keep}
 * and {@code (y & 4095) * keep}, only the second has to be shifted.
 */
final class FlatKernel implements FlatLoops {
  private static final VectorSpecies<Integer> INT = IntVector.SPECIES_PREFERRED;

  /** Neurons in one vector. */
  static final int LANES = INT.length();

  /** Bits in one vector. */
  static final int BITS = INT.vectorBitSize();

  /** Whether the machine packs the lanes of a mask; those with short vectors do not. */
  private static final boolean COMPRESSES = BITS >= 256;

  private static final int V_MAX = PopulationState.V_MAX;
  private static final int U_LIMIT = PopulationState.U_LIMIT;
  private static final int U_MODULUS = PopulationState.U_MODULUS;

  @Override
  public void integrate(FlatState s, int[] arrived, int[] thresholds) {
    for (FlatState.Segment segment : s.segments) {
      if (segment.encoding()) {
        encoding(s, thresholds, segment.from(), segment.to());
      } else {
        general(s, arrived, thresholds, segment.fed(), segment.from(), segment.to());
      }
    }
    if (s.totals.length > 0) {
      count(s.spikes, s.totals);
    }
  }

  private static void general(
      FlatState s, int[] arrived, int[] thresholds, boolean fed, int from, int to) {
    int[] u = s.u;
    int[] v = s.v;
    int[] spikes = s.spikes;
    // Neurons without direct inputs read the same zeros again and again.
    int[] direct = fed ? s.direct : s.zeros;
    int mask = fed ? -1 : 0;
    int[] currentKeep = s.currentKeep;
    int[] membraneKeep = s.membraneKeep;
    int[] bias = s.bias;
    for (int i = from; i < to; i += LANES) {
      IntVector a =
          IntVector.fromArray(INT, arrived, i).add(IntVector.fromArray(INT, direct, i & mask));
      IntVector.zero(INT).intoArray(arrived, i);
      IntVector keep = IntVector.fromArray(INT, currentKeep, i);
      IntVector old = IntVector.fromArray(INT, u, i);
      IntVector up = old.lanewise(ASHR, 31).lanewise(LSHR, 20);
      IntVector low = old.and(4095).mul(keep).add(up).lanewise(LSHR, 12);
      IntVector kept = old.lanewise(ASHR, 12).mul(keep).add(low);
      IntVector x = kept.add(a.lanewise(LSHL, 6));
      x = x.sub(U_MODULUS, x.compare(GT, U_LIMIT));
      x = x.add(U_MODULUS, x.compare(LE, -U_LIMIT));
      x.intoArray(u, i);
      keep = IntVector.fromArray(INT, membraneKeep, i);
      old = IntVector.fromArray(INT, v, i);
      up = old.lanewise(ASHR, 31).lanewise(LSHR, 20);
      low = old.and(4095).mul(keep).add(up).lanewise(LSHR, 12);
      kept = old.lanewise(ASHR, 12).mul(keep).add(low);
      IntVector y = kept.add(x).add(IntVector.fromArray(INT, bias, i));
      y = y.min(V_MAX).max(-V_MAX);
      VectorMask<Integer> fired = y.compare(GT, IntVector.fromArray(INT, thresholds, i));
      y.blend(0, fired).intoArray(v, i);
      IntVector.zero(INT).blend(1, fired).intoArray(spikes, i);
    }
  }

  /** As {@link #general} for neurons whose current is the direct input of the step alone. */
  private static void encoding(FlatState s, int[] thresholds, int from, int to) {
    int[] u = s.u;
    int[] v = s.v;
    int[] spikes = s.spikes;
    int[] direct = s.direct;
    int[] membraneKeep = s.membraneKeep;
    int[] bias = s.bias;
    for (int i = from; i < to; i += LANES) {
      IntVector x = IntVector.fromArray(INT, direct, i).lanewise(LSHL, 6);
      x = x.sub(U_MODULUS, x.compare(GT, U_LIMIT));
      x = x.add(U_MODULUS, x.compare(LE, -U_LIMIT));
      x.intoArray(u, i);
      IntVector keep = IntVector.fromArray(INT, membraneKeep, i);
      IntVector old = IntVector.fromArray(INT, v, i);
      IntVector up = old.lanewise(ASHR, 31).lanewise(LSHR, 20);
      IntVector low = old.and(4095).mul(keep).add(up).lanewise(LSHR, 12);
      IntVector kept = old.lanewise(ASHR, 12).mul(keep).add(low);
      IntVector y = kept.add(x).add(IntVector.fromArray(INT, bias, i));
      y = y.min(V_MAX).max(-V_MAX);
      VectorMask<Integer> fired = y.compare(GT, IntVector.fromArray(INT, thresholds, i));
      y.blend(0, fired).intoArray(v, i);
      IntVector.zero(INT).blend(1, fired).intoArray(spikes, i);
    }
  }

  private static void count(int[] spikes, int[] totals) {
    for (int i = 0; i < totals.length; i += LANES) {
      IntVector sum = IntVector.fromArray(INT, totals, i).add(IntVector.fromArray(INT, spikes, i));
      sum.intoArray(totals, i);
    }
  }

  @Override
  public void adapt(FlatState s, int[] arrived, int from, int to) {
    adaptThresholds(s, arrived, from, to);
  }

  private static void adaptThresholds(FlatState s, int[] arrived, int from, int to) {
    int[] w = s.w;
    int[] adaptationKeep = s.adaptationKeep;
    int[] threshold = s.threshold;
    int[] adapted = s.adapted;
    for (int i = from; i < to; i += LANES) {
      IntVector a = IntVector.fromArray(INT, arrived, i).lanewise(LSHL, 6);
      IntVector.zero(INT).intoArray(arrived, i);
      IntVector keep = IntVector.fromArray(INT, adaptationKeep, i);
      IntVector old = IntVector.fromArray(INT, w, i);
      IntVector up = old.lanewise(ASHR, 31).lanewise(LSHR, 20);
      IntVector low = old.and(4095).mul(keep).add(up).lanewise(LSHR, 12);
      IntVector kept = old.lanewise(ASHR, 12).mul(keep).add(low);
      IntVector y = kept.add(a).min(V_MAX).max(-V_MAX);
      y.intoArray(w, i);
      IntVector.fromArray(INT, threshold, i).add(y).min(V_MAX).max(0).intoArray(adapted, i);
    }
  }

  /**
   * Returns whether the machine has comparisons of vectors: x86 processors got them with AVX;
   * without, the Vector API works a hundred times slower than plain loops. One whose vectors have
   * been limited to 128 bits looks like one without AVX; the system property {@code
   * gondola.vectors=true} says that it is not.
   */
  static boolean paysHere() {
    return BITS > 128
        || !System.getProperty("os.arch").equals("amd64")
        || Boolean.getBoolean("gondola.vectors");
  }

  /**
   * Lists the spikes of one population.
   *
   * @param spikes flat spikes, 0 or 1
   * @param base where the population begins
   * @param size its neurons
   */
  static void list(int[] spikes, int base, int size, Firing into) {
    if (COMPRESSES) {
      pack(spikes, base, size, into);
    } else {
      int[] indices = into.indices;
      int n = 0;
      for (int i = 0; i < size; i++) {
        indices[n] = i;
        n += spikes[base + i];
      }
      into.count = n;
    }
  }

  private static void pack(int[] spikes, int base, int size, Firing into) {
    int[] indices = into.indices;
    int n = 0;
    // The last vector may reach beyond the population: nothing fires there.
    for (int i = 0; i < size; i += LANES) {
      VectorMask<Integer> fired = IntVector.fromArray(INT, spikes, base + i).compare(NE, 0);
      IntVector.broadcast(INT, i).addIndex(1).compress(fired).intoArray(indices, n);
      n += fired.trueCount();
    }
    into.count = n;
  }
}
