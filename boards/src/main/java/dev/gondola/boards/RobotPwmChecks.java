package dev.gondola.boards;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Checks the PWM channels of robot.yaml against the board and against each other. */
final class RobotPwmChecks {
  private final JsonNode root;
  private final BoardFile board;
  private final Faults faults;
  private final Map<List<Integer>, String> users = new HashMap<>();

  RobotPwmChecks(JsonNode root, BoardFile board, Faults faults) {
    this.root = root;
    this.board = board;
    this.faults = faults;
  }

  void run() {
    JsonNode actuators = root.path("actuators");
    for (int i = 0; actuators.isArray() && i < actuators.size(); i++) {
      for (String part : List.of("left", "right", "servo")) {
        JsonNode pwm = actuators.path(i).path(part).path("pwm");
        check(pwm, Faults.element("$.actuators", i) + "." + part + ".pwm");
      }
    }
  }

  private void check(JsonNode pwm, String path) {
    JsonNode chip = pwm.path("chip");
    JsonNode channel = pwm.path("channel");
    if (!chip.isInt() || !channel.isInt()) {
      return;
    }
    String other = users.putIfAbsent(List.of(chip.intValue(), channel.intValue()), path);
    if (other != null) {
      faults.add(
          path + ".channel",
          "channel " + channel + " of PWM chip " + chip + " is used by " + other + " too",
          "give each its own channel");
    }
    String type = pwm.path("type").asString("");
    if (type.equals("hardware")) {
      hardware(chip.intValue(), channel.intValue(), pwm.path("pin"), path);
    } else if (type.equals("software")) {
      software(chip.intValue(), channel.intValue(), path);
    }
  }

  private void hardware(int chip, int channel, JsonNode pin, String path) {
    BoardFile.PwmChip has = board.pwm();
    if (chip != has.chip()) {
      faults.add(
          path + ".chip",
          "the hardware PWM of the " + board.name() + " is chip " + has.chip() + ", not " + chip,
          "give chip " + has.chip() + ", or type: software");
    }
    List<Integer> pins = has.channels().get(channel);
    if (pins == null) {
      faults.add(
          path + ".channel",
          "the hardware PWM has no channel " + channel,
          "give one of " + has.channels().keySet());
    } else if (pin.isInt() && !pins.contains(pin.intValue())) {
      faults.add(
          path + ".pin",
          "channel " + channel + " of the hardware PWM does not come out on GPIO " + pin,
          "give one of " + pins + ", or type: software");
    }
  }

  private void software(int chip, int channel, String path) {
    if (channel != 0) {
      faults.add(path + ".channel", "a software PWM chip has channel 0 only", "give channel 0");
    }
    boolean hardwareIsUsed =
        root.path("actuators").findValues("type").stream()
            .anyMatch(t -> t.asString("").equals("hardware"));
    if (hardwareIsUsed && chip == board.pwm().chip()) {
      faults.add(
          path + ".chip",
          "chip " + chip + " is the hardware PWM, which this robot uses too",
          "give the software chip's number: the next one after the hardware's");
    }
  }
}
