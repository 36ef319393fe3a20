package dev.gondola.firmware.log;

import dev.gondola.firmware.Mode;
import dev.gondola.firmware.TickFlag;
import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Understands the JSON messages of a flight log. */
final class FlightMessageParser {
  private final TickShape shape;
  private final TickShape withoutNeurons;
  private byte[] counts;
  private long countsTick = -1;

  FlightMessageParser(TickShape shape) {
    this.shape = shape;
    this.withoutNeurons = new TickShape(shape.outputNames(), 0);
  }

  /** Keeps the spikes for the tick that follows. */
  byte[] spikes(JsonNode node) throws McapException {
    JsonNode values = array(node, "counts", shape.neurons());
    counts = new byte[values.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (byte) number(values.get(i), "counts").asInt(0);
    }
    countsTick = integer(node, "tick");
    return counts;
  }

  TickRecord tick(long timeNanos, JsonNode node) throws McapException {
    long number = integer(node, "tick");
    boolean spiking = counts != null && countsTick == number;
    TickRecord tick = new TickRecord(spiking ? shape : withoutNeurons);
    tick.tick = number;
    tick.timeNanos = timeNanos;
    tick.mode = constant(Mode.class, text(node, "mode"));
    for (String flag : texts(node, "flags")) {
      tick.flags |= constant(TickFlag.class, flag).bit();
    }
    tick.setpointM = real(node, "setpoint_m");
    tick.heightM = node.has("height_m") ? real(node, "height_m") : Double.NaN;
    tick.sampleAgeNanos =
        node.has("sample_age_s") ? Math.round(real(node, "sample_age_s") * 1e9) : -1;
    tick.command = real(node, "command");
    reals(node, "mixed", tick.mixed);
    reals(node, "limited", tick.limited);
    tick.spikes = (int) integer(node, "spikes");
    tick.synapticOperations = (int) integer(node, "synaptic_operations");
    if (spiking) {
      System.arraycopy(counts, 0, tick.spikeCounts, 0, counts.length);
    }
    return tick;
  }

  FlightEvent event(long timeNanos, JsonNode node) throws McapException {
    String type = text(node, "type");
    String what =
        switch (type) {
          case "MODE_CHANGED" -> text(node, "from") + " -> " + text(node, "to");
          case "FLAGS_CHANGED" -> changes(node);
          default -> node.has("count") ? Long.toString(integer(node, "count")) : "";
        };
    return new FlightEvent(timeNanos, integer(node, "tick"), type, what);
  }

  private static String changes(JsonNode node) throws McapException {
    List<String> changes = new ArrayList<>();
    texts(node, "raised").forEach(flag -> changes.add("+" + flag));
    texts(node, "cleared").forEach(flag -> changes.add("-" + flag));
    return String.join(" ", changes);
  }

  private static void reals(JsonNode node, String field, double[] into) throws McapException {
    JsonNode values = array(node, field, into.length);
    for (int i = 0; i < into.length; i++) {
      into[i] = number(values.get(i), field).asDouble();
    }
  }

  private static JsonNode array(JsonNode node, String field, int size) throws McapException {
    JsonNode values = node.get(field);
    if (values == null || !values.isArray() || values.size() != size) {
      throw new McapException(field + " must be an array of " + size);
    }
    return values;
  }

  private static List<String> texts(JsonNode node, String field) throws McapException {
    JsonNode values = node.get(field);
    if (values == null || !values.isArray()) {
      throw new McapException(field + " must be an array");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      texts.add(value.asString(""));
    }
    return texts;
  }

  private static String text(JsonNode node, String field) throws McapException {
    JsonNode value = node.get(field);
    if (value == null || !value.isString()) {
      throw new McapException(field + " must be a text");
    }
    return value.asString();
  }

  private static double real(JsonNode node, String field) throws McapException {
    return number(node.get(field), field).asDouble();
  }

  private static long integer(JsonNode node, String field) throws McapException {
    JsonNode value = number(node.get(field), field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new McapException(field + " must be an integer");
    }
    return value.asLong();
  }

  private static JsonNode number(JsonNode value, String field) throws McapException {
    if (value == null || !value.isNumber()) {
      throw new McapException(field + " must be a number");
    }
    return value;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) throws McapException {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new McapException("'" + name + "' is no " + type.getSimpleName());
    }
  }
}
