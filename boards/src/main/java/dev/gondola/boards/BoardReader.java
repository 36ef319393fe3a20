package dev.gondola.boards;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Makes a {@link BoardFile} from a tree that its schema has passed. */
final class BoardReader {
  private BoardReader() {}

  static BoardFile read(JsonNode root) {
    JsonNode gpio = root.get("gpio");
    return new BoardFile(
        root.get("id").stringValue(),
        root.get("name").stringValue(),
        root.get("soc").stringValue(),
        new BoardFile.GpioChip(
            gpio.get("chip").intValue(),
            gpio.get("label").stringValue(),
            gpio.get("lines").intValue()),
        strings(root.get("sources")),
        root.get("header").valueStream().map(BoardReader::pin).toList(),
        root.get("buses").valueStream().map(BoardReader::bus).toList(),
        pwm(root.get("pwm")));
  }

  /** What a schema cannot say: numbers that must agree with each other. */
  static void crossCheck(BoardFile board, Faults faults) {
    Set<Integer> lines = new HashSet<>();
    for (int i = 0; i < board.header().size(); i++) {
      BoardFile.HeaderPin pin = board.header().get(i);
      String path = "$.header[" + i + "]";
      if (pin.pin() != i + 1) {
        faults.add(
            path + ".pin",
            "pin " + pin.pin() + " is at place " + (i + 1),
            "list every pin in order");
      }
      if (pin.gpio().isPresent() && !lines.add(pin.gpio().getAsInt())) {
        faults.add(path + ".gpio", "the line is on another pin too", "give each line one pin");
      }
    }
    for (int i = 0; i < board.buses().size(); i++) {
      for (Map.Entry<String, Integer> signal : board.buses().get(i).pins().entrySet()) {
        checkLine(signal.getValue(), "$.buses[" + i + "].pins." + signal.getKey(), lines, faults);
      }
    }
    int index = 0;
    for (List<Integer> pins : board.pwm().channels().values()) {
      for (int i = 0; i < pins.size(); i++) {
        checkLine(pins.get(i), "$.pwm.channels[" + index + "].pins[" + i + "]", lines, faults);
      }
      index++;
    }
  }

  private static void checkLine(int gpio, String path, Set<Integer> lines, Faults faults) {
    if (!lines.contains(gpio)) {
      faults.add(path, "line " + gpio + " is on no pin of the header", "give a line of the header");
    }
  }

  private static BoardFile.HeaderPin pin(JsonNode pin) {
    JsonNode gpio = pin.path("gpio");
    Map<String, String> functions = new LinkedHashMap<>();
    pin.path("functions")
        .properties()
        .forEach(f -> functions.put(f.getKey(), f.getValue().stringValue()));
    return new BoardFile.HeaderPin(
        pin.get("pin").intValue(),
        pin.get("name").stringValue(),
        gpio.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(gpio.intValue()),
        functions,
        pin.path("reserved").asString(""));
  }

  private static BoardFile.Bus bus(JsonNode bus) {
    Map<String, Integer> pins = new LinkedHashMap<>();
    bus.get("pins").properties().forEach(p -> pins.put(p.getKey(), p.getValue().intValue()));
    return new BoardFile.Bus(
        bus.get("id").stringValue(),
        BoardFile.BusType.valueOf(bus.get("type").stringValue().toUpperCase(Locale.ROOT)),
        bus.get("number").intValue(),
        strings(bus.get("devices")),
        pins,
        strings(bus.get("enable")),
        bus.get("note").stringValue());
  }

  private static BoardFile.PwmChip pwm(JsonNode pwm) {
    Map<Integer, List<Integer>> channels = new LinkedHashMap<>();
    for (JsonNode channel : pwm.get("channels")) {
      List<Integer> pins = new ArrayList<>();
      channel.get("pins").forEach(p -> pins.add(p.intValue()));
      channels.put(channel.get("channel").intValue(), List.copyOf(pins));
    }
    return new BoardFile.PwmChip(
        pwm.get("id").stringValue(),
        pwm.get("chip").intValue(),
        channels,
        pwm.get("note").stringValue());
  }

  private static List<String> strings(JsonNode list) {
    return list.valueStream().map(JsonNode::stringValue).toList();
  }
}
