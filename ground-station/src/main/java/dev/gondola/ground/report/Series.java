package dev.gondola.ground.report;

import java.util.Arrays;

/** An immutable run of numbers: times, or what was recorded at them. NaN means no value. */
public final class Series {

  private final double[] values;

  private Series(double[] values) {
    this.values = values;
  }

  /**
   * Makes a run of numbers.
   *
   * @param values copied
   */
  public static Series of(double... values) {
    return new Series(values.clone());
  }

  /** Returns the number of values. */
  public int size() {
    return values.length;
  }

  /**
   * Returns one value.
   *
   * @param index 0..{@link #size} - 1
   */
  public double at(int index) {
    return values[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Series that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Series[" + values.length + " values]";
  }
}
