package dev.gondola.snn.io;

import dev.gondola.snn.Network;
import dev.gondola.snn.Synapses;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The synapses of a projection in JSON: a full matrix ({@code weights}, with {@code delays} where
 * any is above 0), or a list ({@code size} and {@code synapses}).
 */
public final class SynapsesJson {
  static final Synapses NONE = Synapses.dense(new int[0][]);

  private SynapsesJson() {}

  static Synapses read(JsonFields f) {
    return f.has("synapses") ? readList(f) : matrix(f, f.has("delays"));
  }

  /** Reads a full matrix from {@code weights} and, where asked for, {@code delays}. */
  public static Synapses matrix(JsonFields f, boolean delayed) {
    int[][] weights = f.matrix("weights");
    int[][] delays = delayed ? f.matrix("delays") : null;
    if (ragged(weights, weights) || (delays != null && ragged(delays, weights))) {
      f.reject(
          delays == null ? "weights" : "delays", "every row must list one number for each source");
      return NONE;
    }
    return Synapses.dense(weights, delays);
  }

  private static boolean ragged(int[][] matrix, int[][] like) {
    if (matrix.length != like.length) {
      return true;
    }
    for (int[] row : matrix) {
      if (row.length != like[0].length) {
        return true;
      }
    }
    return false;
  }

  private static Synapses readList(JsonFields f) {
    int[] size = f.integers("size", 0, Network.MAX_NEURONS);
    if (size.length != 2) {
      f.reject("size", "must list the number of targets and the number of sources");
      return NONE;
    }
    return list(f, size[0], size[1]);
  }

  /** Reads a list of {@code [target, source, weight]} or {@code [.., delay]}. */
  public static Synapses list(JsonFields f, int targets, int sources) {
    int[][] list = f.matrix("synapses");
    for (int k = 0; k < list.length; k++) {
      int[] s = list[k];
      if (s.length < 3 || s.length > 4) {
        f.reject("synapses/" + k, "must be [target, source, weight] or [.., delay]");
        return NONE;
      }
      if (s[0] < 0 || s[0] >= targets || s[1] < 0 || s[1] >= sources) {
        f.reject(
            "synapses/" + k,
            "must lie within %d targets and %d sources".formatted(targets, sources));
        return NONE;
      }
    }
    return Synapses.of(sources, targets, list);
  }

  static void write(ObjectNode f, Synapses s) {
    if (s.isFull()) {
      writeMatrix(f, s);
    } else {
      writeList(f, s);
    }
  }

  private static void writeMatrix(ObjectNode f, Synapses s) {
    ArrayNode weights = f.putArray("weights");
    ArrayNode delays = s.maxDelay() > 0 ? f.putArray("delays") : null;
    for (int j = 0; j < s.targets(); j++) {
      ArrayNode row = weights.addArray();
      ArrayNode delayRow = delays == null ? null : delays.addArray();
      for (int i = 0; i < s.sources(); i++) {
        int k = i * s.targets() + j;
        row.add(s.weight(k));
        if (delayRow != null) {
          delayRow.add(s.delay(k));
        }
      }
    }
  }

  private static void writeList(ObjectNode f, Synapses s) {
    f.putArray("size").add(s.targets()).add(s.sources());
    ArrayNode list = f.putArray("synapses");
    boolean delays = s.maxDelay() > 0;
    for (int k = 0; k < s.count(); k++) {
      ArrayNode entry = list.addArray().add(s.target(k)).add(s.source(k)).add(s.weight(k));
      if (delays) {
        entry.add(s.delay(k));
      }
    }
  }
}
