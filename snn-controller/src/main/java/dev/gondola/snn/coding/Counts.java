package dev.gondola.snn.coding;

import java.util.List;

/** Whole counts of a value, and the checks that encoders and decoders share. */
final class Counts {
  /** Largest magnitude of a value in counts. */
  static final int LIMIT = 32767;

  private Counts() {}

  /** Rounds to counts, halves to even; infinity is the limit and NaN is 0. */
  static int of(double value, double resolution) {
    return (int) Math.clamp(Math.rint(value / resolution), -LIMIT, LIMIT);
  }

  /** Refuses a resolution or unit that is not above 0 and finite. */
  static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be above 0, is " + value);
    }
  }

  /** Refuses a number out of its range. */
  static void range(String name, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "%s must be %d..%d, is %d".formatted(name, low, high, value));
    }
  }

  /** Refuses a number of a list that is out of its range. */
  static void range(String name, List<Integer> values, long low, long high) {
    values.forEach(v -> range(name, v, low, high));
  }

  static int[] array(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
