package dev.gondola.sim.plant;

import dev.gondola.sim.json.JsonFile;
import java.nio.file.Path;

/**
 * Everything that tells one blimp from another, for {@link BlimpPlant}.
 *
 * <p>The vertical axis is written in accelerations, as it is identified from flights: forces are
 * divided by the mass that moves, that is body plus added mass of the air (for the EPFL Blimp2b
 * 0.184 + 0.129 kg; Zufferey, Guanella, Beyeler, Floreano, "Flying over the reality gap", 2006).
 *
 * @param thrust the vertical thrusters and their servo
 * @param drag resistance of the air to vertical motion
 * @param buoyancyMps2 acceleration from buoyancy minus weight, m/s2, -9.81..9.81; negative is heavy
 * @param disturbance slow random vertical acceleration (draughts, air temperature)
 * @param battery thrust lost to the battery
 * @param yaw the yaw axis
 * @param room floor and ceiling
 */
public record BlimpParameters(
    Thrust thrust,
    Drag drag,
    double buoyancyMps2,
    Disturbance disturbance,
    Battery battery,
    Yaw yaw,
    Room room) {

  /**
   * Two thrusters on one shaft, which a servo turns by 180 degrees to reverse them. Settled thrust
   * is {@code linear*u + square*u^2} for an effective command u.
   *
   * @param linearMps2 a1, acceleration per command unit, m/s2, 0..1
   * @param squareMps2 a2, acceleration per squared command unit, m/s2, 0..0.1
   * @param delayS d, pure delay from command to motors and servo, s, 0..2; taken in whole steps of
   *     20 ms
   * @param lagS tau, time constant of the thrust, s, 0..5
   * @param servoTurnS Ts, duration of the 180-degree turn, s, 0..5; the motors keep running
   */
  public record Thrust(
      double linearMps2, double squareMps2, double delayS, double lagS, double servoTurnS) {
    /** Checks the ranges. */
    public Thrust {
      within("thrust.linear_mps2", linearMps2, 0, 1);
      within("thrust.square_mps2", squareMps2, 0, 0.1);
      within("thrust.delay_s", delayS, 0, 2);
      within("thrust.lag_s", lagS, 0, 5);
      within("thrust.servo_turn_s", servoTurnS, 0, 5);
    }
  }

  /**
   * Drag deceleration is {@code quadratic*|v|*v + linear*v}.
   *
   * @param quadraticPerM c, 1/m, 0..10
   * @param linearPerS c1, 1/s, 0..10
   */
  public record Drag(double quadraticPerM, double linearPerS) {
    /** Checks the ranges. */
    public Drag {
      within("drag.quadratic_per_m", quadraticPerM, 0, 10);
      within("drag.linear_per_s", linearPerS, 0, 10);
    }
  }

  /**
   * An Ornstein-Uhlenbeck process.
   *
   * @param stdMps2 stationary standard deviation, m/s2, 0..1; 0 switches it off
   * @param correlationS correlation time, s, 0.02..1000
   */
  public record Disturbance(double stdMps2, double correlationS) {
    /** No disturbance. */
    public static final Disturbance NONE = new Disturbance(0, 3);

    /** Checks the ranges. */
    public Disturbance {
      within("disturbance.std_mps2", stdMps2, 0, 1);
      within("disturbance.correlation_s", correlationS, 0.02, 1000);
    }
  }

  /**
   * Battery sag. The voltage relative to a full, idle battery is {@code 1 - sagAtFullLoad*load -
   * dischargePerS*(time integral of load)}, never below 0, with load = thrust over the thrust of a
   * full command (a motor's current is taken proportional to its propeller's thrust); thrust goes
   * with the square of the voltage (a propeller's thrust with the square of its speed). The form V
   * = Vn - R*I is that of WPILib's BatterySim. No published figure for the sag of a one-cell
   * lithium battery under a blimp's motors is known to us: both default to 0 (off) and are to be
   * swept.
   *
   * @param sagAtFullLoad relative voltage lost at full command, 0..0.9
   * @param dischargePerS relative voltage lost per second of full command, 1/s, 0..0.1
   */
  public record Battery(double sagAtFullLoad, double dischargePerS) {
    /** A battery that never sags. */
    public static final Battery IDEAL = new Battery(0, 0);

    /** Checks the ranges. */
    public Battery {
      within("battery.sag_at_full_load", sagAtFullLoad, 0, 0.9);
      within("battery.discharge_per_s", dischargePerS, 0, 0.1);
    }
  }

  /**
   * The yaw axis: {@code psi'' = (torque - damping*psi')/inertia}.
   *
   * @param inertiaKgM2 moment of inertia, kg m2, 1e-6..1000
   * @param dampingNmS linear damping, N m per rad/s, 0..1000
   * @param torqueLeftNm torque of yaw command +1 (counter-clockwise), N m, 0..1000
   * @param torqueRightNm magnitude of the torque of yaw command -1, N m, 0..1000
   */
  public record Yaw(
      double inertiaKgM2, double dampingNmS, double torqueLeftNm, double torqueRightNm) {
    /**
     * The EPFL Blimp2b (Zufferey et al. 2006), numbers of its Webots model: inertia 0.0193 kg m2
     * ({@code Blimp.proto}), angular damping 0.0079 N m/(rad/s) ({@code blimp2b.h}), yaw thruster
     * +0.030 and -0.025 N at an arm of 0.484 m ({@code blimp2b.c}).
     */
    public static final Yaw BLIMP2B = new Yaw(0.0193, 0.0079, 0.030 * 0.484, 0.025 * 0.484);

    /** Checks the ranges. */
    public Yaw {
      within("yaw.inertia_kgm2", inertiaKgM2, 1e-6, 1000);
      within("yaw.damping_nms", dampingNmS, 0, 1000);
      within("yaw.torque_left_nm", torqueLeftNm, 0, 1000);
      within("yaw.torque_right_nm", torqueRightNm, 0, 1000);
    }
  }

  /**
   * What the blimp runs into. Contact is inelastic: the height stops there, the speed is 0.
   *
   * @param floorM lowest height, m; {@code -Infinity} for none
   * @param ceilingM highest height, m, above the floor; {@code Infinity} for none
   */
  public record Room(double floorM, double ceilingM) {
    /** Neither floor nor ceiling. */
    public static final Room NONE = new Room(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** A floor at height 0, no ceiling. */
    public static final Room FLOOR = new Room(0, Double.POSITIVE_INFINITY);

    /** Checks the order. */
    public Room {
      if (!(floorM < ceilingM)) {
        throw new IllegalArgumentException(
            "room.ceiling_m must be above room.floor_m, are " + ceilingM + " and " + floorM);
      }
    }
  }

  /** Checks the ranges. */
  public BlimpParameters {
    within("buoyancy_mps2", buoyancyMps2, -9.81, 9.81);
  }

  /**
   * The heavy blimp of the joint fit: b = -0.137 m/s2, the mean of the two heavy flights (-0.158,
   * -0.117), with a slow disturbance of 0.01 m/s2 and 3 s correlation, which the few-centimetre
   * swing of the real blimp needs. The fit is over four recorded flights of the blimp of Burgers,
   * Stroobants, de Croon (arXiv 2309.12937); {@link Identification} reproduces it.
   */
  public static BlimpParameters jointFit() {
    return new BlimpParameters(
        new Thrust(0.0295, 0.0047, 0.20, 0.20, 0.42),
        new Drag(0.33, 0.22),
        -0.137,
        new Disturbance(0.01, 3),
        Battery.IDEAL,
        Yaw.BLIMP2B,
        Room.FLOOR);
  }

  /** The blimp of the joint fit, trimmed to float: b = 0. */
  public static BlimpParameters neutral() {
    return jointFit().withBuoyancy(0);
  }

  /**
   * Returns a preset by name.
   *
   * @param name {@code joint-fit-heavy} or {@code joint-fit-neutral}
   * @throws IllegalArgumentException if there is no such preset
   */
  public static BlimpParameters preset(String name) {
    return switch (name) {
      case "joint-fit-heavy" -> jointFit();
      case "joint-fit-neutral" -> neutral();
      default ->
          throw new IllegalArgumentException(
              "no plant preset is named '"
                  + name
                  + "'; there are joint-fit-heavy and joint-fit-neutral");
    };
  }

  /** Returns a copy with another thruster pair. */
  public BlimpParameters withThrust(Thrust value) {
    return new BlimpParameters(value, drag, buoyancyMps2, disturbance, battery, yaw, room);
  }

  /** Returns a copy with another drag. */
  public BlimpParameters withDrag(Drag value) {
    return new BlimpParameters(thrust, value, buoyancyMps2, disturbance, battery, yaw, room);
  }

  /** Returns a copy with another buoyancy, m/s2. */
  public BlimpParameters withBuoyancy(double mps2) {
    return new BlimpParameters(thrust, drag, mps2, disturbance, battery, yaw, room);
  }

  /** Returns a copy with another disturbance. */
  public BlimpParameters withDisturbance(Disturbance value) {
    return new BlimpParameters(thrust, drag, buoyancyMps2, value, battery, yaw, room);
  }

  /** Returns a copy with another battery. */
  public BlimpParameters withBattery(Battery value) {
    return new BlimpParameters(thrust, drag, buoyancyMps2, disturbance, value, yaw, room);
  }

  /** Returns a copy with another room. */
  public BlimpParameters withRoom(Room value) {
    return new BlimpParameters(thrust, drag, buoyancyMps2, disturbance, battery, yaw, value);
  }

  /**
   * Reads parameters from a JSON file of the schema {@code blimp-parameters.schema.json}.
   *
   * @throws dev.gondola.sim.json.JsonFileException if it cannot be read or is not valid, naming
   *     every fault
   */
  public static BlimpParameters read(Path file) {
    return JsonFile.read(file, BlimpParametersJson::read);
  }

  /** Returns the parameters as JSON text of the schema {@code blimp-parameters.schema.json}. */
  public String toJson() {
    return BlimpParametersJson.write(this);
  }

  private static void within(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(name + " must be " + min + ".." + max + ", is " + value);
    }
  }
}
