package dev.gondola.ground.snn.diff;

/**
 * A field that differs.
 *
 * @param field its name; fields of objects within have a path such as {@code learning.rate}
 * @param a its value in A, cut to a few words; null if it is not there
 * @param b its value in B
 * @param values how many numbers were compared; 0 if they cannot be: one is no number, or lists
 *     differ in length
 * @param differing how many of them differ
 * @param maxDifference largest magnitude of a difference; 0 if none were compared
 */
public record FieldDifference(
    String field, String a, String b, int values, int differing, double maxDifference) {

  /** Returns it in words. */
  String text() {
    if (values > 1) {
      return "%s: %d of %d values differ, by up to %s"
          .formatted(field, differing, values, plain(maxDifference));
    }
    return "%s: %s -> %s".formatted(field, a == null ? "absent" : a, b == null ? "absent" : b);
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
