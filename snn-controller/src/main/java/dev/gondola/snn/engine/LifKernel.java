package dev.gondola.snn.engine;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The arithmetic of {@link LifState} and {@link IwtaState} in vector instructions. Each loop is one
 * method: a vector that is handed to a method which the compiler does not inline becomes an object.
 *
 * <p>The last vector ends with the last neuron. Where a population is no multiple of the vector it
 * overlaps the one before; so its state is set aside before the others change it.
 */
final class LifKernel {
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

  /** State and input of the last vector before the step. */
  private final int[] tailU = new int[LANES];

  private final int[] tailV = new int[LANES];
  private final int[] tailInput = new int[LANES];
  private final int size;
  private final int whole;
  private int[] direct;

  /**
   * Makes a kernel.
   *
   * @param size neurons, at least {@link #LANES}
   */
  LifKernel(int size) {
    this.size = size;
    whole = size - size % LANES;
    direct = new int[size];
  }

  /**
   * Sets the sources of direct projections. One of them is added while integrating, which spares a
   * pass.
   *
   * @return the sources that have to be added before
   */
  int[][] connect(int[][] sources) {
    if (sources.length == 0) {
      return sources;
    }
    direct = sources[0];
    return Arrays.copyOfRange(sources, 1, sources.length);
  }

  /** As {@link LifState#integrate}; what has arrived at the current is cleared on the way. */
  void integrate(PopulationState s, int[] current, int[] threshold) {
    if (whole == size) {
      integrate(s, s.u, s.v, current, 0, current, threshold, 0, size);
      return;
    }
    int last = size - LANES;
    IntVector.fromArray(INT, s.u, last).intoArray(tailU, 0);
    IntVector.fromArray(INT, s.v, last).intoArray(tailV, 0);
    IntVector.fromArray(INT, current, last).intoArray(tailInput, 0);
    integrate(s, s.u, s.v, current, 0, current, threshold, 0, whole);
    integrate(s, tailU, tailV, tailInput, last, current, threshold, last, size);
  }

  /**
   * Updates neurons from..to, a multiple of a vector. Their old state and what has arrived are read
   * {@code offset} places earlier.
   */
  private void integrate(
      PopulationState s,
      int[] oldU,
      int[] oldV,
      int[] arrived,
      int offset,
      int[] current,
      int[] threshold,
      int from,
      int to) {
    int[] u = s.u;
    int[] v = s.v;
    int[] spikes = s.spikes;
    int[] currentKeep = s.currentKeep;
    int[] membraneKeep = s.membraneKeep;
    int[] bias = s.bias;
    int[] added = direct;
    for (int i = from; i < to; i += LANES) {
      IntVector a =
          IntVector.fromArray(INT, arrived, i - offset).add(IntVector.fromArray(INT, added, i));
      IntVector.zero(INT).intoArray(current, i);
      IntVector x = decay(oldU, i - offset, currentKeep, i).add(a.lanewise(LSHL, 6));
      x = x.sub(U_MODULUS, x.compare(GT, U_LIMIT));
      x = x.add(U_MODULUS, x.compare(LE, -U_LIMIT));
      x.intoArray(u, i);
      IntVector y =
          decay(oldV, i - offset, membraneKeep, i).add(x).add(IntVector.fromArray(INT, bias, i));
      y = y.min(V_MAX).max(-V_MAX);
      VectorMask<Integer> fired = y.compare(GT, IntVector.fromArray(INT, threshold, i));
      y.blend(0, fired).intoArray(v, i);
      IntVector.zero(INT).blend(1, fired).intoArray(spikes, i);
    }
  }

  private static IntVector decay(int[] state, int i, int[] keep, int k) {
    IntVector y = IntVector.fromArray(INT, state, i);
    IntVector factor = IntVector.fromArray(INT, keep, k);
    IntVector sign = y.lanewise(ASHR, 31);
    IntVector magnitude = y.lanewise(XOR, sign).sub(sign);
    IntVector low = magnitude.and(4095).mul(factor).lanewise(LSHR, 12);
    return magnitude.lanewise(LSHR, 12).mul(factor).add(low).lanewise(XOR, sign).sub(sign);
  }

  /** As {@link IwtaState#adapt}. */
  void adapt(IwtaState s, int[] input) {
    if (whole == size) {
      adapt(s, s.w, 0, input, 0, size);
      return;
    }
    int last = size - LANES;
    IntVector.fromArray(INT, s.w, last).intoArray(tailU, 0);
    adapt(s, s.w, 0, input, 0, whole);
    adapt(s, tailU, last, input, last, size);
  }

  private static void adapt(IwtaState s, int[] oldW, int offset, int[] input, int from, int to) {
    int[] w = s.w;
    int[] keep = s.adaptationKeep;
    int[] threshold = s.threshold;
    int[] adapted = s.adapted;
    for (int i = from; i < to; i += LANES) {
      IntVector a = IntVector.fromArray(INT, input, i).lanewise(LSHL, 6);
      IntVector y = decay(oldW, i - offset, keep, i).add(a).min(V_MAX).max(-V_MAX);
      y.intoArray(w, i);
      IntVector.fromArray(INT, threshold, i).add(y).min(V_MAX).max(0).intoArray(adapted, i);
    }
  }

  /** As {@link Firing#listSpikes}. */
  static void list(Firing firing) {
    if (COMPRESSES) {
      pack(firing);
    } else {
      firing.listSpikes();
    }
  }

  private static void pack(Firing firing) {
    int[] values = firing.values;
    int[] into = firing.indices;
    int n = 0;
    int i = 0;
    for (; i <= values.length - LANES; i += LANES) {
      VectorMask<Integer> fired = IntVector.fromArray(INT, values, i).compare(NE, 0);
      IntVector.broadcast(INT, i).addIndex(1).compress(fired).intoArray(into, n);
      n += fired.trueCount();
    }
    for (; i < values.length; i++) {
      into[n] = i;
      n += values[i] & 1;
    }
    firing.count = n;
  }
}
