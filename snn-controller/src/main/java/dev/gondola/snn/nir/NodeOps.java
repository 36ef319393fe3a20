package dev.gondola.snn.nir;

/** What nodes of each type do. */
final class NodeOps {
  private NodeOps() {}

  /**
   * Makes what a node does.
   *
   * @param in the shape that goes in
   * @param dt seconds of a step
   * @throws NirFormatException if its datasets cannot be computed with
   */
  static NodeOp of(NirNode node, int[] in, double dt) {
    int size = (int) NodeShape.count(in);
    return switch (node.kind().orElseThrow()) {
      case INPUT, OUTPUT, FLATTEN -> NodeOps::copy;
      case AFFINE, LINEAR -> new LinearOp(node);
      case SCALE -> scale(node, size);
      case CONV1D, CONV2D -> new ConvolutionOp(node, in);
      case SUM_POOL_2D, AVG_POOL_2D -> new PoolOp(node, in);
      case THRESHOLD -> threshold(node, size);
      case DELAY -> new DelayOp(node, size, dt);
      case I, LI, CUBA_LI, IF, LIF, CUBA_LIF -> new NeuronOp(node, size, dt);
      case GRAPH -> throw new IllegalArgumentException("a graph within a flat graph");
    };
  }

  private static void copy(double[] in, double[] out) {
    System.arraycopy(in, 0, out, 0, in.length);
  }

  private static NodeOp scale(NirNode node, int size) {
    double[] scale = expand(node, "scale", size);
    return (in, out) -> {
      for (int i = 0; i < out.length; i++) {
        out[i] = scale[i] * in[i];
      }
    };
  }

  private static NodeOp threshold(NirNode node, int size) {
    double[] threshold = expand(node, "threshold", size);
    return (in, out) -> {
      for (int i = 0; i < out.length; i++) {
        out[i] = in[i] > threshold[i] ? 1 : 0;
      }
    };
  }

  private static double[] expand(NirNode node, String name, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = node.value(name, i);
    }
    return values;
  }
}
