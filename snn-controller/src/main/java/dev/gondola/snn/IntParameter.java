package dev.gondola.snn;

import java.util.Arrays;

/**
 * A neuron parameter: one number for the whole population, or one number for each neuron.
 * Immutable.
 */
public final class IntParameter {
  private final int[] values;
  private final boolean scalar;

  private IntParameter(int[] values, boolean scalar) {
    this.values = values;
    this.scalar = scalar;
  }

  /** Returns a parameter that is the same for every neuron. */
  public static IntParameter of(int value) {
    return new IntParameter(new int[] {value}, true);
  }

  /** Returns a parameter with one value for each neuron; the array is copied. */
  public static IntParameter perNeuron(int... values) {
    return new IntParameter(values.clone(), false);
  }

  /** Returns whether one number stands for the whole population. */
  public boolean isScalar() {
    return scalar;
  }

  /** Returns how many numbers are listed: 1 for a scalar. */
  public int length() {
    return values.length;
  }

  /** Returns the value of neuron i. */
  public int at(int i) {
    return scalar ? values[0] : values[i];
  }

  /** Returns the values of all neurons of a population of that size, as a new array. */
  public int[] expand(int size) {
    int[] all = new int[size];
    for (int i = 0; i < size; i++) {
      all[i] = at(i);
    }
    return all;
  }

  /** Returns whether every value lies in lowest..highest, both included. */
  public boolean within(long lowest, long highest) {
    return Arrays.stream(values).allMatch(v -> v >= lowest && v <= highest);
  }

  /** Returns whether this parameter fits a population of that size. */
  public boolean fits(int size) {
    return scalar || values.length == size;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof IntParameter p && scalar == p.scalar && Arrays.equals(values, p.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return scalar ? Integer.toString(values[0]) : Arrays.toString(values);
  }
}
