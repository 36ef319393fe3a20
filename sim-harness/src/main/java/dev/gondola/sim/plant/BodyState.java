package dev.gondola.sim.plant;

/** Position and rate of a body on its six axes, as the plant last computed them. */
public final class BodyState {
  static final int HEAVE = Axis.HEAVE.index();
  static final int YAW = Axis.YAW.index();

  final double[] position = new double[Axis.values().length];
  final double[] rate = new double[Axis.values().length];

  BodyState() {}

  /** Returns a position in m, or an angle in rad. */
  public double position(Axis axis) {
    return position[axis.index()];
  }

  /** Returns a speed in m/s, or an angular rate in rad/s. */
  public double rate(Axis axis) {
    return rate[axis.index()];
  }
}
