package dev.gondola.sensors;

/**
 * One measurement of an inertial sensor, in its own axes; mutable and reused, so that reading a
 * sensor allocates nothing.
 */
public final class ImuSample {
  /** Monotonic time at which the sample was read, ns. */
  public long timeNanos;

  /** Specific force along x, m/s^2: at rest, an axis that points up shows +9.81. */
  public double accelXMps2;

  /** Specific force along y, m/s^2. */
  public double accelYMps2;

  /** Specific force along z, m/s^2. */
  public double accelZMps2;

  /** Angular rate about x, rad/s, right-handed. */
  public double gyroXRadps;

  /** Angular rate about y, rad/s, right-handed. */
  public double gyroYRadps;

  /** Angular rate about z, rad/s, right-handed. */
  public double gyroZRadps;

  /** Temperature of the sensor, degrees Celsius. */
  public double temperatureC;
}
