package dev.gondola.memory;

import java.util.regex.Pattern;

/** The ranges of what an event may hold, so that no event exceeds {@link Event#MAX_BYTES}. */
final class Checks {

  /** Largest integer that every JSON reader keeps exactly (RFC 8259 section 6). */
  static final long MAX_INTEGER = (1L << 53) - 1;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,48}");

  private Checks() {}

  static void present(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
  }

  static void id(String name, String value) {
    present(name, value);
    if (!ID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          name + " must be 1 to 48 of the characters A-Z a-z 0-9 _ . : -");
    }
  }

  static void range(String name, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + " must be from " + low + " to " + high + ", but is " + value);
    }
  }

  /** Control characters are refused so that a character never takes more than 3 bytes of JSON. */
  static void text(String name, String value, int maxChars) {
    present(name, value);
    if (value.length() > maxChars) {
      throw new IllegalArgumentException(
          name + " must have at most " + maxChars + " characters, but has " + value.length());
    }
    if (value.codePoints().anyMatch(Checks::unprintable)) {
      throw new IllegalArgumentException(
          name + " must not contain control characters or unpaired surrogates");
    }
  }

  private static boolean unprintable(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }

  /** Returns the value with -0.0 made 0.0: equal numbers must have equal encodings. */
  static double metres(String name, double value) {
    if (!(Math.abs(value) <= 1e6)) {
      throw new IllegalArgumentException(
          name + " must be from -1000000 to 1000000 m, but is " + value);
    }
    return value + 0.0;
  }
}
