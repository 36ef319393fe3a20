package dev.gondola.boards;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds the GPIO lines a robot uses: those it names and those of its buses. Works on trees with
 * faults too: what is missing or of a wrong type is passed over.
 */
final class RobotPins {
  private static final List<String> MOTORS = List.of("left", "right");

  private final BoardFile board;
  private final List<PinUse> uses = new ArrayList<>();

  private RobotPins(BoardFile board) {
    this.board = board;
  }

  static List<PinUse> of(JsonNode root, BoardFile board) {
    RobotPins pins = new RobotPins(board);
    pins.sensors(root.path("sensors"));
    JsonNode actuators = root.path("actuators");
    for (int i = 0; i < actuators.size(); i++) {
      pins.thrustPair(actuators.path(i), Faults.element("$.actuators", i));
    }
    return List.copyOf(pins.uses);
  }

  private void sensors(JsonNode sensors) {
    JsonNode port = sensors.path("range").path("port");
    if (port.isString()) {
      Optional<BoardFile.Bus> line =
          board.busOf(port.stringValue()).filter(b -> b.type() == BoardFile.BusType.UART);
      addBus(line, "range", "$.sensors.range.port");
    }
    JsonNode bus = sensors.path("imu").path("bus");
    if (bus.isInt()) {
      addBus(board.bus(BoardFile.BusType.I2C, bus.intValue()), "imu", "$.sensors.imu.bus");
    }
  }

  private void addBus(Optional<BoardFile.Bus> bus, String user, String path) {
    bus.ifPresent(
        found ->
            found
                .pins()
                .forEach((signal, gpio) -> uses.add(new PinUse(gpio, user + " " + signal, path))));
  }

  private void thrustPair(JsonNode pair, String path) {
    String name = Faults.quote(pair.path("name").asString("actuator"));
    for (String motor : MOTORS) {
      JsonNode of = pair.path(motor);
      String at = Faults.member(path, motor);
      addLine(of.path("pwm").path("pin"), name + " " + motor + " PWM", at + ".pwm.pin");
      addLine(of.path("direction_pin"), name + " " + motor + " direction", at + ".direction_pin");
    }
    addLine(
        pair.path("servo").path("pwm").path("pin"), name + " servo PWM", path + ".servo.pwm.pin");
  }

  private void addLine(JsonNode gpio, String use, String path) {
    if (gpio.isInt()) {
      uses.add(new PinUse(gpio.intValue(), use, path));
    }
  }
}
