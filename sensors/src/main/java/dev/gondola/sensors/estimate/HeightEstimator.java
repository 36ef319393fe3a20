package dev.gondola.sensors.estimate;

/** Estimates the height above ground from whatever sensors it was made with. */
public interface HeightEstimator {

  /**
   * Takes in all samples that have arrived. Allocates nothing.
   *
   * @param nowNanos monotonic time of the tick, ns
   */
  void update(long nowNanos);

  /** Returns the height above ground in m; NaN before the first sample. */
  double heightM();

  /**
   * Returns the monotonic time of the newest sample in the estimate, ns; Long.MIN_VALUE before the
   * first.
   */
  long sampleTimeNanos();
}
