package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.Arrays;

/**
 * How a kernel walks over one dimension or two, as in PyTorch's {@code conv2d}: padding "same" puts
 * the odd one of the added elements behind.
 *
 * @param kernel size of the kernel
 * @param stride elements between two places of the kernel
 * @param before zeros added before the first element
 * @param after zeros added behind the last element
 * @param dilation elements between two elements of the kernel
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier inside the package, never compared
record Window(int[] kernel, int[] stride, int[] before, int[] after, int[] dilation) {

  /** Returns the window of a Conv1d, Conv2d, SumPool2d or AvgPool2d. */
  static Window of(NirNode node) {
    boolean pool = node.is(NirType.SUM_POOL_2D) || node.is(NirType.AVG_POOL_2D);
    int dims = node.is(NirType.CONV1D) ? 1 : 2;
    int[] kernel = pool ? each(node, "kernel_size", dims) : kernelOf(node.require("weight"));
    int[] dilation = pool ? filled(dims, 1) : each(node, "dilation", dims);
    int[] before = new int[dims];
    int[] after = new int[dims];
    NirArray padding = node.require("padding");
    if (padding.dtype().isNumber()) {
      before = each(node, "padding", dims);
      after = before;
    } else if (padding.textAt(0).equals("same")) {
      for (int i = 0; i < dims; i++) {
        int total = Math.multiplyExact(dilation[i], kernel[i] - 1);
        before[i] = total / 2;
        after[i] = total - before[i];
      }
    }
    return new Window(kernel, each(node, "stride", dims), before, after, dilation);
  }

  private static int[] kernelOf(NirArray weight) {
    return Arrays.copyOfRange(weight.shape(), 2, weight.rank());
  }

  private static int[] each(NirNode node, String name, int dims) {
    int[] values = node.require(name).toInts();
    return values.length == dims ? values : filled(dims, values[0]);
  }

  private static int[] filled(int length, int value) {
    int[] a = new int[length];
    Arrays.fill(a, value);
    return a;
  }

  /** Returns the number of places of the kernel in a dimension of that size. */
  int places(int dim, int size) {
    long span = (long) dilation[dim] * (kernel[dim] - 1) + 1;
    return Math.toIntExact(
        Math.floorDiv((long) size + before[dim] + after[dim] - span, stride[dim]) + 1);
  }

  /** Returns the element under element k of the kernel at a place; may lie in the padding. */
  long element(int dim, int place, int k) {
    return (long) place * stride[dim] - before[dim] + (long) k * dilation[dim];
  }
}
