package dev.gondola.sim.plant;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A simulated blimp: height and yaw.
 *
 * <pre>
 *   h'' = m*cos(theta) - c*h'*|h'| - c1*h' + b + disturbance(t)
 *   m:     first-order lag tau behind the thrust target f(u) of a command delayed by d
 *   f(u) = a1*|u| + a2*u^2, dead zone and PWM levels of {@link ThrustDrive}
 *   theta: 0 (thrust up) or 180 degrees (down) by the sign of u, a full turn takes Ts
 *   psi'' = (torque - damping*psi')/inertia
 * </pre>
 *
 * <p>Integration is semi-implicit Euler (rate first, then position with the new rate) with a fixed
 * step of 20 ms, the step the parameters are identified with. Time is counted in steps from {@link
 * #reset}. The same parameters, seed and commands give the same bits on every machine. Nothing but
 * the constructor and {@link #reset} allocates. One thread.
 *
 * <p>Surge, sway, roll and pitch of {@link #state} are not modelled and stay 0.
 */
public final class BlimpPlant {
  /** Length of a step, ns. */
  public static final long STEP_NANOS = 20_000_000;

  /** Length of a step, s. */
  public static final double STEP_S = 0.02;

  private final BlimpParameters parameters;
  private final ThrustModel thrust;
  private final OrnsteinUhlenbeck disturbance;
  private final BodyState state = new BodyState();
  private final double quadraticDrag;
  private final double linearDrag;
  private final double buoyancy;
  private final double floor;
  private final double ceiling;

  private SplittableRandom random;
  private double gust;
  private double yawTorque;
  private long steps;

  /**
   * Makes a plant at rest at height 0 with seed 0; see {@link #reset}.
   *
   * @param parameters the blimp
   */
  public BlimpPlant(BlimpParameters parameters) {
    this.parameters = parameters;
    this.thrust = new ThrustModel(parameters.thrust(), parameters.battery(), STEP_S);
    this.disturbance =
        new OrnsteinUhlenbeck(
            parameters.disturbance().stdMps2(), parameters.disturbance().correlationS(), STEP_S);
    this.quadraticDrag = parameters.drag().quadraticPerM();
    this.linearDrag = parameters.drag().linearPerS();
    this.buoyancy = parameters.buoyancyMps2();
    this.floor = parameters.room().floorM();
    this.ceiling = parameters.room().ceilingM();
    reset(0, Math.max(0, floor));
  }

  /**
   * Puts the blimp at rest: motors off, servo up, battery full, heading 0, time 0.
   *
   * @param seed seed of the disturbance
   * @param heightM height, m, between floor and ceiling
   */
  public void reset(long seed, double heightM) {
    if (!(heightM >= floor && heightM <= ceiling) || Double.isInfinite(heightM)) {
      throw new IllegalArgumentException(
          "height must be " + floor + ".." + ceiling + " m, is " + heightM);
    }
    random = new SplittableRandom(seed);
    disturbance.reset(random);
    thrust.reset();
    Arrays.fill(state.position, 0);
    Arrays.fill(state.rate, 0);
    state.position[BodyState.HEAVE] = heightM;
    gust = 0;
    yawTorque = 0;
    steps = 0;
  }

  /**
   * Sets the vertical command from now on.
   *
   * @param u command in units of +-10, positive up; clipped, quantised and zeroed in the dead zone
   *     as the flown blimp does; its sign turns the servo also inside the dead zone; NaN switches
   *     the motors off and leaves the servo's target as it is
   */
  public void setCommand(double u) {
    int level = ThrustDrive.level(u);
    thrust.drive(level, level, Double.isNaN(u) ? thrust.commandedServo() : u >= 0 ? 0 : 1);
  }

  /**
   * Sets what the motors and the servo are driven with from now on, as read from simulated pins.
   *
   * @param leftLevel PWM level of the left motor, 0..45
   * @param rightLevel PWM level of the right motor, 0..45
   * @param servoTurn servo position, 0 (thrust up) .. 1 (turned by 180 degrees, thrust down)
   */
  public void setDrive(int leftLevel, int rightLevel, double servoTurn) {
    if (!(servoTurn >= 0 && servoTurn <= 1)) {
      throw new IllegalArgumentException("servo turn must be 0..1, is " + servoTurn);
    }
    thrust.drive(leftLevel, rightLevel, servoTurn);
  }

  /**
   * Sets the yaw command from now on.
   *
   * @param command -1..1, positive counter-clockwise; clipped
   */
  public void setYawCommand(double command) {
    double clipped = Math.max(-1, Math.min(1, command));
    yawTorque =
        clipped
            * (clipped >= 0 ? parameters.yaw().torqueLeftNm() : parameters.yaw().torqueRightNm());
  }

  /**
   * Adds a vertical acceleration from now on, on top of the random disturbance: a gust, a dropped
   * ballast.
   *
   * @param mps2 acceleration, m/s2, positive up
   */
  public void setGust(double mps2) {
    gust = mps2;
  }

  /** Advances one step of 20 ms. */
  public void step() {
    double[] position = state.position;
    double[] rate = state.rate;
    double bias = disturbance.isOff() ? gust : gust + disturbance.next(random);

    double v = rate[BodyState.HEAVE];
    double acceleration =
        thrust.step() - quadraticDrag * v * Math.abs(v) - linearDrag * v + buoyancy + bias;
    v += STEP_S * acceleration;
    double h = position[BodyState.HEAVE] + STEP_S * v;
    if (h < floor) {
      h = floor;
      v = 0;
    } else if (h > ceiling) {
      h = ceiling;
      v = 0;
    }
    rate[BodyState.HEAVE] = v;
    position[BodyState.HEAVE] = h;

    double r = rate[BodyState.YAW];
    r += STEP_S * (yawTorque - parameters.yaw().dampingNmS() * r) / parameters.yaw().inertiaKgM2();
    rate[BodyState.YAW] = r;
    position[BodyState.YAW] += STEP_S * r;
    steps++;
  }

  /**
   * Advances a duration.
   *
   * @param seconds duration, s, a whole number of steps of 20 ms
   * @throws IllegalArgumentException if it is not
   */
  public void advance(double seconds) {
    double count = Math.rint(seconds / STEP_S);
    if (!(count >= 0 && Math.abs(count * STEP_S - seconds) <= 1e-9)) {
      throw new IllegalArgumentException(
          "can only advance by whole steps of " + STEP_S + " s, not by " + seconds);
    }
    for (long i = (long) count; i > 0; i--) {
      step();
    }
  }

  /** Returns the height, m. */
  public double height() {
    return state.position[BodyState.HEAVE];
  }

  /** Returns the climb rate, m/s. */
  public double climbRate() {
    return state.rate[BodyState.HEAVE];
  }

  /** Returns the lagged thrust of both motors together, before battery and servo, m/s2. */
  public double thrust() {
    return thrust.thrust();
  }

  /** Returns the servo's place, 0 (thrust up) .. 1 (thrust down). */
  public double servoTurn() {
    return thrust.servo();
  }

  /** Returns the random disturbance of the last step, m/s2. */
  public double disturbance() {
    return disturbance.value();
  }

  /** Returns the time since {@link #reset}, ns. */
  public long timeNanos() {
    return steps * STEP_NANOS;
  }

  /** Returns the body's state on all axes; it changes with every step. */
  public BodyState state() {
    return state;
  }

  /** Returns the blimp's parameters. */
  public BlimpParameters parameters() {
    return parameters;
  }
}
