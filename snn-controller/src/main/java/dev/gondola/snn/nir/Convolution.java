package dev.gondola.snn.nir;

import java.util.Arrays;
import java.util.Optional;

/**
 * The geometry of a convolution or a pool, as PyTorch defines it (Conv1d, Conv2d, AvgPool2d): what
 * is seen of the input is {@code in[o * stride - padding + k * dilation]}, and nothing outside of
 * it. A convolution over one dimension has a height of 1. Immutable.
 *
 * @param rank dimensions of the data besides channels, 1 or 2
 * @param channels channels of the input
 * @param outputs channels of the output
 * @param groups groups of channels that do not see each other; for a pool, all channels
 * @param input height and width of the input
 * @param kernel height and width of the kernel
 * @param stride step in height and width
 * @param padding zeros added before the first row and column
 * @param dilation distance of the kernel's elements in height and width
 * @param output height and width of the output
 */
// Arrays of two numbers that never leave this package; compared nowhere.
@SuppressWarnings("ArrayRecordComponent")
record Convolution(
    int rank,
    int channels,
    int outputs,
    int groups,
    int[] input,
    int[] kernel,
    int[] stride,
    int[] padding,
    int[] dilation,
    int[] output) {

  /** The shape that a convolution takes, empty if it does not say. */
  static Optional<int[]> expected(NirNode node) {
    int rank = node.is(NirType.CONV1D) ? 1 : 2;
    NirArray weight = node.require("weight");
    if (weight.rank() != rank + 2) {
      throw new NirFormatException(
          "\"weight\" must have %d dimensions, has %s"
              .formatted(rank + 2, NodeShape.text(weight.shape())));
    }
    NirArray bias = node.require("bias");
    if (bias.size() != 1 && bias.size() != weight.dim(0)) {
      throw new NirFormatException(
          "\"bias\" must list a number for each of %d channels, has %s"
              .formatted(weight.dim(0), NodeShape.text(bias.shape())));
    }
    int groups = groups(node, weight);
    NirArray size = node.parameter("input_shape").orElse(null);
    if (size == null) {
      return Optional.empty();
    }
    if (size.size() != rank) {
      throw new NirFormatException("\"input_shape\" must list " + rank + " sizes");
    }
    int[] shape = new int[rank + 1];
    shape[0] = Math.toIntExact(Math.min((long) weight.dim(1) * groups, Integer.MAX_VALUE));
    System.arraycopy(size.toInts(), 0, shape, 1, rank);
    return Optional.of(shape);
  }

  private static int groups(NirNode node, NirArray weight) {
    int groups = pair(node, "groups", 1)[0];
    if (groups < 1 || weight.dim(0) % groups != 0) {
      throw new NirFormatException(
          "\"groups\" is %d, which does not divide %d channels".formatted(groups, weight.dim(0)));
    }
    return groups;
  }

  /** The geometry of a convolution for an input of that shape. */
  static Convolution of(NirNode node, int[] in) {
    int rank = node.is(NirType.CONV1D) ? 1 : 2;
    expected(node);
    NirArray weight = node.require("weight");
    int groups = groups(node, weight);
    if (in.length != rank + 1 || in[0] != (long) weight.dim(1) * groups) {
      throw new NirFormatException(
          "takes %d channels of %d dimensions, gets %s"
              .formatted((long) weight.dim(1) * groups, rank, NodeShape.text(in)));
    }
    int[] shape = weight.shape();
    int[] kernel = widen(Arrays.copyOfRange(shape, 2, shape.length), rank);
    int[] stride = widen(pair(node, "stride", rank), rank);
    int[] dilation = widen(pair(node, "dilation", rank), rank);
    int[] size = widen(Arrays.copyOfRange(in, 1, in.length), rank);
    return make(rank, in[0], weight.dim(0), groups, size, kernel, stride, node, dilation);
  }

  /** The geometry of a pool for an input of that shape. */
  static Convolution pool(NirNode node, int[] in) {
    if (in.length != 3) {
      throw new NirFormatException("takes channels, height, width; gets " + NodeShape.text(in));
    }
    int[] size = Arrays.copyOfRange(in, 1, 3);
    int[] kernel = pair(node, "kernel_size", 2);
    int[] stride = pair(node, "stride", 2);
    return make(2, in[0], in[0], in[0], size, kernel, stride, node, new int[] {1, 1});
  }

  private static Convolution make(
      int rank,
      int channels,
      int outputs,
      int groups,
      int[] size,
      int[] kernel,
      int[] stride,
      NirNode node,
      int[] dilation) {
    atLeastOne("kernel", kernel);
    atLeastOne("stride", stride);
    atLeastOne("dilation", dilation);
    int[] padding = new int[2];
    int[] output = new int[2];
    String mode = mode(node);
    int[] given = mode.isEmpty() ? pair(node, "padding", rank) : new int[rank];
    int[] zeros = widen(given, rank, 0);
    if (mode.equals("same") && (stride[0] != 1 || stride[1] != 1)) {
      throw new NirFormatException("\"padding\" can be \"same\" only where \"stride\" is 1");
    }
    for (int d = 0; d < 2; d++) {
      long reach = dilation[d] * (kernel[d] - 1L);
      if (zeros[d] < 0) {
        throw new NirFormatException("\"padding\" must not be negative");
      }
      long room = size[d] + 2L * zeros[d] - reach - 1;
      if (mode.equals("same")) {
        padding[d] = clamp(reach / 2);
        output[d] = size[d];
      } else if (room >= 0) {
        padding[d] = zeros[d];
        output[d] = clamp(room / stride[d] + 1);
      } else {
        throw new NirFormatException(
            "its kernel is larger than what goes in, " + NodeShape.text(size));
      }
    }
    return new Convolution(
        rank, channels, outputs, groups, size, kernel, stride, padding, dilation, output);
  }

  private static int clamp(long v) {
    return Math.clamp(v, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static String mode(NirNode node) {
    NirArray padding = node.require("padding");
    return padding.dtype() == NirDtype.STRING ? padding.textAt(0) : "";
  }

  private static void atLeastOne(String what, int[] values) {
    if (values[0] < 1 || values[1] < 1) {
      throw new NirFormatException("its " + what + " must be 1 or more in every dimension");
    }
  }

  /** One number stands for both dimensions. */
  private static int[] pair(NirNode node, String name, int rank) {
    int[] values = node.require(name).toInts();
    if (values.length == 1 && rank == 2) {
      return new int[] {values[0], values[0]};
    }
    if (values.length != rank) {
      throw new NirFormatException("\"%s\" must list %d numbers".formatted(name, rank));
    }
    return values;
  }

  private static int[] widen(int[] values, int rank) {
    return widen(values, rank, 1);
  }

  private static int[] widen(int[] values, int rank, int height) {
    return rank == 1 ? new int[] {height, values[0]} : values;
  }

  /** The shape that comes out. */
  int[] outputShape() {
    return rank == 1 ? new int[] {outputs, output[1]} : new int[] {outputs, output[0], output[1]};
  }

  /** How often a kernel's element meets one of the input or its padding, about. */
  double work() {
    double sites = (double) outputs * output[0] * output[1];
    int seen = channels / groups;
    return sites * seen * kernel[0] * kernel[1];
  }

  /** The row or column of the input that a kernel's element sees; outside of it: nothing. */
  int site(int d, int o, int k) {
    long at = (long) o * stride[d] - padding[d] + (long) k * dilation[d];
    return at < 0 || at >= input[d] ? -1 : (int) at;
  }
}
