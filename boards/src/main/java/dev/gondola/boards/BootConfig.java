package dev.gondola.boards;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the lines of a Raspberry Pi's {@code config.txt} that enable what a robot uses. PWM
 * overlays and their pin functions: boot/overlays/README of the Raspberry Pi firmware, overlays
 * pwm, pwm-2chan and pwm-gpio.
 */
final class BootConfig {
  // The overlays number an alternate function as the chip's register does (BCM2835 ARM Peripherals,
  // 6.1, GPFSELn): 4 is alt0, 2 is alt5.
  private static final Map<String, Integer> FUNCTION_CODES = Map.of("alt0", 4, "alt5", 2);

  private BootConfig() {}

  static List<String> lines(RobotFile robot) {
    Set<String> lines = new LinkedHashSet<>();
    BoardFile board = robot.board();
    board
        .bus(BoardFile.BusType.I2C, robot.sensors().imu().bus())
        .ifPresent(bus -> lines.addAll(bus.enable()));
    board.busOf(robot.sensors().range().port()).ifPresent(bus -> lines.addAll(bus.enable()));
    List<RobotFile.PwmOutput> outputs = new ArrayList<>();
    for (RobotFile.ThrustPair pair : robot.actuators()) {
      outputs.addAll(List.of(pair.left().pwm(), pair.right().pwm(), pair.servo().pwm()));
    }
    hardwarePwm(board, outputs, lines);
    outputs.stream()
        .filter(o -> !o.hardware())
        .forEach(o -> lines.add("dtoverlay=pwm-gpio,gpio=" + o.pin()));
    return List.copyOf(lines);
  }

  private static void hardwarePwm(
      BoardFile board, List<RobotFile.PwmOutput> outputs, Set<String> lines) {
    Map<Integer, Integer> pins = new TreeMap<>();
    outputs.stream()
        .filter(RobotFile.PwmOutput::hardware)
        .forEach(o -> pins.put(o.channel(), o.pin()));
    if (pins.isEmpty()) {
      return;
    }
    StringBuilder line =
        new StringBuilder(pins.size() == 1 ? "dtoverlay=pwm" : "dtoverlay=pwm-2chan");
    String suffix = "";
    for (int pin : pins.values()) {
      line.append(",pin").append(suffix).append('=').append(pin);
      line.append(",func").append(suffix).append('=').append(functionCode(board, pin));
      suffix = "2";
    }
    lines.add(line.toString());
  }

  private static int functionCode(BoardFile board, int gpio) {
    return board.pinOf(gpio).orElseThrow().functions().entrySet().stream()
        .filter(f -> f.getValue().startsWith("PWM"))
        .map(f -> FUNCTION_CODES.get(f.getKey()))
        .findFirst()
        .orElseThrow();
  }
}
