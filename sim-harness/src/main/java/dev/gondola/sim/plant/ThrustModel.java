package dev.gondola.sim.plant;

import dev.gondola.sim.plant.BlimpParameters.Battery;
import dev.gondola.sim.plant.BlimpParameters.Thrust;
import java.util.Arrays;

/**
 * The thrusters between command and acceleration: pure delay, first-order lag, servo turn, battery.
 * Nothing here depends on the motion of the body. {@link #step} allocates nothing.
 */
final class ThrustModel {
  private final double[] target = new double[ThrustDrive.LEVELS + 1];
  private final double lagGain;
  private final double servoPerStep;
  private final Battery battery;
  private final boolean sags;
  private final double loadPerThrust;
  private final double stepS;

  // Delay lines: the slot at `oldest` is what was commanded a delay ago.
  private final double[] delayedThrust;
  private final double[] delayedServo;
  private int oldest;

  private double commandedThrust;
  private double commandedServo;
  private double thrust;
  private double servo;
  private double fullLoadSeconds;

  ThrustModel(Thrust parameters, Battery battery, double stepS) {
    for (int level = 0; level < target.length; level++) {
      target[level] = ThrustDrive.acceleration(parameters, ThrustDrive.effectiveCommand(level));
    }
    this.stepS = stepS;
    this.lagGain = parameters.lagS() <= stepS ? 1 : stepS / parameters.lagS();
    this.servoPerStep = parameters.servoTurnS() <= stepS ? 1 : stepS / parameters.servoTurnS();
    this.battery = battery;
    this.sags = battery.sagAtFullLoad() > 0 || battery.dischargePerS() > 0;
    double full = ThrustDrive.acceleration(parameters, ThrustDrive.FULL_COMMAND);
    this.loadPerThrust = full > 0 ? 1 / full : 0;
    int slots = (int) Math.rint(parameters.delayS() / stepS);
    this.delayedThrust = new double[slots];
    this.delayedServo = new double[slots];
  }

  void reset() {
    Arrays.fill(delayedThrust, 0);
    Arrays.fill(delayedServo, 0);
    oldest = 0;
    commandedThrust = 0;
    commandedServo = 0;
    thrust = 0;
    servo = 0;
    fullLoadSeconds = 0;
  }

  /** Sets the levels of both motors, 0..45, and the servo, 0 (thrust up) .. 1 (thrust down). */
  void drive(int leftLevel, int rightLevel, double servoTurn) {
    commandedThrust = 0.5 * (target[leftLevel] + target[rightLevel]);
    commandedServo = servoTurn;
  }

  /** Advances one step and returns the vertical acceleration at its end, m/s2. */
  double step() {
    double wantedThrust = commandedThrust;
    double wantedServo = commandedServo;
    if (delayedThrust.length > 0) {
      wantedThrust = delayedThrust[oldest];
      wantedServo = delayedServo[oldest];
      delayedThrust[oldest] = commandedThrust;
      delayedServo[oldest] = commandedServo;
      oldest = oldest + 1 == delayedThrust.length ? 0 : oldest + 1;
    }
    thrust += lagGain * (wantedThrust - thrust);
    double turn = wantedServo - servo;
    servo =
        Math.abs(turn) <= servoPerStep ? wantedServo : servo + Math.copySign(servoPerStep, turn);
    return (sags ? thrust * batteryFactor() : thrust) * upward(servo);
  }

  /** Returns the lagged thrust, before battery and servo, m/s2. */
  double thrust() {
    return thrust;
  }

  /** Returns the servo's place, 0 (up) .. 1 (down). */
  double servo() {
    return servo;
  }

  private double batteryFactor() {
    double load = thrust * loadPerThrust;
    fullLoadSeconds += load * stepS;
    double volts =
        Math.max(0, 1 - battery.sagAtFullLoad() * load - battery.dischargePerS() * fullLoadSeconds);
    return volts * volts;
  }

  private static double upward(double servo) {
    // Exactly +-1 at the ends, and no cosine for nearly all steps.
    if (servo == 0) {
      return 1;
    }
    return servo == 1 ? -1 : StrictMath.cos(Math.PI * servo);
  }
}
