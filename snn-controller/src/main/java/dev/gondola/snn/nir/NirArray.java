package dev.gondola.snn.nir;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * One dataset of a NIR graph: numbers or strings with an element type and a shape, the last
 * dimension running fastest. A scalar has the shape (). Immutable; arrays given and returned are
 * copies.
 */
public final class NirArray {
  /** Most dimensions, numpy's own limit. */
  public static final int MAX_RANK = 32;

  private final NirDtype dtype;
  private final int[] shape;
  private final double[] reals;
  private final long[] wholes;
  private final String[] texts;

  private NirArray(NirDtype dtype, int[] shape, double[] reals, long[] wholes, String[] texts) {
    this.dtype = dtype;
    this.shape = shape.clone();
    this.reals = reals;
    this.wholes = wholes;
    this.texts = texts;
    int length = reals != null ? reals.length : wholes != null ? wholes.length : texts.length;
    if (shape.length > MAX_RANK || sizeOf(shape) != length) {
      throw new IllegalArgumentException(
          "the shape " + Arrays.toString(shape) + " does not hold " + length + " elements");
    }
  }

  /**
   * Returns an array of floating-point numbers. Values are rounded to the element type.
   *
   * @param dtype float16, float32 or float64
   * @throws IllegalArgumentException if shape and number of values do not agree, or dtype is none
   *     of these
   */
  public static NirArray reals(NirDtype dtype, double[] values, int... shape) {
    double[] rounded =
        switch (dtype) {
          case FLOAT16 -> Arrays.stream(values).map(v -> Float.float16ToFloat(half(v))).toArray();
          case FLOAT32 -> Arrays.stream(values).map(v -> (float) v).toArray();
          case FLOAT64 -> values.clone();
          default -> throw new IllegalArgumentException(dtype.label() + " holds no reals");
        };
    return new NirArray(dtype, shape, rounded, null, null);
  }

  private static short half(double v) {
    return Float.floatToFloat16((float) v);
  }

  /** Returns an array of 32-bit floating-point numbers; values are rounded. */
  public static NirArray float32(double[] values, int... shape) {
    return reals(NirDtype.FLOAT32, values, shape);
  }

  /** Returns an array of 64-bit floating-point numbers. */
  public static NirArray float64(double[] values, int... shape) {
    return reals(NirDtype.FLOAT64, values, shape);
  }

  /** Returns a 64-bit floating-point scalar. */
  public static NirArray float64(double value) {
    return float64(new double[] {value});
  }

  /**
   * Returns an array of whole numbers.
   *
   * @param dtype an integer type, or bool for 0 and 1
   * @throws IllegalArgumentException if a value is outside of the type's range, shape and number of
   *     values do not agree, or dtype is no integer type
   */
  public static NirArray wholes(NirDtype dtype, long[] values, int... shape) {
    if (!dtype.isWhole()) {
      throw new IllegalArgumentException(dtype.label() + " holds no whole numbers");
    }
    for (long v : values) {
      if (v < lowest(dtype) || v > highest(dtype)) {
        throw new IllegalArgumentException(v + " does not fit " + dtype.label());
      }
    }
    return new NirArray(dtype, shape, null, values.clone(), null);
  }

  private static long lowest(NirDtype dtype) {
    return switch (dtype) {
      case INT8, INT16, INT32, INT64 -> -1L << (8 * dtype.bytes() - 1);
      default -> 0;
    };
  }

  /** Unsigned numbers above 2^63 - 1 are not held: no dataset of NIR means one. */
  private static long highest(NirDtype dtype) {
    return switch (dtype) {
      case BOOL -> 1;
      case UINT8, UINT16, UINT32 -> (1L << (8 * dtype.bytes())) - 1;
      case UINT64 -> Long.MAX_VALUE;
      default -> ~lowest(dtype);
    };
  }

  /** Returns an array of 64-bit whole numbers. */
  public static NirArray int64(long[] values, int... shape) {
    return wholes(NirDtype.INT64, values, shape);
  }

