package dev.gondola.snn.nir;

import dev.gondola.snn.Network;
import java.util.Arrays;
import java.util.Optional;

/**
 * Shapes of what goes into and comes out of a node, without batch and time. A fault is a {@link
 * NirFormatException} that says what, but not where.
 */
final class NodeShape {
  private NodeShape() {}

  /**
   * Returns the shape that a node's own datasets ask for, empty if they leave it open: scalars
   * stand for layers of any shape.
   */
  static Optional<int[]> expected(NirNode node) {
    NirType type = node.kind().orElse(null);
    if (type == null) {
      return Optional.empty();
    }
    return switch (type) {
      case INPUT, OUTPUT -> node.parameter("shape").map(NirArray::toInts);
      case AFFINE, LINEAR -> linearInput(node);
      case CONV1D, CONV2D -> Convolution.expected(node);
      case FLATTEN -> node.parameter("input_type").map(NirArray::toInts);
      case SUM_POOL_2D, AVG_POOL_2D, GRAPH -> Optional.empty();
      case SCALE, DELAY, THRESHOLD, I, LI, CUBA_LI, IF, LIF, CUBA_LIF -> common(node, type);
    };
  }

  /** The one shape of all datasets that are no single numbers. */
  private static Optional<int[]> common(NirNode node, NirType type) {
    int[] shape = null;
    for (NirParameter p : type.parameters()) {
      NirArray array = node.parameters().get(p.name());
      if (array == null || array.rank() == 0) {
        continue;
      }
      if (shape == null || count(shape) == 1) {
        shape = array.shape();
      } else if (array.size() != 1 && !Arrays.equals(shape, array.shape())) {
        throw new NirFormatException(
            "\"%s\" has the shape %s, other datasets %s"
                .formatted(p.name(), text(array.shape()), text(shape)));
      }
    }
    return Optional.ofNullable(shape);
  }

  private static Optional<int[]> linearInput(NirNode node) {
    NirArray weight = node.require("weight");
    if (weight.rank() < 2) {
      throw new NirFormatException("\"weight\" must have two dimensions or more: outputs, inputs");
    }
    int[] shape = weight.shape();
    int[] in = Arrays.copyOf(shape, shape.length - 1);
    in[in.length - 1] = shape[shape.length - 1];
    NirArray bias = node.parameter("bias").orElse(null);
    int[] out = Arrays.copyOf(shape, shape.length - 1);
    if (bias != null && bias.size() != 1 && !Arrays.equals(bias.shape(), out)) {
      throw new NirFormatException(
          "\"bias\" has the shape %s in place of %s".formatted(text(bias.shape()), text(out)));
    }
    return Optional.of(in);
  }

  /**
   * Returns the shape that comes out.
   *
   * @param in the shape that goes in
   */
  static int[] output(NirNode node, int[] in) {
    bounded("takes", in);
    int[] out =
        switch (node.kind().orElseThrow()) {
          case AFFINE, LINEAR -> linear(node, in);
          case CONV1D, CONV2D -> Convolution.of(node, in).outputShape();
          case SUM_POOL_2D, AVG_POOL_2D -> Convolution.pool(node, in).outputShape();
          case FLATTEN -> flatten(node, in);
          case GRAPH -> throw new IllegalArgumentException("a graph within a flat graph");
          default -> in;
        };
    bounded("gives", out);
    return out;
  }

  private static void bounded(String does, int[] shape) {
    if (count(shape) < 1 || count(shape) > Network.MAX_NEURONS) {
      throw new NirFormatException(
          "%s the shape %s; 1 to %d elements can be run"
              .formatted(does, text(shape), Network.MAX_NEURONS));
    }
  }

  /** The map acts on the last dimension; one without more dimensions acts on every row alike. */
  private static int[] linear(NirNode node, int[] in) {
    NirArray weight = node.require("weight");
    int rank = weight.rank();
    int[] own = linearInput(node).orElseThrow();
    boolean fits =
        rank == 2 ? in.length > 0 && in[in.length - 1] == own[0] : Arrays.equals(in, own);
    if (!fits) {
      throw new NirFormatException("takes %s, gets %s".formatted(text(own), text(in)));
    }
    int[] out = in.clone();
    out[out.length - 1] = weight.dim(rank - 2);
    return out;
  }

  private static int[] flatten(NirNode node, int[] in) {
    int rank = in.length;
    int first = dimension("start_dim", (int) node.value("start_dim", 0), rank);
    int last = dimension("end_dim", (int) node.value("end_dim", 0), rank);
    if (first > last) {
      throw new NirFormatException("\"start_dim\" comes after \"end_dim\"");
    }
    int[] out = new int[rank - (last - first)];
    System.arraycopy(in, 0, out, 0, first);
    out[first] = Math.toIntExact(count(Arrays.copyOfRange(in, first, last + 1)));
    System.arraycopy(in, last + 1, out, first + 1, rank - last - 1);
    return out;
  }

  private static int dimension(String name, int value, int rank) {
    int d = value < 0 ? value + rank : value;
    if (d < 0 || d >= rank) {
      throw new NirFormatException(
          "\"%s\" is %d, but what goes in has %d dimensions".formatted(name, value, rank));
    }
    return d;
  }

  /** How many products or sums a step takes, about; not exact above 2^53. */
  static double work(NirNode node, int[] in) {
    return switch (node.kind().orElseThrow()) {
      case AFFINE, LINEAR -> {
        NirArray weight = node.require("weight");
        yield (double) count(in) * weight.dim(weight.rank() - 2);
      }
      case CONV1D, CONV2D -> Convolution.of(node, in).work();
      case SUM_POOL_2D, AVG_POOL_2D -> Convolution.pool(node, in).work();
      default -> count(in);
    };
  }

  /** The number of elements, at most 2^31; -1 for a negative dimension. */
  static long count(int[] shape) {
    long count = 1;
    for (int dim : shape) {
      if (dim < 0) {
        return -1;
      }
      count = Math.min(count * dim, 1L << 31);
    }
    return count;
  }

  static String text(int[] shape) {
    return Arrays.toString(shape);
  }
}
