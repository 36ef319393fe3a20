package dev.gondola.snn.nir;

import java.util.Map;

/**
 * What NeuroBench says of a network that is not run (Yik et al., Nature Communications 16, 2025).
 * Immutable.
 *
 * @param weights weights of Affine, Linear, Conv1d and Conv2d nodes
 * @param zeroWeights those that are 0
 * @param parameters numbers in all datasets but those of shapes: weights, biases, neuron parameters
 * @param parameterBytes their bytes, in the element types of the file
 * @param neurons neurons of all kinds, where shapes could be inferred
 * @param stateBytes their state, potentials and currents, in the widest type of their parameters
 */
public record NirFootprint(
    long weights,
    long zeroWeights,
    long parameters,
    long parameterBytes,
    long neurons,
    long stateBytes) {

  /** Counts what is in a graph. */
  public static NirFootprint of(FlatGraph graph, NirShapes shapes) {
    NirFootprint sum = new NirFootprint(0, 0, 0, 0, 0, 0);
    for (int i = 0; i < graph.size(); i++) {
      sum = sum.plus(node(graph.node(i), shapes.outputSize(i)));
    }
    return sum;
  }

  private static NirFootprint node(NirNode node, int size) {
    NirType type = node.kind().orElse(null);
    long weights = 0;
    long zeros = 0;
    long parameters = 0;
    long bytes = 0;
    int widest = 0;
    for (Map.Entry<String, NirArray> entry : node.parameters().entrySet()) {
      NirArray array = entry.getValue();
      if (!isParameter(type, entry.getKey(), array)) {
        continue;
      }
      parameters += array.size();
      bytes += (long) array.size() * array.dtype().bytes();
      widest = Math.max(widest, array.dtype().bytes());
      if (isWeights(type, entry.getKey())) {
        weights += array.size();
        zeros += zeros(array);
      }
    }
    int neurons = type != null && type.isNeuron() ? size : 0;
    long state = type == null ? 0 : (long) neurons * NeuronOp.stateOf(type) * widest;
    return new NirFootprint(weights, zeros, parameters, bytes, neurons, state);
  }

  private static boolean isParameter(NirType type, String name, NirArray array) {
    return type == null
        ? array.dtype().isReal()
        : type.parameter(name).filter(p -> p.values() == NirParameter.Values.REAL).isPresent();
  }

  static boolean isWeights(NirType type, String name) {
    return name.equals("weight")
        && (type == NirType.AFFINE
            || type == NirType.LINEAR
            || type == NirType.CONV1D
            || type == NirType.CONV2D);
  }

  private static long zeros(NirArray array) {
    long zeros = 0;
    for (int i = 0; i < array.size(); i++) {
      zeros += array.at(i) == 0 ? 1 : 0;
    }
    return zeros;
  }

  private NirFootprint plus(NirFootprint o) {
    return new NirFootprint(
        weights + o.weights,
        zeroWeights + o.zeroWeights,
        parameters + o.parameters,
        parameterBytes + o.parameterBytes,
        neurons + o.neurons,
        stateBytes + o.stateBytes);
  }

  /** Returns the bytes of parameters and state. */
  public long bytes() {
    return parameterBytes + stateBytes;
  }

  /** Returns zero weights of all weights; 0 where there are none. */
  public double connectionSparsity() {
    return weights == 0 ? 0 : (double) zeroWeights / weights;
  }
}
