package dev.gondola.firmware.log;

import dev.gondola.firmware.Mode;
import dev.gondola.firmware.TickFlag;
import dev.gondola.firmware.TickRecord;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes tick records as the JSON messages of the flight log. Numbers are written in the shortest
 * form that reads back as the same number.
 */
final class FlightMessages {
  /** What is needed of a JSON text to be written as a message. */
  static final class Text extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }
  }

  private final JsonFactory factory = new JsonFactory();
  private final Text text = new Text();

  /** Returns a message of the channel /tick; valid until the next call. */
  Text tick(TickRecord record) {
    return write(
        json -> {
          json.writeNumberProperty("tick", record.tick);
          json.writeStringProperty("mode", record.mode.name());
          names(json, "flags", TickFlag.of(record.flags));
          json.writeNumberProperty("setpoint_m", record.setpointM);
          if (Double.isFinite(record.heightM)) {
            json.writeNumberProperty("height_m", record.heightM);
          }
          if (record.sampleAgeNanos >= 0) {
            json.writeNumberProperty("sample_age_s", record.sampleAgeNanos / 1e9);
          }
          json.writeNumberProperty("command", record.command);
          numbers(json, "mixed", record.mixed);
          numbers(json, "limited", record.limited);
          json.writeNumberProperty("spikes", record.spikes);
          json.writeNumberProperty("synaptic_operations", record.synapticOperations);
        });
  }

  /** Returns a message of the channel /spikes; valid until the next call. */
  Text spikes(TickRecord record) {
    return write(
        json -> {
          json.writeNumberProperty("tick", record.tick);
          json.writeName("counts").writeStartArray();
          for (byte count : record.spikeCounts) {
            json.writeNumber(count & 0xFF);
          }
          json.writeEndArray();
        });
  }

  /** Returns the event that the mode changed. */
  Text modeChanged(long tick, Mode from, Mode to) {
    return event(
        tick,
        "MODE_CHANGED",
        json -> json.writeStringProperty("from", from.name()).writeStringProperty("to", to.name()));
  }

  /** Returns the event that flags changed. */
  Text flagsChanged(long tick, int before, int after) {
    return event(
        tick,
        "FLAGS_CHANGED",
        json -> {
          names(json, "raised", TickFlag.of(after & ~before));
          names(json, "cleared", TickFlag.of(before & ~after));
        });
  }

  /** Returns an event with a count of lost records. */
  Text lost(long tick, String type, long count) {
    return event(tick, type, json -> json.writeNumberProperty("count", count));
  }

  private Text event(long tick, String type, Consumer<JsonGenerator> fields) {
    return write(
        json -> {
          json.writeNumberProperty("tick", tick);
          json.writeStringProperty("type", type);
          fields.accept(json);
        });
  }

  private Text write(Consumer<JsonGenerator> fields) {
    text.reset();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      fields.accept(json);
      json.writeEndObject();
    }
    return text;
  }

  private static void names(JsonGenerator json, String name, List<TickFlag> flags) {
    json.writeName(name).writeStartArray();
    flags.forEach(flag -> json.writeString(flag.name()));
    json.writeEndArray();
  }

  private static void numbers(JsonGenerator json, String name, double[] values) {
    json.writeName(name).writeStartArray();
    for (double value : values) {
      // JSON has no infinity; a mixer overflows only on commands near the end of the number range.
      json.writeNumber(
          Double.isNaN(value) ? 0 : Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE));
    }
    json.writeEndArray();
  }
}
