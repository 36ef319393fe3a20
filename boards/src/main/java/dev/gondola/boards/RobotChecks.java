package dev.gondola.boards;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the schema of robot.yaml cannot say: whether its parts fit together; that they fit the board
 * is {@link RobotBoardChecks}'s and {@link RobotPwmChecks}'s to see. Works on trees with faults
 * too, so that all faults come at once: what is missing or of a wrong type is the schema's to
 * report and is passed over here.
 */
final class RobotChecks {
  private static final int MAX_PORT = 65_535;
  private static final Pattern SCHEME = Pattern.compile("(tcp|ssl|ws|wss)://.");

  private final JsonNode root;
  private final Path folder;
  private final BoardCatalog boards;
  private final Faults faults;

  RobotChecks(JsonNode root, Path folder, BoardCatalog boards, Faults faults) {
    this.root = root;
    this.folder = folder;
    this.boards = boards;
    this.faults = faults;
  }

  void run() {
    control();
    mixer();
    limiter();
    broker();
    log();
    actuators();
    JsonNode board = root.path("board");
    if (board.isString()) {
      Optional<BoardFile> found = boards.find(board.stringValue());
      if (found.isPresent()) {
        new RobotBoardChecks(root, found.get(), faults).run();
        new RobotPwmChecks(root, found.get(), faults).run();
      } else {
        faults.add(
            "$.board",
            "there is no board '" + Faults.quote(board.stringValue()) + "'",
            "give one of " + String.join(", ", boards.ids()));
      }
    }
  }

  private void control() {
    JsonNode rate = root.at("/control/rate_hz");
    JsonNode timeout = root.at("/control/dead_man_timeout_s");
    if (rate.isInt() && timeout.isNumber() && timeout.doubleValue() * rate.intValue() < 2) {
      faults.add(
          "$.control.dead_man_timeout_s",
          "a timeout of " + timeout + " s is shorter than two ticks at " + rate + " Hz",
          "give at least " + 2.0 / rate.intValue() + " s, or raise rate_hz");
    }
    JsonNode file = root.at("/control/controller/file");
    if (file.isString()) {
      Path path = path(file.stringValue(), "$.control.controller.file");
      if (path != null && !Files.isRegularFile(path)) {
        faults.add(
            "$.control.controller.file",
            "there is no file " + Faults.quote(path.toString()),
            "give the path from the folder of this file, or use pid");
      }
    }
  }

  private void mixer() {
    JsonNode gains = root.at("/mixer/gains");
    JsonNode commands = root.at("/mixer/commands");
    JsonNode actuators = root.path("actuators");
    if (gains.isArray() && actuators.isArray() && gains.size() != actuators.size()) {
      faults.add(
          "$.mixer.gains",
          gains.size() + " rows for " + actuators.size() + " actuators",
          "give one row for each actuator");
    }
    for (int i = 0; gains.isArray() && commands.isArray() && i < gains.size(); i++) {
      if (gains.path(i).isArray() && gains.path(i).size() != commands.size()) {
        faults.add(
            Faults.element("$.mixer.gains", i),
            gains.path(i).size() + " gains for " + commands.size() + " commands",
            "give one gain for each of mixer.commands");
      }
    }
  }

  private void limiter() {
    JsonNode max = root.at("/limiter/max");
    JsonNode min = root.at("/limiter/min");
    JsonNode deadZone = root.at("/limiter/dead_zone");
    if (max.isNumber()
        && min.isNumber()
        && deadZone.isNumber()
        && deadZone.doubleValue() > Math.max(max.doubleValue(), -min.doubleValue())) {
      faults.add(
          "$.limiter.dead_zone",
          "the dead zone " + deadZone + " swallows every command within min and max",
          "give less than the larger of max and -min");
    }
  }

