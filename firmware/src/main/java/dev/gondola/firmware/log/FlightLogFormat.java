package dev.gondola.firmware.log;

import dev.gondola.firmware.TickShape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names in a flight log, known to writer and reader. */
final class FlightLogFormat {
  static final String LIBRARY = "gondola";
  static final String TICK = "/tick";
  static final String SPIKES = "/spikes";
  static final String EVENT = "/event";

  /** Metadata record with the names of outputs and the number of neurons. */
  static final String LAYOUT = "gondola.layout";

  /** Metadata record with what the caller says about the flight. */
  static final String FLIGHT = "gondola.flight";

  private static final String NEURONS = "neurons";
  private static final String OUTPUT = "output.";
  private static final int MAX_NEURONS = 1 << 20;

  private FlightLogFormat() {}

  /** Returns the JSON Schema of a message type: tick, spikes or event. */
  static String schema(String name) {
    String resource = "schema/" + name + ".schema.json";
    try (InputStream in = FlightLogFormat.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  static SortedMap<String, String> layout(TickShape shape) {
    SortedMap<String, String> entries = new TreeMap<>();
    entries.put(NEURONS, Integer.toString(shape.neurons()));
    for (int i = 0; i < shape.outputs(); i++) {
      entries.put(OUTPUT + i, shape.outputNames().get(i));
    }
    return entries;
  }

  static TickShape shape(Map<String, String> layout) throws McapException {
    List<String> outputs = new ArrayList<>();
    while (layout.containsKey(OUTPUT + outputs.size())) {
      outputs.add(layout.get(OUTPUT + outputs.size()));
    }
    String neurons = layout.getOrDefault(NEURONS, "absent");
    try {
      int count = Integer.parseInt(neurons);
      if (count >= 0 && count <= MAX_NEURONS) {
        return new TickShape(outputs, count);
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message as a number out of range.
    }
    throw new McapException(
        "metadata " + LAYOUT + ": neurons is " + neurons + ", must be 0.." + MAX_NEURONS);
  }
}
