package dev.gondola.boards;

import com.pi4j.io.gpio.digital.DigitalState;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Makes a {@link RobotFile} from a tree without faults. */
final class RobotReader {
  private static final long MICROSECOND_NANOS = 1000;

  private RobotReader() {}

  static RobotFile read(JsonNode root, Path folder, BoardCatalog boards) {
    BoardFile board = boards.get(root.get("board").stringValue());
    return new RobotFile(
        root.get("name").stringValue(),
        board,
        BoardContext.Hardware.ofKey(root.get("hardware").stringValue()),
        control(root.get("control"), folder),
        sensors(root.get("sensors")),
        root.get("actuators").valueStream().map(RobotReader::thrustPair).toList(),
        mixing(root.get("mixer")),
        limits(root.get("limiter")),
        new RobotFile.Link(
            URI.create(root.at("/link/broker").stringValue()),
            root.at("/link/robot_id").stringValue()),
        log(root.get("log"), folder),
        RobotPins.of(root, board));
  }

  private static RobotFile.Control control(JsonNode control, Path folder) {
    return new RobotFile.Control(
        control.get("rate_hz").intValue(),
        control.get("dead_man_timeout_s").doubleValue(),
        controller(control.get("controller"), folder));
  }

  private static RobotFile.ControllerChoice controller(JsonNode controller, Path folder) {
    JsonNode pid = controller.path("pid");
    if (pid.isMissingNode()) {
      return new RobotFile.ControllerFile(folder.resolve(controller.get("file").stringValue()));
    }
    return new RobotFile.PidGains(
        pid.get("kp").doubleValue(), pid.get("ki").doubleValue(), pid.get("kd").doubleValue());
  }

  private static RobotFile.Sensors sensors(JsonNode sensors) {
    JsonNode range = sensors.get("range");
    JsonNode imu = sensors.get("imu");
    return new RobotFile.Sensors(
        new RobotFile.RangeFinder(
            range.get("type").stringValue(),
            range.get("port").stringValue(),
            range.get("baud").intValue()),
        new RobotFile.Imu(
            imu.get("type").stringValue(),
            imu.get("bus").intValue(),
            imu.get("address").intValue()));
  }

  private static RobotFile.ThrustPair thrustPair(JsonNode pair) {
    return new RobotFile.ThrustPair(
        pair.get("name").stringValue(),
        pair.get("dead_zone").doubleValue(),
        pair.get("max_command").doubleValue(),
        pair.get("base_level").doubleValue(),
        pair.get("levels_per_unit").doubleValue(),
        pair.get("levels").intValue(),
        pair.get("motor_period_ns").longValue(),
        motor(pair.get("left")),
        motor(pair.get("right")),
        servo(pair.get("servo")));
  }

  private static RobotFile.Motor motor(JsonNode motor) {
    boolean low = motor.get("direction").stringValue().equals("low");
    return new RobotFile.Motor(
        pwm(motor.get("pwm")),
        motor.get("direction_pin").intValue(),
        low ? DigitalState.LOW : DigitalState.HIGH);
  }

  private static RobotFile.Servo servo(JsonNode servo) {
    return new RobotFile.Servo(
        pwm(servo.get("pwm")),
        servo.get("period_us").longValue() * MICROSECOND_NANOS,
        servo.get("up_pulse_us").longValue() * MICROSECOND_NANOS,
        servo.get("down_pulse_us").longValue() * MICROSECOND_NANOS);
  }

  private static RobotFile.PwmOutput pwm(JsonNode pwm) {
    return new RobotFile.PwmOutput(
        pwm.get("type").stringValue().equals("hardware"),
        pwm.get("chip").intValue(),
        pwm.get("channel").intValue(),
        pwm.get("pin").intValue());
  }

  private static RobotFile.Mixing mixing(JsonNode mixer) {
    List<String> commands = mixer.get("commands").valueStream().map(JsonNode::stringValue).toList();
    List<List<Double>> gains =
        mixer
            .get("gains")
            .valueStream()
            .map(row -> row.valueStream().map(JsonNode::doubleValue).toList())
            .toList();
    return new RobotFile.Mixing(commands, gains);
  }

  private static RobotFile.Limits limits(JsonNode limiter) {
    return new RobotFile.Limits(
        limiter.get("min").doubleValue(),
        limiter.get("max").doubleValue(),
        limiter.get("slew_per_s").doubleValue(),
        limiter.get("dead_zone").doubleValue());
  }

  private static RobotFile.Log log(JsonNode log, Path folder) {
    return new RobotFile.Log(
        folder.resolve(log.get("folder").stringValue()),
        log.get("max_file_mib").intValue(),
        log.get("max_total_mib").intValue());
  }
}
