package dev.gondola.boards;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Checks the pins and buses of robot.yaml against the board and against each other. */
final class RobotBoardChecks {
  private final JsonNode root;
  private final BoardFile board;
  private final Faults faults;

  RobotBoardChecks(JsonNode root, BoardFile board, Faults faults) {
    this.root = root;
    this.board = board;
    this.faults = faults;
  }

  void run() {
    buses();
    Map<Integer, PinUse> users = new HashMap<>();
    for (PinUse use : RobotPins.of(root, board)) {
      pin(use);
      PinUse other = users.putIfAbsent(use.gpio(), use);
      if (other != null) {
        faults.add(
            use.path(),
            "GPIO " + use.gpio() + " (" + use.use() + ") is used by " + other.use() + " too",
            "give one of them another pin: " + other.use() + " comes from " + other.path());
      }
    }
  }

  private void pin(PinUse use) {
    Optional<BoardFile.HeaderPin> pin = board.pinOf(use.gpio());
    if (pin.isEmpty()) {
      faults.add(
          use.path(),
          "GPIO " + use.gpio() + " is on no header pin of the " + board.name(),
          "gondola board pinout " + board.id() + " shows those there are");
    } else if (!pin.get().reserved().isEmpty()) {
      faults.add(
          use.path(),
          "GPIO " + use.gpio() + " is reserved: " + pin.get().reserved(),
          "take another pin");
    }
  }

  private void buses() {
    JsonNode bus = root.at("/sensors/imu/bus");
    if (bus.isInt() && board.bus(BoardFile.BusType.I2C, bus.intValue()).isEmpty()) {
      faults.add(
          "$.sensors.imu.bus",
          "the " + board.name() + " has no I2C bus " + bus,
          "give one of " + i2cBuses());
    }
    JsonNode port = root.at("/sensors/range/port");
    if (port.isString() && !isPlugged(port.stringValue())) {
      Optional<BoardFile.Bus> found = board.busOf(port.stringValue());
      if (found.isEmpty() || found.get().type() != BoardFile.BusType.UART) {
        faults.add(
            "$.sensors.range.port",
            Faults.quote(port.stringValue()) + " is no serial line of the " + board.name(),
            "give one of " + serialLines() + ", or a USB adapter's under /dev/serial/by-id/");
      }
    }
  }

  private static boolean isPlugged(String port) {
    return port.startsWith("/dev/serial/by-id/")
        || port.startsWith("/dev/ttyUSB")
        || port.startsWith("/dev/ttyACM");
  }

  private String i2cBuses() {
    return board.buses().stream()
        .filter(b -> b.type() == BoardFile.BusType.I2C)
        .map(b -> Integer.toString(b.number()))
        .collect(Collectors.joining(", "));
  }

  private String serialLines() {
    return board.buses().stream()
        .filter(b -> b.type() == BoardFile.BusType.UART)
        .flatMap(b -> b.devices().stream())
        .collect(Collectors.joining(", "));
  }
}
