package dev.gondola.snn.io;

import dev.gondola.snn.Convolution;
import dev.gondola.snn.MapShape;
import dev.gondola.snn.Synapses;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A convolution in JSON: its kernel and how it moves, never the synapses it stands for. */
final class ConvolutionJson {
  private static final int[] ONE = {1, 1};
  private static final int[] ZERO = {0, 0};

  private ConvolutionJson() {}

  /** Reads a convolution; no synapses if it adds faults. */
  static Synapses read(JsonFields f) {
    int[] input = f.integers("input", 1, Integer.MAX_VALUE);
    int[][][][] kernel = f.tensor("kernel");
    int[] stride = pair(f, "stride", ONE);
    int[] padding = pair(f, "padding", ZERO);
    int[] dilation = pair(f, "dilation", ONE);
    int groups = f.integer("groups", 1, Integer.MAX_VALUE, 1);
    if (input.length != 3) {
      f.reject("input", "must list channels, height and width");
      return SynapsesJson.NONE;
    }
    try {
      return Synapses.convolution(
          new Convolution(
              new MapShape(input[0], input[1], input[2]),
              kernel,
              new Convolution.Axis(stride[0], padding[0], dilation[0]),
              new Convolution.Axis(stride[1], padding[1], dilation[1]),
              groups));
    } catch (IllegalArgumentException e) {
      f.reject(e.getMessage());
      return SynapsesJson.NONE;
    }
  }

  private static int[] pair(JsonFields f, String name, int[] absent) {
    if (!f.has(name)) {
      return absent;
    }
    int[] pair = f.integers(name);
    if (pair.length != 2) {
      f.reject(name, "must list one number for the rows and one for the columns");
      return absent;
    }
    return pair;
  }

  static void write(ObjectNode f, Convolution c) {
    MapShape input = c.input();
    f.putArray("input").add(input.channels()).add(input.height()).add(input.width());
    Convolution.Axis y = c.vertical();
    Convolution.Axis x = c.horizontal();
    f.putArray("stride").add(y.stride()).add(x.stride());
    f.putArray("padding").add(y.padding()).add(x.padding());
    f.putArray("dilation").add(y.dilation()).add(x.dilation());
    f.put("groups", c.groups());
    ArrayNode kernel = f.putArray("kernel");
    for (int[][][] filter : c.kernel()) {
      ArrayNode planes = kernel.addArray();
      for (int[][] plane : filter) {
        ArrayNode rows = planes.addArray();
        for (int[] row : plane) {
          ArrayNode list = rows.addArray();
          for (int weight : row) {
            list.add(weight);
          }
        }
      }
    }
  }
}
