package dev.gondola.snn.nir;

import java.util.OptionalDouble;

/**
 * A dataset that nodes of a type have.
 *
 * @param name its name in the file
 * @param values what it holds
 * @param required whether every node of the type must have it
 * @param absent what stands for it where it is absent, if one number does
 */
public record NirParameter(String name, Values values, boolean required, OptionalDouble absent) {
  /** What a dataset may hold. Any element type will do that holds such values. */
  public enum Values {
    /** Numbers. */
    REAL,
    /** Whole numbers of 32 bits. */
    WHOLE,
    /** Whole numbers of 32 bits, or one of the strings "same" and "valid". */
    PADDING
  }

  static NirParameter real(String name) {
    return new NirParameter(name, Values.REAL, true, OptionalDouble.empty());
  }

  static NirParameter real(String name, double absent) {
    return new NirParameter(name, Values.REAL, false, OptionalDouble.of(absent));
  }

  static NirParameter whole(String name) {
    return new NirParameter(name, Values.WHOLE, true, OptionalDouble.empty());
  }

  static NirParameter whole(String name, int absent) {
    return new NirParameter(name, Values.WHOLE, false, OptionalDouble.of(absent));
  }

  static NirParameter optionalShape(String name) {
    return new NirParameter(name, Values.WHOLE, false, OptionalDouble.empty());
  }

  static NirParameter padding() {
    return new NirParameter("padding", Values.PADDING, true, OptionalDouble.empty());
  }
}
