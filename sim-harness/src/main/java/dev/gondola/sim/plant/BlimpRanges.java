package dev.gondola.sim.plant;

import dev.gondola.sim.plant.BlimpParameters.Battery;
import dev.gondola.sim.plant.BlimpParameters.Disturbance;
import dev.gondola.sim.plant.BlimpParameters.Drag;
import dev.gondola.sim.plant.BlimpParameters.Room;
import dev.gondola.sim.plant.BlimpParameters.Thrust;
import dev.gondola.sim.plant.BlimpParameters.Yaw;
import java.util.SplittableRandom;

/**
 * Ranges from which blimps are drawn, each parameter uniformly and by itself, except that the two
 * thrust coefficients are drawn together so that the thrust of command 3.5 is within a tenth of
 * 0.16 m/s2. They cover what the recorded flights leave undecided: how delay, lag and servo turn
 * share the actuation's slowness cannot be told from the flights, nor can the quadratic drag at
 * their speeds.
 *
 * @param buoyancyMps2 range of b, m/s2
 */
public record BlimpRanges(Range buoyancyMps2) {
  /**
   * An interval.
   *
   * @param min least value
   * @param max greatest value, not below min
   */
  public record Range(double min, double max) {
    /** Checks the order. */
    public Range {
      if (!(min <= max)) {
        throw new IllegalArgumentException("a range must not end before it begins");
      }
    }

    double draw(SplittableRandom random) {
      return min + (max - min) * random.nextDouble();
    }

    /** Returns whether a value is inside, ends included. */
    public boolean contains(double value) {
      return value >= min && value <= max;
    }
  }

  /** a1, m/s2 per unit. */
  public static final Range THRUST_LINEAR = new Range(0.02, 0.04);

  /** a2, m/s2 per squared unit. */
  public static final Range THRUST_SQUARE = new Range(0.003, 0.007);

  /** Thrust of command 3.5, m/s2: 0.16 +- 10 %. */
  public static final Range THRUST_AT_3_5 = new Range(0.144, 0.176);

  /** tau, s. */
  public static final Range LAG = new Range(0.1, 0.4);

  /** Ts, s. */
  public static final Range SERVO_TURN = new Range(0.2, 0.6);

  /** d, s. */
  public static final Range DELAY = new Range(0.1, 0.3);

  /** c, 1/m. */
  public static final Range QUADRATIC_DRAG = new Range(0, 0.5);

  /** c1, 1/s. */
  public static final Range LINEAR_DRAG = new Range(0.2, 0.3);

  /** Standard deviation of the disturbance, m/s2; its correlation time is 3 s. */
  public static final Range DISTURBANCE = new Range(0.005, 0.015);

  /** Blimps trimmed to float: b = -0.005..0.005 m/s2. */
  public static BlimpRanges neutral() {
    return new BlimpRanges(new Range(-0.005, 0.005));
  }

  /** Heavy blimps: b = -0.17..-0.10 m/s2. */
  public static BlimpRanges heavy() {
    return new BlimpRanges(new Range(-0.17, -0.10));
  }

  /**
   * Draws a blimp.
   *
   * @param seed the same seed gives the same blimp
   * @return a blimp with an ideal battery, the Blimp2b's yaw axis and a floor at 0
   */
  public BlimpParameters draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double linear;
    double square;
    do {
      linear = THRUST_LINEAR.draw(random);
      square = THRUST_SQUARE.draw(random);
    } while (!THRUST_AT_3_5.contains(3.5 * linear + 3.5 * 3.5 * square));
    return new BlimpParameters(
        new Thrust(linear, square, DELAY.draw(random), LAG.draw(random), SERVO_TURN.draw(random)),
        new Drag(QUADRATIC_DRAG.draw(random), LINEAR_DRAG.draw(random)),
        buoyancyMps2.draw(random),
        new Disturbance(DISTURBANCE.draw(random), 3),
        Battery.IDEAL,
        Yaw.BLIMP2B,
        Room.FLOOR);
  }
}
