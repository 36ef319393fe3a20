package dev.gondola.sensors.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.sensors.RangeSample;
import dev.gondola.sensors.RangeSensor;
import dev.gondola.sensors.testing.Allocation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The range height estimator")
class RangeHeightEstimatorTest {

  /** Has a valid range of 1 m plus 1 cm per ns of time at every odd time. */
  private static final class OddTimes implements RangeSensor {
    @Override
    public boolean poll(long nowNanos, RangeSample sample) {
      if (nowNanos % 2 == 0) {
        return false;
      }
      sample.timeNanos = nowNanos;
      sample.rangeM = 1 + nowNanos / 100.0;
      return true;
    }
  }

  private final RangeHeightEstimator estimator = new RangeHeightEstimator(new OddTimes());

  @Test
  @DisplayName("knows no height before the first valid range")
  void nothingYet() {
    estimator.update(0);
    assertTrue(Double.isNaN(estimator.heightM()));
    assertEquals(Long.MIN_VALUE, estimator.sampleTimeNanos());
  }

  @Test
  @DisplayName("takes the newest valid range, and keeps height and time while none comes")
  void newestRange() {
    estimator.update(1);
    assertEquals(1.01, estimator.heightM());
    assertEquals(1, estimator.sampleTimeNanos());
    estimator.update(2);
    assertEquals(1.01, estimator.heightM());
    assertEquals(1, estimator.sampleTimeNanos());
    estimator.update(3);
    assertEquals(1.03, estimator.heightM());
    assertEquals(3, estimator.sampleTimeNanos());
  }

  @Test
  @DisplayName("allocates nothing")
  void allocatesNothing() {
    assertEquals(
        0,
        Allocation.fewestBytes(
            () -> {
              for (int now = 0; now < 100_000; now++) {
                estimator.update(now);
              }
            }));
  }
}
