package dev.gondola.snn.nir;

/** Conv1d and Conv2d, as PyTorch defines them: cross-correlation, zeros outside of the input. */
final class ConvolutionOp implements NodeOp.Weighted {
  private final Convolution shape;
  private final double[] weight;
  private final double[] bias;
  private long effective;
  private long dense;

  ConvolutionOp(NirNode node, int[] in) {
    shape = Convolution.of(node, in);
    weight = node.require("weight").toDoubles();
    bias = node.require("bias").toDoubles();
  }

  @Override
  public void step(double[] in, double[] out) {
    effective = 0;
    dense = 0;
    int height = shape.output()[0];
    int width = shape.output()[1];
    for (int c = 0; c < shape.outputs(); c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          out[(c * height + y) * width + x] = bias[bias.length == 1 ? 0 : c] + sum(in, c, y, x);
        }
      }
    }
  }

  private double sum(double[] in, int channel, int y, int x) {
    int seen = shape.channels() / shape.groups();
    int first = channel / (shape.outputs() / shape.groups()) * seen;
    double sum = 0;
    for (int c = 0; c < seen; c++) {
      for (int ky = 0; ky < shape.kernel()[0]; ky++) {
        int row = shape.site(0, y, ky);
        if (row >= 0) {
          int w = ((channel * seen + c) * shape.kernel()[0] + ky) * shape.kernel()[1];
          sum += row(in, ((first + c) * shape.input()[0] + row) * shape.input()[1], x, w);
        }
      }
    }
    return sum;
  }

  private double row(double[] in, int from, int x, int w) {
    double sum = 0;
    for (int kx = 0; kx < shape.kernel()[1]; kx++) {
      int column = shape.site(1, x, kx);
      if (column >= 0) {
        double product = in[from + column] * weight[w + kx];
        sum += product;
        dense++;
        effective += in[from + column] != 0 && weight[w + kx] != 0 ? 1 : 0;
      }
    }
    return sum;
  }

  @Override
  public long densePairs() {
    return dense;
  }

  @Override
  public long effectivePairs() {
    return effective;
  }
}
