package dev.gondola.snn.nir;

/**
 * Affine and Linear: {@code out[o] = sum over i of weight[o][i] in[i] + bias[o]}, for every row of
 * the data alike, or with weights of its own for each row.
 */
final class LinearOp implements NodeOp.Weighted {
  private final double[] weight;
  private final double[] bias;
  private final int inputs;
  private final int outputs;
  private final boolean ownRows;
  private final int[][] nonzero;
  private long effective;
  private long dense;

  LinearOp(NirNode node) {
    NirArray w = node.require("weight");
    weight = w.toDoubles();
    outputs = w.dim(w.rank() - 2);
    inputs = w.dim(w.rank() - 1);
    ownRows = w.rank() > 2;
    bias = node.parameter("bias").map(NirArray::toDoubles).orElse(new double[1]);
    nonzero = new int[ownRows ? weight.length / Math.max(1, inputs * outputs) : 1][inputs];
    for (int k = 0; k < weight.length; k++) {
      if (weight[k] != 0) {
        nonzero[k / (inputs * outputs)][k % inputs]++;
      }
    }
  }

  @Override
  public void step(double[] in, double[] out) {
    int rows = in.length / inputs;
    effective = 0;
    dense = (long) rows * inputs * outputs;
    for (int row = 0; row < rows; row++) {
      int matrix = ownRows ? row : 0;
      for (int o = 0; o < outputs; o++) {
        int at = row * outputs + o;
        out[at] = bias.length == 1 ? bias[0] : bias[ownRows ? at : o];
      }
      for (int i = 0; i < inputs; i++) {
        double x = in[row * inputs + i];
        if (x != 0) {
          effective += nonzero[matrix][i];
          add(x, matrix * inputs * outputs + i, out, row * outputs);
        }
      }
    }
  }

  private void add(double x, int column, double[] out, int from) {
    for (int o = 0; o < outputs; o++) {
      out[from + o] += weight[column + o * inputs] * x;
    }
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
