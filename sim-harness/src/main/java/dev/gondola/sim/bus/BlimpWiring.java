package dev.gondola.sim.bus;

import com.pi4j.io.gpio.digital.DigitalState;
import dev.gondola.boards.RobotFile;
import dev.gondola.sim.bus.SimPins.PwmChannel;

/**
 * Which pins the simulated blimp's motors and servo hang on, and how they are mounted.
 *
 * @param leftMotor speed of the left motor
 * @param leftDirectionBcm direction line of the left motor, Broadcom number
 * @param leftPushesHigh level of that line at which the propeller pushes
 * @param rightMotor speed of the right motor
 * @param rightDirectionBcm direction line of the right motor, Broadcom number
 * @param rightPushesHigh level of that line at which the propeller pushes
 * @param servo signal of the servo
 * @param upPulseNanos servo pulse at which the thrust points up, ns, above 0
 * @param downPulseNanos servo pulse at which it points down, ns, above 0, another
 * @param rangePort name of the range finder's serial port
 */
public record BlimpWiring(
    PwmChannel leftMotor,
    int leftDirectionBcm,
    boolean leftPushesHigh,
    PwmChannel rightMotor,
    int rightDirectionBcm,
    boolean rightPushesHigh,
    PwmChannel servo,
    long upPulseNanos,
    long downPulseNanos,
    String rangePort) {

  /** Checks the pulses. */
  public BlimpWiring {
    if (upPulseNanos <= 0 || downPulseNanos <= 0 || upPulseNanos == downPulseNanos) {
      throw new IllegalArgumentException(
          "the servo's pulses must be above 0 and differ, are "
              + upPulseNanos
              + " and "
              + downPulseNanos
              + " ns");
    }
  }

  /**
   * The flown blimp (public repository timburgers/ros, motor node and servo node): motors on GPIO
   * 19 and 12, which are channels 1 and 0 of the Raspberry Pi's PWM, directions on GPIO 26 and 21
   * and low when pushing, servo on a software PWM, 2500 us up and 500 us down, TFmini-S on {@code
   * /dev/ttyAMA0}.
   */
  public static BlimpWiring flownBlimp() {
    return new BlimpWiring(
        new PwmChannel(0, 1),
        26,
        false,
        new PwmChannel(0, 0),
        21,
        false,
        new PwmChannel(1, 0),
        2_500_000,
        500_000,
        "/dev/ttyAMA0");
  }

  /**
   * Returns how a robot is wired.
   *
   * @param robot a robot with one thrust pair
   * @throws IllegalArgumentException if it has another number of them
   */
  public static BlimpWiring of(RobotFile robot) {
    if (robot.actuators().size() != 1) {
      throw new IllegalArgumentException(
          "the simulated blimp has one thrust pair, "
              + robot.name()
              + " has "
              + robot.actuators().size());
    }
    RobotFile.ThrustPair pair = robot.actuators().getFirst();
    return new BlimpWiring(
        channel(pair.left().pwm()),
        pair.left().directionPin(),
        pair.left().direction() == DigitalState.HIGH,
        channel(pair.right().pwm()),
        pair.right().directionPin(),
        pair.right().direction() == DigitalState.HIGH,
        channel(pair.servo().pwm()),
        pair.servo().upPulseNanos(),
        pair.servo().downPulseNanos(),
        robot.sensors().range().port());
  }

  private static PwmChannel channel(RobotFile.PwmOutput output) {
    return new PwmChannel(output.chip(), output.channel());
  }
}
