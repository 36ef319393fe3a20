package dev.gondola.snn.exchange;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A linear map from one layer to another whose entries may look back in time: {@code y_i(t) = sum
 * of w x_j(t - lag)}. Rows are targets. Immutable; rows are sorted by column, then lag, and hold no
 * zeros.
 */
final class SparseMatrix {
  /** Most entries; what has more would not fit a network file either. */
  static final int MAX_ENTRIES = 1 << 23;

  /** Most products of two entries in one composition, with several lags and with one. */
  private static final long MAX_PRODUCTS = 1 << 26;

  private static final long MAX_SIMPLE_PRODUCTS = 1L << 32;

  private final int columns;
  private final int[] start;
  private final int[] column;
  private final int[] lag;
  private final double[] weight;
  private final boolean identity;

  private SparseMatrix(
      int columns, int[] start, int[] column, int[] lag, double[] weight, boolean identity) {
    this.columns = columns;
    this.start = start;
    this.column = column;
    this.lag = lag;
    this.weight = weight;
    this.identity = identity;
  }

  /** Returns the map of a layer to itself. */
  static SparseMatrix identity(int size) {
    Builder b = new Builder(size, size);
    for (int i = 0; i < size; i++) {
      b.add(i, 0, 1);
      b.endRow();
    }
    SparseMatrix m = b.build();
    return new SparseMatrix(size, m.start, m.column, m.lag, m.weight, true);
  }

  /** Collects entries row by row. */
  static final class Builder {
    private final int columns;
    private final int[] start;
    private int[] column = new int[16];
    private int[] lag = new int[16];
    private double[] weight = new double[16];
    private final Map<Long, Double> row = new TreeMap<>();
    private int rows;
    private int count;

    Builder(int rows, int columns) {
      this.columns = columns;
      start = new int[rows + 1];
    }

    /** Adds to an entry of the current row. */
    void add(int c, int lag, double w) {
      if (w != 0) {
        row.merge(((long) c << 32) | lag, w, Double::sum);
      }
    }

    /**
     * Ends the current row.
     *
     * @throws IllegalArgumentException if there are more than {@link #MAX_ENTRIES}
     */
    void endRow() {
      if (count + (long) row.size() > MAX_ENTRIES) {
        throw new IllegalArgumentException("more than " + MAX_ENTRIES + " synapses");
      }
      grow(count + row.size());
      row.forEach(
          (key, w) -> {
            column[count] = (int) (key >> 32);
            lag[count] = key.intValue();
            weight[count++] = w;
          });
      row.clear();
      start[++rows] = count;
    }

    private void grow(int size) {
      if (size > weight.length) {
        int length = Math.max(size, 2 * weight.length);
        column = Arrays.copyOf(column, length);
        lag = Arrays.copyOf(lag, length);
        weight = Arrays.copyOf(weight, length);
      }
    }

    SparseMatrix build() {
      return new SparseMatrix(
          columns,
          start,
          Arrays.copyOf(column, count),
          Arrays.copyOf(lag, count),
          Arrays.copyOf(weight, count),
          false);
    }
  }

  int rows() {
    return start.length - 1;
  }

  int columns() {
    return columns;
  }

  /** Returns whether this is known to be the map of a layer to itself. */
  boolean isIdentity() {
    return identity;
  }

  /** Returns the number of entries. */
  int count() {
    return weight.length;
  }

  /** Returns the index of the first entry of a row; that of the row after the last is the count. */
  int start(int row) {
    return start[row];
  }

  int column(int k) {
    return column[k];
  }

  /** Returns how many steps ago the entry looks. */
  int lag(int k) {
    return lag[k];
  }

  double weight(int k) {
    return weight[k];
  }

  /** Returns the smallest lag; 0 if there are no entries. */
  int minLag() {
    return Arrays.stream(lag).min().orElse(0);
  }

  /**
   * Returns this map of what another map gives.
   *
   * @throws IllegalArgumentException if that is too large
   */
  SparseMatrix after(SparseMatrix first) {
    if (first.identity) {
      return this;
    }
    if (identity) {
      return first;
    }
    boolean simple = hasOneLag() && first.hasOneLag();
    if (products(first) > (simple ? MAX_SIMPLE_PRODUCTS : MAX_PRODUCTS)) {
      throw new IllegalArgumentException("too many synapses, once folded with what comes before");
    }
    return simple ? afterSimple(first) : afterLags(first);
  }

  /** Returns whether all entries have one lag, so that each pair has one entry at most. */
  boolean hasOneLag() {
    return Arrays.stream(lag).allMatch(l -> l == lag[0]);
  }

  private long products(SparseMatrix first) {
    long products = 0;
    for (int j : column) {
      products += first.start[j + 1] - first.start[j];
    }
    return products;
  }

  private SparseMatrix afterLags(SparseMatrix first) {
    Builder b = new Builder(rows(), first.columns);
    for (int i = 0; i < rows(); i++) {
      for (int k = start[i]; k < start[i + 1]; k++) {
        int j = column[k];
        for (int l = first.start[j]; l < first.start[j + 1]; l++) {
          b.add(first.column[l], lag[k] + first.lag[l], weight[k] * first.weight[l]);
        }
      }
      b.endRow();
    }
    return b.build();
  }

  private SparseMatrix afterSimple(SparseMatrix first) {
    Builder b = new Builder(rows(), first.columns);
    int late = count() == 0 || first.count() == 0 ? 0 : lag[0] + first.lag[0];
    double[] sum = new double[first.columns];
    boolean[] touched = new boolean[first.columns];
    int[] list = new int[first.columns];
    for (int i = 0; i < rows(); i++) {
      int count = 0;
      for (int k = start[i]; k < start[i + 1]; k++) {
        int j = column[k];
        for (int l = first.start[j]; l < first.start[j + 1]; l++) {
          int c = first.column[l];
          sum[c] += weight[k] * first.weight[l];
          if (!touched[c]) {
            touched[c] = true;
            list[count++] = c;
          }
        }
      }
      for (int n = 0; n < count; n++) {
        b.add(list[n], late, sum[list[n]]);
        sum[list[n]] = 0;
        touched[list[n]] = false;
      }
      b.endRow();
    }
    return b.build();
  }

  /** Returns the sum of two maps. */
  SparseMatrix plus(SparseMatrix other) {
    Builder b = new Builder(rows(), columns);
    for (int i = 0; i < rows(); i++) {
      for (SparseMatrix m : new SparseMatrix[] {this, other}) {
        for (int k = m.start[i]; k < m.start[i + 1]; k++) {
          b.add(m.column[k], m.lag[k], m.weight[k]);
        }
      }
      b.endRow();
    }
    return b.build();
  }

  /** Returns the same map of what was some steps ago. */
  SparseMatrix later(int steps) {
    int[] lags = Arrays.stream(lag).map(l -> l + steps).toArray();
    return new SparseMatrix(columns, start, column, lags, weight, identity && steps == 0);
  }

  /** Returns the same map with each row multiplied. */
  SparseMatrix scaled(double[] factor) {
    double[] w = weight.clone();
    for (int i = 0; i < rows(); i++) {
      for (int k = start[i]; k < start[i + 1]; k++) {
        w[k] *= factor[i];
      }
    }
    return new SparseMatrix(columns, start, column, lag, w, false);
  }

  /** Returns what the map makes of a constant. */
  double[] apply(double[] x) {
    double[] y = new double[rows()];
    for (int i = 0; i < y.length; i++) {
      for (int k = start[i]; k < start[i + 1]; k++) {
        y[i] += weight[k] * x[column[k]];
      }
    }
    return y;
  }
}