  private void broker() {
    JsonNode broker = root.at("/link/broker");
    if (!broker.isString() || !SCHEME.matcher(broker.stringValue()).lookingAt()) {
      return;
    }
    try {
      URI uri = new URI(broker.stringValue());
      boolean portFits = uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() <= MAX_PORT);
      if (uri.getHost() != null && portFits) {
        return;
      }
    } catch (URISyntaxException e) {
      // reported below, like an address without a host
    }
    faults.add(
        "$.link.broker",
        "'" + Faults.quote(broker.stringValue()) + "' is not the address of a broker",
        "give scheme://host:port, such as tcp://localhost:1883");
  }

  private void log() {
    JsonNode folderName = root.at("/log/folder");
    if (folderName.isString()) {
      path(folderName.stringValue(), "$.log.folder");
    }
    JsonNode file = root.at("/log/max_file_mib");
    JsonNode total = root.at("/log/max_total_mib");
    if (file.isInt() && total.isInt() && total.intValue() < file.intValue()) {
      faults.add(
          "$.log.max_total_mib",
          "all files may have " + total + " MiB, less than one file's " + file,
          "give at least max_file_mib");
    }
  }

  private void actuators() {
    JsonNode actuators = root.path("actuators");
    Set<String> names = new HashSet<>();
    for (int i = 0; actuators.isArray() && i < actuators.size(); i++) {
      JsonNode actuator = actuators.path(i);
      String path = Faults.element("$.actuators", i);
      JsonNode name = actuator.path("name");
      if (name.isString() && !names.add(name.stringValue())) {
        faults.add(path + ".name", "another actuator has this name", "give each its own name");
      }
      thrustLaw(actuator, path);
      servo(actuator.path("servo"), path + ".servo");
    }
  }

  private void thrustLaw(JsonNode pair, String path) {
    JsonNode deadZone = pair.path("dead_zone");
    JsonNode max = pair.path("max_command");
    if (deadZone.isNumber() && max.isNumber() && deadZone.doubleValue() >= max.doubleValue()) {
      faults.add(
          path + ".dead_zone",
          "the dead zone " + deadZone + " is not below max_command " + max,
          "give less than max_command");
    }
    JsonNode base = pair.path("base_level");
    JsonNode slope = pair.path("levels_per_unit");
    JsonNode levels = pair.path("levels");
    if (base.isNumber() && slope.isNumber() && max.isNumber() && levels.isInt()) {
      double top = base.doubleValue() + slope.doubleValue() * max.doubleValue();
      if (top > levels.intValue()) {
        faults.add(
            path + ".levels",
            "the level at max_command is " + top + ", above the " + levels + " levels",
            "give more levels, or less base_level, levels_per_unit or max_command");
      }
    }
    JsonNode period = pair.path("motor_period_ns");
    if (levels.isInt() && period.isInt() && period.intValue() < levels.intValue()) {
      faults.add(
          path + ".motor_period_ns",
          "a period of " + period + " ns has no room for " + levels + " levels",
          "give at least 1 ns per level");
    }
  }

  private void servo(JsonNode servo, String path) {
    JsonNode period = servo.path("period_us");
    JsonNode up = servo.path("up_pulse_us");
    JsonNode down = servo.path("down_pulse_us");
    for (String key : List.of("up_pulse_us", "down_pulse_us")) {
      JsonNode pulse = servo.path(key);
      if (pulse.isInt() && period.isInt() && pulse.intValue() >= period.intValue()) {
        faults.add(
            Faults.member(path, key),
            "a pulse of " + pulse + " us is not shorter than the period " + period + " us",
            "give a shorter pulse or a longer period_us");
      }
    }
    if (up.isInt() && down.isInt() && up.intValue() == down.intValue()) {
      faults.add(
          path + ".down_pulse_us",
          "up and down have the same pulse, so the servo never turns",
          "give two different pulses");
    }
  }

  private Path path(String text, String at) {
    try {
      return folder.resolve(text);
    } catch (InvalidPathException e) {
      faults.add(at, "this is not a path", "give a path without control characters");
      return null;
    }
  }
}
