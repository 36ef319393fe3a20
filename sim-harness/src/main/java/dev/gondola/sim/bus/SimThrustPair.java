package dev.gondola.sim.bus;

import dev.gondola.sim.plant.BlimpPlant;
import dev.gondola.sim.plant.ThrustDrive;

/**
 * The blimp's motors and servo as what hangs on simulated pins: turns duty, direction and servo
 * pulse into what drives the plant. Allocates nothing.
 *
 * <p>A motor whose direction line has the other level turns backwards and is taken to give no
 * thrust. Without a pulse the servo stays where it was told to go; pulses beyond its ends stop at
 * them.
 */
public final class SimThrustPair {
  private final BlimpPlant plant;
  private final BlimpWiring wiring;
  private final SimPwmPin left;
  private final SimPwmPin right;
  private final SimPwmPin servo;
  private final SimDigitalPin leftDirection;
  private final SimDigitalPin rightDirection;
  private double turn;

  /** Wires a plant's thrusters to pins. */
  public SimThrustPair(BlimpPlant plant, SimPins pins, BlimpWiring wiring) {
    this.plant = plant;
    this.wiring = wiring;
    this.left = pins.pwm(wiring.leftMotor());
    this.right = pins.pwm(wiring.rightMotor());
    this.servo = pins.pwm(wiring.servo());
    this.leftDirection = pins.digital(wiring.leftDirectionBcm());
    this.rightDirection = pins.digital(wiring.rightDirectionBcm());
  }

  /** Reads the pins and drives the plant with them from now on. */
  public void drive() {
    long pulse = servo.pulseNanos();
    if (pulse > 0) {
      double raw =
          (double) (wiring.upPulseNanos() - pulse)
              / (wiring.upPulseNanos() - wiring.downPulseNanos());
      turn = Math.clamp(raw, 0, 1);
    }
    plant.setDrive(
        leftDirection.isHigh() == wiring.leftPushesHigh() ? left.level(ThrustDrive.LEVELS) : 0,
        rightDirection.isHigh() == wiring.rightPushesHigh() ? right.level(ThrustDrive.LEVELS) : 0,
        turn);
  }

  /** Turns the servo's target up, as it is when the plant is reset. */
  public void reset() {
    turn = 0;
  }
}
