package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;

/** The linear nodes of NIR as matrices. Layers are flat, the last dimension running fastest. */
final class LinearOperators {
  /** Longest delay in steps that is folded; whether it fits the chip is seen later. */
  private static final int MAX_DELAY = 1 << 20;

  private static final long MAX_WORK = 1 << 28;

  private LinearOperators() {}

  /**
   * Returns the matrix of a linear node.
   *
   * @param inputShape shape of the layer that goes in
   * @param dt step, s, for Delay
   * @throws IllegalArgumentException if it has more than {@link SparseMatrix#MAX_ENTRIES} entries
   */
  static SparseMatrix matrix(NirNode node, int[] inputShape, double dt) {
    int size = size(inputShape);
    return switch (node.kind().orElseThrow()) {
      case AFFINE, LINEAR -> dense(node.require("weight"), size);
      case SCALE -> diagonal(node, "scale", size);
      case DELAY -> delay(node, size, dt);
      case CONV1D -> convolution(node, new int[] {inputShape[0], 1, inputShape[1]});
      case CONV2D -> convolution(node, inputShape);
      case SUM_POOL_2D, AVG_POOL_2D -> pool(node, inputShape);
      case FLATTEN -> SparseMatrix.identity(size);
      default -> throw new IllegalArgumentException(node.type() + " is not linear");
    };
  }

  /** Returns the bias of a linear node, one number an element of what comes out. */
  static double[] bias(NirNode node, int outputs) {
    double[] bias = new double[outputs];
    if (node.parameter("bias").isPresent()) {
      NirArray b = node.require("bias");
      boolean affine = node.is(NirType.AFFINE);
      // A convolution has one for each channel, an Affine may have one for all of its blocks.
      int repeat = affine || b.size() == 1 ? 1 : outputs / b.size();
      for (int i = 0; i < outputs; i++) {
        bias[i] = b.at(i / repeat % b.size());
      }
    }
    return bias;
  }

  static int size(int[] shape) {
    long size = 1;
    for (int d : shape) {
      size = Math.multiplyExact(size, d);
    }
    return Math.toIntExact(size);
  }

  /**
   * A matrix is applied along the last dimension. A weight of more than two dimensions has one
   * matrix for each block of the leading ones.
   */
  private static SparseMatrix dense(NirArray weight, int size) {
    int in = weight.dim(weight.rank() - 1);
    int out = weight.dim(weight.rank() - 2);
    int matrices = weight.size() / (in * out);
    int blocks = size / in;
    SparseMatrix.Builder b = new SparseMatrix.Builder(out * blocks, size);
    for (int i = 0; i < out * blocks; i++) {
      int block = i / out;
      int row = (block % matrices * out + i % out) * in;
      for (int j = 0; j < in; j++) {
        b.add(block * in + j, 0, weight.at(row + j));
      }
      b.endRow();
    }
    return b.build();
  }

  private static SparseMatrix diagonal(NirNode node, String name, int size) {
    SparseMatrix.Builder b = new SparseMatrix.Builder(size, size);
    for (int i = 0; i < size; i++) {
      b.add(i, 0, node.value(name, i));
      b.endRow();
    }
    return b.build();
  }

  private static SparseMatrix delay(NirNode node, int size, double dt) {
    SparseMatrix.Builder b = new SparseMatrix.Builder(size, size);
    for (int i = 0; i < size; i++) {
      double steps = Math.rint(node.value("delay", i) / dt);
      if (!(steps >= 0 && steps <= MAX_DELAY)) {
        throw new IllegalArgumentException("a delay of " + node.value("delay", i) + " s");
      }
      b.add(i, (int) steps, 1);
      b.endRow();
    }
    return b.build();
  }

  private static SparseMatrix convolution(NirNode node, int[] shape) {
    NirArray w = node.require("weight");
    boolean flat = node.is(NirType.CONV1D);
    int kw = w.dim(w.rank() - 1);
    int kh = flat ? 1 : w.dim(2);
    int groups = node.require("groups").toInts()[0];
    int channels = w.dim(1);
    int perGroup = w.dim(0) / groups;
    Window window = Window.of(node);
    int x = flat ? 0 : 1;
    int height = flat ? 1 : window.places(0, shape[1]);
    int width = window.places(x, shape[2]);
    bound((long) w.dim(0) * height * width, (long) channels * kh * kw);
    SparseMatrix.Builder b = new SparseMatrix.Builder(w.dim(0) * height * width, size(shape));
    for (int o = 0; o < w.dim(0); o++) {
      int first = o / perGroup * channels;
      for (int p = 0; p < height * width; p++) {
        for (int c = 0; c < channels; c++) {
          for (int k = 0; k < kh * kw; k++) {
            long row = flat ? 0 : window.element(0, p / width, k / kw);
            long col = window.element(x, p % width, k % kw);
            if (inside(row, shape[1]) && inside(col, shape[2])) {
              int element = (int) (((first + c) * (long) shape[1] + row) * shape[2] + col);
              b.add(element, 0, w.at((o * channels + c) * kh * kw + k));
            }
          }
        }
        b.endRow();
      }
    }
    return b.build();
  }

  /** A kernel may be large and lie in the padding for the most part. */
  private static void bound(long places, long kernel) {
    if (places > MAX_WORK / kernel) {
      throw new IllegalArgumentException(
          "a kernel of %d elements at %d places is too much".formatted(kernel, places));
    }
  }

  private static SparseMatrix pool(NirNode node, int[] shape) {
    Window window = Window.of(node);
    int area = Math.multiplyExact(window.kernel()[0], window.kernel()[1]);
    double w = node.is(NirType.AVG_POOL_2D) ? 1.0 / area : 1;
    int height = window.places(0, shape[1]);
    int width = window.places(1, shape[2]);
    bound((long) shape[0] * height * width, area);
    SparseMatrix.Builder b = new SparseMatrix.Builder(shape[0] * height * width, size(shape));
    for (int c = 0; c < shape[0]; c++) {
      for (int p = 0; p < height * width; p++) {
        for (int k = 0; k < area; k++) {
          long row = window.element(0, p / width, k / window.kernel()[1]);
          long col = window.element(1, p % width, k % window.kernel()[1]);
          if (inside(row, shape[1]) && inside(col, shape[2])) {
            b.add((int) ((c * (long) shape[1] + row) * shape[2] + col), 0, w);
          }
        }
        b.endRow();
      }
    }
    return b.build();
  }

  private static boolean inside(long i, int size) {
    return i >= 0 && i < size;
  }
}
