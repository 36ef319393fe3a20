package dev.gondola.sim.plant;

/**
 * The six axes of a rigid body, in the order of Fossen's marine-craft notation. The frame is east,
 * north, up: heave counts upwards, yaw counter-clockwise seen from above.
 */
public enum Axis {
  /** Along the body, m; not modelled, always 0. */
  SURGE(0),
  /** Across the body, m; not modelled, always 0. */
  SWAY(1),
  /** Height above the floor, m. */
  HEAVE(2),
  /** Rotation about the body's length, rad; not modelled, always 0. */
  ROLL(3),
  /** Nose up or down, rad; not modelled, always 0. */
  PITCH(4),
  /** Heading, rad, not wrapped. */
  YAW(5);

  private final int index;

  Axis(int index) {
    this.index = index;
  }

  /** Returns the place of the axis in a six-element vector, 0..5. */
  public int index() {
    return index;
  }
}
