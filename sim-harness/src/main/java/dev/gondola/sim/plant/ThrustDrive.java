package dev.gondola.sim.plant;

/**
 * How a command becomes a motor PWM level and a thrust: the flown blimp's drive.
 *
 * <p>A command below 0.3 in magnitude is 0; otherwise the level is the integer part of {@code 9 + 3
 * min(|u|, 10)} out of 45 (motor node of the flown blimp, public repository timburgers/ros, {@code
 * dcmotor.cpp}). The thrust of a level is that of the effective command {@code (level - 9)/3}.
 */
public final class ThrustDrive {
  /** PWM levels in a full period. */
  public static final int LEVELS = 45;

  /** Commands smaller in magnitude leave the motors off. */
  public static final double DEAD_ZONE = 0.3;

  /** Largest command in magnitude; greater ones are clipped. */
  public static final double FULL_COMMAND = 10;

  private static final int IDLE_LEVEL = 9;
  private static final int LEVELS_PER_UNIT = 3;

  private ThrustDrive() {}

  /** Returns the PWM level of a command, 0 or 9..39; a command that is not a number gives 0. */
  public static int level(double command) {
    double magnitude = Math.abs(command);
    if (!(magnitude >= DEAD_ZONE)) {
      return 0;
    }
    return (int) (IDLE_LEVEL + LEVELS_PER_UNIT * Math.min(magnitude, FULL_COMMAND));
  }

  /** Returns the effective command of a level 0..45, in command units, 0 for levels up to 9. */
  public static double effectiveCommand(int level) {
    return Math.max(0, level - IDLE_LEVEL) / (double) LEVELS_PER_UNIT;
  }

  /** Returns the settled acceleration for an effective command, m/s2. */
  static double acceleration(BlimpParameters.Thrust thrust, double effective) {
    return thrust.linearMps2() * effective + thrust.squareMps2() * effective * effective;
  }
}
