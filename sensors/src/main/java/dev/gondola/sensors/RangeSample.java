package dev.gondola.sensors;

/** One distance measurement; mutable and reused, so that polling a sensor allocates nothing. */
public final class RangeSample {
  /** Monotonic time at which the sample was received, ns. */
  public long timeNanos;

  /** Distance in m. */
  public double rangeM;

  /** Signal strength in the sensor's own unit; 0 if it gives none. */
  public int strength;
}
