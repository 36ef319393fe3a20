package dev.gondola.snn.nir;

import java.lang.reflect.Array;
import java.util.Arrays;

/** NIR's arrays as jhdf takes them: boxed scalars, and arrays of arrays of primitive numbers. */
final class NirJavaArray {
  private NirJavaArray() {}

  static boolean isUnsigned(NirDtype dtype) {
    return switch (dtype) {
      case BOOL, UINT8, UINT16, UINT32, UINT64 -> true;
      default -> false;
    };
  }

  static Object of(NirArray array) {
    Class<?> element = element(array.dtype());
    if (array.rank() == 0) {
      Object one = Array.newInstance(element, 1);
      set(array, 0, one, 0);
      return Array.get(one, 0);
    }
    return nested(array, element, array.shape(), 0);
  }

  private static Object nested(NirArray array, Class<?> element, int[] shape, int from) {
    Object nested = Array.newInstance(element, shape);
    int[] inner = Arrays.copyOfRange(shape, 1, shape.length);
    int stride = Arrays.stream(inner).reduce(1, (a, b) -> a * b);
    for (int i = 0; i < shape[0]; i++) {
      if (shape.length == 1) {
        set(array, from + i, nested, i);
      } else {
        Array.set(nested, i, nested(array, element, inner, from + i * stride));
      }
    }
    return nested;
  }

  private static Class<?> element(NirDtype dtype) {
    return switch (dtype) {
      case FLOAT16, FLOAT32 -> float.class;
      case FLOAT64 -> double.class;
      case INT8, UINT8, BOOL -> byte.class;
      case INT16, UINT16 -> short.class;
      case INT32, UINT32 -> int.class;
      case INT64, UINT64 -> long.class;
      case STRING -> String.class;
    };
  }

  private static void set(NirArray array, int from, Object into, int to) {
    switch (into) {
      case float[] a -> a[to] = (float) array.at(from);
      case double[] a -> a[to] = array.at(from);
      case byte[] a -> a[to] = (byte) array.wholeAt(from);
      case short[] a -> a[to] = (short) array.wholeAt(from);
      case int[] a -> a[to] = (int) array.wholeAt(from);
      case long[] a -> a[to] = array.wholeAt(from);
      case String[] a -> a[to] = array.textAt(from);
      default -> throw new IllegalArgumentException("no array of " + array.dtype().label());
    }
  }
}
