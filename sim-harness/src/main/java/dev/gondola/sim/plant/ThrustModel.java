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

  /** Returns where the servo was last told to go, 0 (up) .. 1 (down). */
  double commandedServo() {
    return commandedServo;
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

  /** Returns the cosine of the servo's angle, exactly 1 and -1 at its ends. */
  static double upward(double servo) {
    return servo <= 0.5 ? cosine(Math.PI * servo) : -cosine(Math.PI * (1 - servo));
  }

  /**
   * The Taylor series of the cosine to x^20; for 0..pi/2 the rest is below 2e-17. StrictMath's
   * allocates, and Math's last bits are free.
   */
  private static double cosine(double x) {
    double square = x * x;
    double sum = 1;
    for (int n = 20; n > 0; n -= 2) {
      sum = 1 - sum * square / (n * (n - 1));
    }
    return sum;
  }
}
