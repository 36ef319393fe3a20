package dev.gondola.sensors.estimate;

import dev.gondola.sensors.RangeSample;
import dev.gondola.sensors.RangeSensor;
import java.util.Objects;

/**
 * The newest valid range of a downward range sensor is the height, unfiltered, as on the flown
 * blimp (arXiv 2309.12937). True for a level robot over a flat floor: at a tilt of a the range is 1
 * / cos a times the height. While no valid range comes, height and time stand still: whoever uses
 * them looks at {@link #sampleTimeNanos}. Allocates nothing.
 */
public final class RangeHeightEstimator implements HeightEstimator {
  private final RangeSensor sensor;
  private final RangeSample sample = new RangeSample();

  /** Makes an estimator without a height yet. */
  public RangeHeightEstimator(RangeSensor sensor) {
    this.sensor = Objects.requireNonNull(sensor, "sensor");
    sample.timeNanos = Long.MIN_VALUE;
    sample.rangeM = Double.NaN;
  }

  @Override
  public void update(long nowNanos) {
    // Nothing new leaves the sample as it is, by the sensor's contract.
    sensor.poll(nowNanos, sample);
  }

  @Override
  public double heightM() {
    return sample.rangeM;
  }

  @Override
  public long sampleTimeNanos() {
    return sample.timeNanos;
  }
}
