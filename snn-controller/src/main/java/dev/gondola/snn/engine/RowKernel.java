package dev.gondola.snn.engine;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds up rows of 16-bit weights, a row for each source that fired. The sums stay in registers, 16
 * bits each, until all rows are in: that, and half the memory traffic, is what makes it faster than
 * adding rows to 32-bit sums.
 *
 * <p>Layout of a row: one vector of weights after the other. The even lanes of a vector belong to
 * the first half of its targets and the odd lanes to the second, so that widening a sum to 32 bits
 * is two shifts: conversions between lane sizes are not fast on every machine.
 *
 * <p>There is a method for each number of vectors up to six, since vectors cannot be held in an
 * array, and each further pass over the list costs a mispredicted branch.
 */
final class RowKernel {
  private static final VectorSpecies<Short> SHORT = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INT = IntVector.SPECIES_PREFERRED;
  private static final int INTS = INT.length();

  /** Targets in one vector of weights. */
  static final int BLOCK = SHORT.length();

  private RowKernel() {}

  /**
   * Returns rows in the layout of this kernel.
   *
   * @param weights one 16-bit weight for each target of each source
   * @param padded length of a row, a multiple of {@link #BLOCK}
   */
  static short[] pack(int[][] weights, int padded) {
    short[] rows = new short[weights.length * padded];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights[i].length; j++) {
        int within = j % BLOCK;
        int lane = within < INTS ? 2 * within : 2 * (within - INTS) + 1;
        rows[i * padded + j - within + lane] = (short) weights[i][j];
      }
    }
    return rows;
  }

  /**
   * Adds the sums of rows to the targets' inputs: {@code (sum >> right) << left}.
   *
   * @param rows the rows, packed
   * @param padded length of a row
   * @param fired which rows, and how many
   * @param sums room for as many sums
   * @param input one number a target, the first one at {@code at}
   */
  static void add(
      short[] rows,
      int padded,
      Firing fired,
      short[] sums,
      int[] input,
      int at,
      int right,
      int left) {
    int[] list = fired.indices;
    int n = fired.count;
    int j = 0;
    for (; padded - j > 6 * BLOCK; j += 6 * BLOCK) {
      add6(rows, padded, list, n, sums, j);
    }
    switch ((padded - j) / BLOCK) {
      case 6 -> add6(rows, padded, list, n, sums, j);
      case 5 -> add5(rows, padded, list, n, sums, j);
      case 4 -> add4(rows, padded, list, n, sums, j);
      case 3 -> add3(rows, padded, list, n, sums, j);
      case 2 -> add2(rows, padded, list, n, sums, j);
      default -> add1(rows, padded, list, n, sums, j);
    }
    widen(sums, padded, input, at, right, left);
  }

  private static void widen(short[] sums, int padded, int[] input, int at, int right, int left) {
    for (int j = 0; j < padded; j += BLOCK) {
      IntVector pairs = ShortVector.fromArray(SHORT, sums, j).reinterpretAsInts();
      IntVector even = pairs.lanewise(LSHL, 16).lanewise(ASHR, 16 + right).lanewise(LSHL, left);
      IntVector odd = pairs.lanewise(ASHR, 16 + right).lanewise(LSHL, left);
      int k = at + j;
      IntVector.fromArray(INT, input, k).add(even).intoArray(input, k);
      IntVector.fromArray(INT, input, k + INTS).add(odd).intoArray(input, k + INTS);
    }
  }

  private static void add6(short[] rows, int padded, int[] list, int n, short[] sums, int j) {
    ShortVector a = ShortVector.zero(SHORT);
    ShortVector b = a;
    ShortVector c = a;
    ShortVector d = a;
    ShortVector e = a;
    ShortVector f = a;
    for (int s = 0; s < n; s++) {
      int row = list[s] * padded + j;
      a = a.add(ShortVector.fromArray(SHORT, rows, row));
      b = b.add(ShortVector.fromArray(SHORT, rows, row + BLOCK));
      c = c.add(ShortVector.fromArray(SHORT, rows, row + 2 * BLOCK));
      d = d.add(ShortVector.fromArray(SHORT, rows, row + 3 * BLOCK));
      e = e.add(ShortVector.fromArray(SHORT, rows, row + 4 * BLOCK));
      f = f.add(ShortVector.fromArray(SHORT, rows, row + 5 * BLOCK));
    }
    a.intoArray(sums, j);
    b.intoArray(sums, j + BLOCK);
    c.intoArray(sums, j + 2 * BLOCK);
    d.intoArray(sums, j + 3 * BLOCK);
    e.intoArray(sums, j + 4 * BLOCK);
    f.intoArray(sums, j + 5 * BLOCK);
  }

  private static void add5(short[] rows, int padded, int[] list, int n, short[] sums, int j) {
    ShortVector a = ShortVector.zero(SHORT);
    ShortVector b = a;
    ShortVector c = a;
    ShortVector d = a;
    ShortVector e = a;
    for (int s = 0; s < n; s++) {
      int row = list[s] * padded + j;
      a = a.add(ShortVector.fromArray(SHORT, rows, row));
      b = b.add(ShortVector.fromArray(SHORT, rows, row + BLOCK));
      c = c.add(ShortVector.fromArray(SHORT, rows, row + 2 * BLOCK));
      d = d.add(ShortVector.fromArray(SHORT, rows, row + 3 * BLOCK));
      e = e.add(ShortVector.fromArray(SHORT, rows, row + 4 * BLOCK));
    }
    a.intoArray(sums, j);
    b.intoArray(sums, j + BLOCK);
    c.intoArray(sums, j + 2 * BLOCK);
    d.intoArray(sums, j + 3 * BLOCK);
    e.intoArray(sums, j + 4 * BLOCK);
  }

  private static void add4(short[] rows, int padded, int[] list, int n, short[] sums, int j) {
    ShortVector a = ShortVector.zero(SHORT);
    ShortVector b = a;
    ShortVector c = a;
    ShortVector d = a;
    for (int s = 0; s < n; s++) {
      int row = list[s] * padded + j;
      a = a.add(ShortVector.fromArray(SHORT, rows, row));
      b = b.add(ShortVector.fromArray(SHORT, rows, row + BLOCK));
      c = c.add(ShortVector.fromArray(SHORT, rows, row + 2 * BLOCK));
      d = d.add(ShortVector.fromArray(SHORT, rows, row + 3 * BLOCK));
    }
    a.intoArray(sums, j);
    b.intoArray(sums, j + BLOCK);
    c.intoArray(sums, j + 2 * BLOCK);
    d.intoArray(sums, j + 3 * BLOCK);
  }

  private static void add3(short[] rows, int padded, int[] list, int n, short[] sums, int j) {
    ShortVector a = ShortVector.zero(SHORT);
    ShortVector b = a;
    ShortVector c = a;
    for (int s = 0; s < n; s++) {
      int row = list[s] * padded + j;
      a = a.add(ShortVector.fromArray(SHORT, rows, row));
      b = b.add(ShortVector.fromArray(SHORT, rows, row + BLOCK));
      c = c.add(ShortVector.fromArray(SHORT, rows, row + 2 * BLOCK));
    }
    a.intoArray(sums, j);
    b.intoArray(sums, j + BLOCK);
    c.intoArray(sums, j + 2 * BLOCK);
  }

  private static void add2(short[] rows, int padded, int[] list, int n, short[] sums, int j) {
    ShortVector a = ShortVector.zero(SHORT);
    ShortVector b = a;
    for (int s = 0; s < n; s++) {
      int row = list[s] * padded + j;
      a = a.add(ShortVector.fromArray(SHORT, rows, row));
      b = b.add(ShortVector.fromArray(SHORT, rows, row + BLOCK));
    }
    a.intoArray(sums, j);
    b.intoArray(sums, j + BLOCK);
  }

  private static void add1(short[] rows, int padded, int[] list, int n, short[] sums, int j) {
    ShortVector a = ShortVector.zero(SHORT);
    for (int s = 0; s < n; s++) {
      int row = list[s] * padded + j;
      a = a.add(ShortVector.fromArray(SHORT, rows, row));
    }
    a.intoArray(sums, j);
  }
}
