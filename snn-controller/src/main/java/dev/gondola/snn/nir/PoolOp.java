package dev.gondola.snn.nir;

/**
 * SumPool2d and AvgPool2d. As in PyTorch, the average counts the zeros of the padding in ({@code
 * count_include_pad}).
 */
final class PoolOp implements NodeOp {
  private final Convolution shape;
  private final double scale;

  PoolOp(NirNode node, int[] in) {
    shape = Convolution.pool(node, in);
    scale =
        node.is(NirType.AVG_POOL_2D) ? 1.0 / ((double) shape.kernel()[0] * shape.kernel()[1]) : 1;
  }

  @Override
  public void step(double[] in, double[] out) {
    int height = shape.output()[0];
    int width = shape.output()[1];
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          out[(c * height + y) * width + x] = scale * sum(in, c, y, x);
        }
      }
    }
  }

  private double sum(double[] in, int c, int y, int x) {
    double sum = 0;
    for (int ky = 0; ky < shape.kernel()[0]; ky++) {
      int row = shape.site(0, y, ky);
      for (int kx = 0; kx < shape.kernel()[1]; kx++) {
        int column = shape.site(1, x, kx);
        if (row >= 0 && column >= 0) {
          sum += in[(c * shape.input()[0] + row) * shape.input()[1] + column];
        }
      }
    }
    return sum;
  }
}
