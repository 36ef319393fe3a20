package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirEdge;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Nodes and edges of small graphs. */
final class ExchangeGraphs {
  private ExchangeGraphs() {}

  static List<NirEdge> chain(String... names) {
    List<NirEdge> edges = new ArrayList<>();
    for (int i = 1; i < names.length; i++) {
      edges.add(new NirEdge(names[i - 1], names[i]));
    }
    return edges;
  }

  /** A node whose datasets are of one number for each neuron. */
  static NirNode neurons(NirType type, Map<String, Double> parameters, int size) {
    Map<String, NirArray> datasets = new HashMap<>();
    parameters.forEach((name, v) -> datasets.put(name, each(v, size)));
    return NirNode.of(type, datasets);
  }

  static NirArray each(double value, int size) {
    double[] values = new double[size];
    Arrays.fill(values, value);
    return NirArray.float64(values, size);
  }

  /** Random multiples of 1/8 in -1..1. */
  static NirNode linear(int outputs, int inputs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] w = new double[outputs * inputs];
    Arrays.setAll(w, i -> random.nextInt(-8, 9) / 8.0);
    return NirNode.of(NirType.LINEAR, Map.of("weight", NirArray.float64(w, outputs, inputs)));
  }

  static NirNode affine(double[] bias, int inputs, long seed) {
    return NirNode.of(
        NirType.AFFINE,
        Map.of(
            "weight",
            linear(bias.length, inputs, seed).require("weight"),
            "bias",
            NirArray.float64(bias, bias.length)));
  }

  /** A convolution in steps of one, its weights random multiples of 1/8. */
  static NirNode convolution(int outputs, int inputs, int size, int padding) {
    SplittableRandom random = new SplittableRandom(outputs);
    double[] w = new double[outputs * inputs * size * size];
    Arrays.setAll(w, i -> random.nextInt(-8, 9) / 8.0);
    Map<String, NirArray> p = new HashMap<>();
    p.put("weight", NirArray.float64(w, outputs, inputs, size, size));
    p.put("bias", each(0, outputs));
    p.put("stride", NirArray.sizes(1, 1));
    p.put("padding", NirArray.sizes(padding, padding));
    p.put("dilation", NirArray.sizes(1, 1));
    p.put("groups", NirArray.int64(1));
    return NirNode.of(NirType.CONV2D, p);
  }
}
