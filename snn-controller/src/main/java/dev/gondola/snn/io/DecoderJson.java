package dev.gondola.snn.io;

import dev.gondola.snn.coding.Decoder;
import dev.gondola.snn.coding.Decoder.WhenSilent;
import dev.gondola.snn.coding.FirstSpikeDecoder;
import dev.gondola.snn.coding.PairedLeakyDecoder;
import dev.gondola.snn.coding.PopulationVectorDecoder;
import dev.gondola.snn.coding.TernaryCountDecoder;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Decoders of a controller file; without a kind, the paired one. */
final class DecoderJson {
  private DecoderJson() {}

  /** Reads a decoder, whose population has been read; null if it adds faults. */
  static Decoder read(JsonFields f) {
    try {
      Decoder decoder =
          switch (f.text("kind", "paired-leaky")) {
            case "paired-leaky" ->
                new PairedLeakyDecoder(
                    f.integer("keep", 0, 4095),
                    unit(f),
                    f.integers("weights", -Decoder.MAX_WEIGHT, Decoder.MAX_WEIGHT));
            case "population-vector" ->
                new PopulationVectorDecoder(unit(f), f.integerList("preferred"), whenSilent(f));
            case "first-spike" ->
                new FirstSpikeDecoder(unit(f), f.integerList("weights"), whenSilent(f));
            case "ternary-count" ->
                new TernaryCountDecoder(unit(f), f.integer("channels", 1, Integer.MAX_VALUE));
            default -> {
              f.reject(
                  "kind",
                  "must be one of paired-leaky, population-vector, first-spike, ternary-count");
              yield null;
            }
          };
      if (decoder != null) {
        f.refuseOthers();
      }
      return decoder;
    } catch (IllegalArgumentException e) {
      f.reject(e.getMessage());
      return null;
    }
  }

  private static double unit(JsonFields f) {
    return f.number("unit", 1e-12, ControllerJson.HUGE);
  }

  private static WhenSilent whenSilent(JsonFields f) {
    return f.choice("whenSilent", WhenSilent.values(), WhenSilent.ZERO);
  }

  static void write(ObjectNode f, String population, Decoder decoder) {
    switch (decoder) {
      case PairedLeakyDecoder d -> {
        f.put("kind", "paired-leaky").put("population", population);
        f.put("keep", d.keep()).put("unit", d.unit());
        JsonFiles.put(f, "weights", d.weights());
      }
      case PopulationVectorDecoder d -> {
        f.put("kind", "population-vector").put("population", population).put("unit", d.unit());
        JsonFiles.put(f, "preferred", d.preferred());
        put(f, d.whenSilent());
      }
      case FirstSpikeDecoder d -> {
        f.put("kind", "first-spike").put("population", population).put("unit", d.unit());
        JsonFiles.put(f, "weights", d.weights());
        put(f, d.whenSilent());
      }
      case TernaryCountDecoder d -> {
        f.put("kind", "ternary-count").put("population", population).put("unit", d.unit());
        f.put("channels", d.channels());
      }
    }
  }

  private static void put(ObjectNode f, WhenSilent whenSilent) {
    f.put("whenSilent", whenSilent.name().toLowerCase(Locale.ROOT));
  }
}
