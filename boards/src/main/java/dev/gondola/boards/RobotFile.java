package dev.gondola.boards;

import com.pi4j.io.gpio.digital.DigitalState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What one robot is made of: the content of {@code robot.yaml}, checked whole. Immutable; every
 * value is within the range its component tells. The schema {@code robot.schema.json} describes the
 * file.
 *
 * @param name the robot's kind, such as {@code reference-blimp}
 * @param board the board it is built on
 * @param hardware who serves the hardware
 * @param control the control loop
 * @param sensors the sensors
 * @param actuators the actuators, 1 to 8, in the order of the mixer's rows
 * @param mixer how commands become actuator commands
 * @param limiter limits of every actuator command
 * @param link the fleet link
 * @param log the flight log
 * @param pins the GPIO lines all this uses, each once
 */
public record RobotFile(
    String name,
    BoardFile board,
    BoardContext.Hardware hardware,
    Control control,
    Sensors sensors,
    List<ThrustPair> actuators,
    Mixing mixer,
    Limits limiter,
    Link link,
    Log log,
    List<PinUse> pins) {

  /** Keeps copies of the lists. */
  public RobotFile {
    actuators = List.copyOf(actuators);
    pins = List.copyOf(pins);
  }

  /**
   * The control loop.
   *
   * @param rateHz ticks per second, 1..1000
   * @param deadManTimeoutS seconds without a command after which the motors stop, two ticks..60
   * @param controller what flies
   */
  public record Control(int rateHz, double deadManTimeoutS, ControllerChoice controller) {}

  /** What flies: a controller file or a PID law. */
  public sealed interface ControllerChoice {}

  /**
   * A controller file.
   *
   * @param file its path, resolved against the folder of robot.yaml; it existed when checked
   */
  public record ControllerFile(Path file) implements ControllerChoice {}

  /**
   * A PID law on the height error in m.
   *
   * @param kp proportional gain, command units per m, 0..10000
   * @param ki integral gain, command units per (m s), 0..10000
   * @param kd derivative gain, command units per m/s, 0..10000
   */
  public record PidGains(double kp, double ki, double kd) implements ControllerChoice {}

  /**
   * The sensors.
   *
   * @param range the range finder, a TFmini-S
   * @param imu the inertial sensor, an MPU-6050
   */
  public record Sensors(RangeFinder range, Imu imu) {}

  /**
   * A range finder on a serial line.
   *
   * @param type {@code tfmini-s}
   * @param port serial device, such as {@code /dev/ttyAMA0}
   * @param baud baud rate
   */
  public record RangeFinder(String type, String port, int baud) {}

  /**
   * An inertial sensor on I2C.
   *
   * @param type {@code mpu-6050}
   * @param bus number of the I2C bus
   * @param address 7-bit I2C address
   */
  public record Imu(String type, int bus, int address) {}

  /**
   * Two motors on a shaft that a servo turns over.
   *
   * @param name the actuator's name
   * @param deadZone magnitude below which the motors are off, command units, 0..maxCommand
   * @param maxCommand magnitude above which nothing more happens, command units
   * @param baseLevel motor level where the line of the thrust law meets command 0
   * @param levelsPerUnit rise of the motor level per command unit
   * @param levels motor level of full duty; the level at {@code maxCommand} does not exceed it
   * @param motorPeriodNanos period of the motors' PWM, ns, at least 1 per level
   * @param left the left motor
   * @param right the right motor
   * @param servo the servo
   */
  public record ThrustPair(
      String name,
      double deadZone,
      double maxCommand,
      double baseLevel,
      double levelsPerUnit,
      int levels,
      long motorPeriodNanos,
      Motor left,
      Motor right,
      Servo servo) {}

  /**
   * A motor behind a driver with a speed and a direction input.
   *
   * @param pwm speed
   * @param directionPin GPIO line of the direction
   * @param direction state of that line in which the propeller pushes
   */
  public record Motor(PwmOutput pwm, int directionPin, DigitalState direction) {}

  /**
   * A hobby servo with two positions.
   *
   * @param pwm its signal
   * @param periodNanos period, ns
   * @param upPulseNanos pulse that turns the thrust up, ns, shorter than the period
   * @param downPulseNanos pulse that turns the thrust down, ns, shorter than the period
   */
  public record Servo(PwmOutput pwm, long periodNanos, long upPulseNanos, long downPulseNanos) {}

  /**
   * A PWM channel.
   *
   * @param hardware whether it is the chip's PWM; else the kernel's pwm-gpio
   * @param chip N of {@code /sys/class/pwm/pwmchipN}
   * @param channel number in the chip
   * @param pin GPIO line it comes out on
   */
  public record PwmOutput(boolean hardware, int chip, int channel, int pin) {}

  /**
   * How commands become actuator commands.
   *
   * @param commands names of the controlled axes: columns
   * @param gains one row for each actuator, one gain in it for each command
   */
  public record Mixing(List<String> commands, List<List<Double>> gains) {
    /** Keeps copies. */
    public Mixing {
      commands = List.copyOf(commands);
      gains = gains.stream().map(List::copyOf).toList();
    }
  }

  /**
   * Limits of an actuator command.
   *
   * @param min smallest command, command units, at most 0
   * @param max largest command, command units, at least 0
   * @param slewPerS largest change, command units per second, above 0
   * @param deadZone magnitude below which a command counts as 0, command units
   */
  public record Limits(double min, double max, double slewPerS, double deadZone) {}

  /**
   * The fleet link.
   *
   * @param broker address of the MQTT broker, with scheme, host and perhaps port
   * @param robotId the robot's name in the fleet
   */
  public record Link(URI broker, String robotId) {}

  /**
   * The flight log.
   *
   * @param folder its folder, resolved against the folder of robot.yaml
   * @param maxFileMib largest size of one file, MiB
   * @param maxTotalMib largest size of all files, MiB, at least {@code maxFileMib}
   */
  public record Log(Path folder, int maxFileMib, int maxTotalMib) {}

  /**
   * Loads a file for a robot on one of the boards that ship with Gondola.
   *
   * @throws FaultyFileException with every fault of the file
   */
  public static RobotFile load(Path file) {
    return load(file, BoardCatalog.builtIn());
  }

  /**
   * Loads a file for a robot on one of the given boards.
   *
   * @throws FaultyFileException with every fault of the file
   */
  public static RobotFile load(Path file, BoardCatalog boards) {
    Faults faults = new Faults(file.toString());
    JsonNode root = YamlDocument.read(file, faults);
    return of(root, file.toAbsolutePath().getParent(), boards, faults);
  }

  /** Returns every fault of a file, in its order; none if {@link #load} would succeed. */
  public static List<Fault> check(Path file) {
    return check(file, BoardCatalog.builtIn());
  }

  /** Returns every fault of a file for a robot on one of the given boards. */
  public static List<Fault> check(Path file, BoardCatalog boards) {
    Faults faults = new Faults(file.toString());
    JsonNode root = YamlDocument.read(file, faults);
    findFaults(root, file.toAbsolutePath().getParent(), boards, FileSchema.load("robot"), faults);
    return faults.sorted();
  }

  /** Returns the reference blimp that ships with Gondola; its paths are of the working folder. */
  public static RobotFile referenceBlimp() {
    Faults faults = new Faults("reference-blimp.yaml");
    JsonNode root = YamlDocument.parse(referenceBlimpText(), faults);
    return of(root, Path.of("").toAbsolutePath(), BoardCatalog.builtIn(), faults);
  }

  /** Returns the text of the reference blimp's robot.yaml, to begin a new one from. */
  public static String referenceBlimpText() {
    try (InputStream in = RobotFile.class.getResourceAsStream("robots/reference-blimp.yaml")) {
      if (in == null) {
        throw new IllegalStateException("the reference blimp is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void findFaults(
      JsonNode root, Path folder, BoardCatalog boards, FileSchema schema, Faults faults) {
    if (!root.isMissingNode()) {
      schema.check(root, faults);
      new RobotChecks(root, folder, boards, faults).run();
    }
  }

  private static RobotFile of(JsonNode root, Path folder, BoardCatalog boards, Faults faults) {
    findFaults(root, folder, boards, FileSchema.load("robot"), faults);
    if (!faults.isEmpty()) {
      throw new FaultyFileException(faults.sorted());
    }
    return RobotReader.read(root, folder, boards);
  }
}
