package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.Arrays;
import java.util.Optional;

/**
 * A convolution that a chain of linear nodes amounts to: a Conv2d, a pool, or a Conv2d of a pool.
 *
 * @param shape shape of what goes in: channels, rows, columns
 * @param weights {@code [out][in / groups][row][column]}
 * @param stride rows, columns
 * @param padding rows, columns, the same before and after
 * @param dilation rows, columns
 * @param groups groups of channels that do not mix
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier inside the package, never compared
record Kernel(
    int[] shape, double[][][][] weights, int[] stride, int[] padding, int[] dilation, int groups) {

  /** Returns the kernel of a node that acts on a map of neurons; empty if there is none. */
  static Optional<Kernel> of(NirNode node, int[] shape) {
    boolean conv = node.is(NirType.CONV2D);
    boolean pool = node.is(NirType.SUM_POOL_2D) || node.is(NirType.AVG_POOL_2D);
    if (!(conv || pool) || shape.length != 3) {
      return Optional.empty();
    }
    Window w = Window.of(node);
    if (!Arrays.equals(w.before(), w.after())) {
      return Optional.empty();
    }
    if (pool && (long) shape[0] * w.kernel()[0] * w.kernel()[1] > SparseMatrix.MAX_ENTRIES) {
      return Optional.empty();
    }
    int groups = conv ? node.require("groups").toInts()[0] : shape[0];
    double[][][][] weights = conv ? weights(node.require("weight")) : pool(node, w, shape[0]);
    return Optional.of(new Kernel(shape, weights, w.stride(), w.before(), w.dilation(), groups));
  }

  private static double[][][][] weights(NirArray w) {
    double[][][][] weights = new double[w.dim(0)][w.dim(1)][w.dim(2)][w.dim(3)];
    int k = 0;
    for (double[][][] filter : weights) {
      for (double[][] plane : filter) {
        for (double[] row : plane) {
          for (int j = 0; j < row.length; j++) {
            row[j] = w.at(k++);
          }
        }
      }
    }
    return weights;
  }

  private static double[][][][] pool(NirNode node, Window w, int channels) {
    int rows = w.kernel()[0];
    int columns = w.kernel()[1];
    double[][][][] weights = new double[channels][1][rows][columns];
    double one = node.is(NirType.AVG_POOL_2D) ? 1.0 / (rows * columns) : 1;
    for (double[][][] filter : weights) {
      for (double[] row : filter[0]) {
        Arrays.fill(row, one);
      }
    }
    return weights;
  }

  /**
   * Returns the kernel of a node that acts on what this one gives; only a Conv2d without dilation
   * after a pool that leaves nothing over is one kernel again.
   */
  Optional<Kernel> then(NirNode node, int[] between) {
    Optional<Kernel> next = of(node, between);
    boolean plainPool = groups == shape[0] && weights[0].length == 1;
    for (int i = 0; i < 2; i++) {
      int size = i == 0 ? weights[0][0].length : weights[0][0][0].length;
      plainPool &= padding[i] == 0 && stride[i] == size && shape[i + 1] % size == 0;
      plainPool &= next.isPresent() && next.get().dilation[i] == 1;
    }
    plainPool &=
        next.isPresent()
            && (long) next.get().count() * stride[0] * stride[1] <= SparseMatrix.MAX_ENTRIES;
    return plainPool && node.is(NirType.CONV2D) ? next.map(this::spread) : Optional.empty();
  }

  /** Returns the number of weights. */
  int count() {
    return weights.length * weights[0].length * weights[0][0].length * weights[0][0][0].length;
  }

  /** Returns all weights in order. */
  double[] flat() {
    return Arrays.stream(weights)
        .flatMap(Arrays::stream)
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /** Returns whole numbers in the order of {@link #flat} as a kernel. */
  int[][][][] shaped(int[] values) {
    int rows = weights[0][0].length;
    int columns = weights[0][0][0].length;
    int[][][][] shaped = new int[weights.length][weights[0].length][rows][columns];
    int k = 0;
    for (int[][][] filter : shaped) {
      for (int[][] plane : filter) {
        for (int[] row : plane) {
          System.arraycopy(values, k, row, 0, columns);
          k += columns;
        }
      }
    }
    return shaped;
  }

  private Kernel spread(Kernel conv) {
    int rows = conv.weights[0][0].length * stride[0];
    int columns = conv.weights[0][0][0].length * stride[1];
    double[][][][] w = new double[conv.weights.length][conv.weights[0].length][rows][columns];
    int perGroup = w.length / conv.groups;
    for (int o = 0; o < w.length; o++) {
      for (int c = 0; c < w[o].length; c++) {
        int channel = o / perGroup * w[o].length + c;
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            w[o][c][i][j] =
                conv.weights[o][c][i / stride[0]][j / stride[1]]
                    * weights[channel][0][i % stride[0]][j % stride[1]];
          }
        }
      }
    }
    return new Kernel(
        shape,
        w,
        new int[] {conv.stride[0] * stride[0], conv.stride[1] * stride[1]},
        new int[] {conv.padding[0] * stride[0], conv.padding[1] * stride[1]},
        dilation,
        conv.groups);
  }
}
