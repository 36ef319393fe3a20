package dev.gondola.snn.io;

import dev.gondola.snn.coding.DeltaEncoder;
import dev.gondola.snn.coding.Encoder;
import dev.gondola.snn.coding.EventStreamEncoder;
import dev.gondola.snn.coding.LatencyEncoder;
import dev.gondola.snn.coding.PairedCurrentEncoder;
import dev.gondola.snn.coding.PopulationEncoder;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Encoders of a controller file; without a kind, the paired one. */
final class EncoderJson {
  private static final int ANY = Integer.MAX_VALUE;

  private EncoderJson() {}

  /** Reads an encoder, whose input has been read; null if it adds faults. */
  static Encoder read(JsonFields f) {
    try {
      Encoder encoder =
          switch (f.text("kind", "paired-current")) {
            case "paired-current" ->
                new PairedCurrentEncoder(
                    resolution(f), f.integer("shift", 0, 31), f.integers("gains"));
            case "population" -> population(f);
            case "delta" -> new DeltaEncoder(resolution(f), f.integerList("thresholds"));
            case "latency" ->
                new LatencyEncoder(
                    resolution(f), f.integer("minimum", 1, ANY), f.integerList("fullScales"));
            case "event-stream" ->
                new EventStreamEncoder(
                    f.integer("width", 1, ANY),
                    f.integer("height", 1, ANY),
                    f.integer("cell", 1, ANY),
                    f.integer("polarities", 1, 2),
                    f.integer("limit", 1, ANY));
            default -> {
              f.reject(
                  "kind",
                  "must be one of paired-current, population, delta, latency, event-stream");
              yield null;
            }
          };
      if (encoder != null) {
        f.refuseOthers();
      }
      return encoder;
    } catch (IllegalArgumentException e) {
      f.reject(e.getMessage());
      return null;
    }
  }

  private static double resolution(JsonFields f) {
    return f.number("resolution", 1e-9, ControllerJson.HUGE);
  }

  private static PopulationEncoder population(JsonFields f) {
    PopulationEncoder.Curve curve =
        f.choice("curve", PopulationEncoder.Curve.values(), PopulationEncoder.Curve.TRIANGULAR);
    return new PopulationEncoder(
        resolution(f),
        curve,
        f.integer("peak", 1, ANY),
        f.integer("width", 1, ANY),
        f.integerList("centers"));
  }

  static void write(ObjectNode f, String input, Encoder encoder) {
    switch (encoder) {
      case PairedCurrentEncoder e -> {
        f.put("kind", "paired-current").put("input", input);
        f.put("resolution", e.resolution()).put("shift", e.shift());
        JsonFiles.put(f, "gains", e.gains());
      }
      case PopulationEncoder e -> {
        f.put("kind", "population").put("input", input).put("resolution", e.resolution());
        f.put("curve", e.curve().name().toLowerCase(Locale.ROOT));
        f.put("peak", e.peak()).put("width", e.width());
        JsonFiles.put(f, "centers", e.centers());
      }
      case DeltaEncoder e -> {
        f.put("kind", "delta").put("input", input).put("resolution", e.resolution());
        JsonFiles.put(f, "thresholds", e.thresholds());
      }
      case LatencyEncoder e -> {
        f.put("kind", "latency").put("input", input).put("resolution", e.resolution());
        f.put("minimum", e.minimum());
        JsonFiles.put(f, "fullScales", e.fullScales());
      }
      case EventStreamEncoder e -> {
        f.put("kind", "event-stream").put("input", input);
        f.put("width", e.width()).put("height", e.height()).put("cell", e.cell());
        f.put("polarities", e.polarities()).put("limit", e.limit());
      }
    }
  }
}