  /** Returns a 64-bit whole scalar. */
  public static NirArray int64(long value) {
    return int64(new long[] {value});
  }

  /** Returns a list of sizes as NIR writes shapes, strides and paddings: int64, one-dimensional. */
  public static NirArray sizes(int... sizes) {
    return int64(IntStream.of(sizes).mapToLong(s -> s).toArray(), sizes.length);
  }

  /** Returns a truth value. */
  public static NirArray bool(boolean value) {
    return wholes(NirDtype.BOOL, new long[] {value ? 1 : 0});
  }

  /** Returns one string. */
  public static NirArray text(String value) {
    return texts(new String[] {value});
  }

  /** Returns an array of strings. */
  public static NirArray texts(String[] values, int... shape) {
    return new NirArray(NirDtype.STRING, shape, null, null, values.clone());
  }

  /** Returns the element type. */
  public NirDtype dtype() {
    return dtype;
  }

  /** Returns the shape, empty for a scalar. */
  public int[] shape() {
    return shape.clone();
  }

  /** Returns the number of dimensions, 0 for a scalar. */
  public int rank() {
    return shape.length;
  }

  /** Returns the size of one dimension. */
  public int dim(int i) {
    return shape[i];
  }

  /** Returns the number of elements, 1 for a scalar. */
  public int size() {
    return reals != null ? reals.length : wholes != null ? wholes.length : texts.length;
  }

  /**
   * Returns one number.
   *
   * @param i its place in the order of the last dimension running fastest
   * @throws IllegalStateException if the elements are strings
   */
  public double at(int i) {
    return reals != null ? reals[i] : wholeAt(i);
  }

  /**
   * Returns one whole number.
   *
   * @throws IllegalStateException if the elements are no whole numbers
   */
  public long wholeAt(int i) {
    if (wholes == null) {
      throw new IllegalStateException(dtype.label() + " elements are no whole numbers");
    }
    return wholes[i];
  }

  /**
   * Returns one string.
   *
   * @throws IllegalStateException if the elements are numbers
   */
  public String textAt(int i) {
    if (texts == null) {
      throw new IllegalStateException(dtype.label() + " elements are no strings");
    }
    return texts[i];
  }

  /**
   * Returns all numbers.
   *
   * @throws IllegalStateException if the elements are strings
   */
  public double[] toDoubles() {
    if (!dtype.isNumber()) {
      throw new IllegalStateException("strings are no numbers");
    }
    return reals != null ? reals.clone() : LongStream.of(wholes).asDoubleStream().toArray();
  }

  /** Returns whether all elements are whole numbers of 32 bits, whatever their type. */
  public boolean isIntegral() {
    if (!dtype.isNumber()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      double v = at(i);
      if (v != (int) v) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns all elements as whole numbers of 32 bits.
   *
   * @throws IllegalStateException if they are none, see {@link #isIntegral}
   */
  public int[] toInts() {
    if (!isIntegral()) {
      throw new IllegalStateException("the elements are no whole numbers of 32 bits");
    }
    return IntStream.range(0, size()).map(i -> (int) at(i)).toArray();
  }

  private static long sizeOf(int[] shape) {
    long size = 1;
    for (int dim : shape) {
      if (dim < 0) {
        return -1;
      }
      size = Math.min(size * dim, Integer.MAX_VALUE + 1L);
    }
    return size;
  }

  /** Two arrays are equal if type, shape and every element are, NaN to NaN and 0 not to -0. */
  @Override
  public boolean equals(Object o) {
    return o instanceof NirArray a
        && dtype == a.dtype
        && Arrays.equals(shape, a.shape)
        && Arrays.equals(reals, a.reals)
        && Arrays.equals(wholes, a.wholes)
        && Arrays.equals(texts, a.texts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shape)
        + 31 * (Arrays.hashCode(reals) + Arrays.hashCode(wholes) + Arrays.hashCode(texts));
  }

  @Override
  public String toString() {
    return dtype == NirDtype.STRING && size() == 1
        ? '"' + texts[0] + '"'
        : dtype.label() + Arrays.toString(shape);
  }
}
