package dev.gondola.snn.exchange;

import dev.gondola.snn.Convolution;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Makes the linear nodes along the links of an exported graph. */
final class ExportWeights {
  private final ExportOptions options;
  private final ExportLinks links;
  private final List<String> faults;

  ExportWeights(ExportOptions options, ExportLinks links, List<String> faults) {
    this.options = options;
    this.links = links;
    this.faults = faults;
  }

  /**
   * Adds the nodes between the ends of a chain.
   *
   * @param chain names: source, perhaps a Flatten, perhaps a Delay, weights, target
   * @param delay steps of the Delay, 0 for none
   * @param target neurons at the end
   * @param bias whether the weights hold the target's bias
   */
  void add(
      SortedMap<String, NirNode> nodes,
      ExportLinks.Key key,
      List<String> chain,
      int delay,
      NeuronExport target,
      boolean bias) {
    int[] shape = links.shape(key.from());
    ExportLinks.Link link = links.all().get(key);
    int at = 1;
    if (link.convolution().isEmpty() && shape.length > 1) {
      nodes.put(chain.get(at++), flatten(shape));
      shape = new int[] {LinearOperators.size(shape)};
    }
    if (delay > 0) {
      nodes.put(chain.get(at++), delay(key, delay, shape));
    }
    double[] biases = bias ? target.affine() : new double[target.affine().length];
    nodes.put(
        chain.get(at),
        link.convolution()
            .map(c -> convolution(key, link, c, target, biases))
            .orElseGet(() -> linear(link, target, biases)));
  }

  private static NirNode flatten(int[] shape) {
    return NirNode.of(
        NirType.FLATTEN,
        Map.of(
            "start_dim",
            NirArray.int64(0),
            "end_dim",
            NirArray.int64(-1),
            "input_type",
            NirArray.sizes(shape)));
  }

  private NirNode delay(ExportLinks.Key key, int steps, int[] shape) {
    if (options.profile() != Profile.GENERIC) {
      faults.add(
          "from \"%s\" to \"%s\": a delay of %d steps; %s has no Delay"
              .formatted(key.from(), key.to(), steps, options.profile().label()));
    }
    double[] seconds = new double[LinearOperators.size(shape)];
    Arrays.fill(seconds, steps * options.dt());
    return NirNode.of(NirType.DELAY, Map.of("delay", NirArray.float64(seconds, shape)));
  }

  private static double unit(NeuronExport target) {
    return Math.scalb(1.0, -target.scaleExponent());
  }

  private static NirNode linear(ExportLinks.Link link, NeuronExport target, double[] bias) {
    double[] gain = target.gain();
    double[] weights = link.weights().clone();
    int sources = weights.length / gain.length;
    for (int k = 0; k < weights.length; k++) {
      weights[k] *= unit(target) / gain[k / sources];
    }
    NirArray weight = NirArray.float64(weights, gain.length, sources);
    return Arrays.stream(bias).allMatch(b -> b == 0)
        ? NirNode.of(NirType.LINEAR, Map.of("weight", weight))
        : NirNode.of(
            NirType.AFFINE, Map.of("weight", weight, "bias", NirArray.float64(bias, bias.length)));
  }

  private NirNode convolution(
      ExportLinks.Key key,
      ExportLinks.Link link,
      Convolution c,
      NeuronExport target,
      double[] bias) {
    int channels = c.output().channels();
    double[] gain = target.gain();
    if (!isUniform(gain, channels)) {
      faults.add(
          "from \"%s\" to \"%s\": a convolution whose neurons have several decays; %s folds them"
                  .formatted(key.from(), key.to(), options.profile().label())
              + " into the weights");
    }
    int area = gain.length / channels;
    double[] weights = link.weights().clone();
    int each = weights.length / channels;
    for (int k = 0; k < weights.length; k++) {
      weights[k] *= unit(target) / gain[k / each * area];
    }
    double[] biases = new double[channels];
    Arrays.setAll(biases, o -> bias[o * area]);
    int[][][][] kernel = c.kernel();
    Map<String, NirArray> p = new HashMap<>();
    p.put("input_shape", NirArray.sizes(c.input().height(), c.input().width()));
    p.put(
        "weight",
        NirArray.float64(
            weights, channels, kernel[0].length, kernel[0][0].length, kernel[0][0][0].length));
    p.put("stride", NirArray.sizes(c.vertical().stride(), c.horizontal().stride()));
    p.put("padding", NirArray.sizes(c.vertical().padding(), c.horizontal().padding()));
    p.put("dilation", NirArray.sizes(c.vertical().dilation(), c.horizontal().dilation()));
    p.put("groups", NirArray.int64(c.groups()));
    p.put("bias", NirArray.float64(biases, channels));
    return NirNode.of(NirType.CONV2D, p);
  }

  /** Returns whether all elements of a channel are the same. */
  static boolean isUniform(double[] values, int channels) {
    int area = values.length / channels;
    for (int i = 0; i < values.length; i++) {
      if (values[i] != values[i / area * area]) {
        return false;
      }
    }
    return true;
  }
}
