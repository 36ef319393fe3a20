package dev.gondola.ground.info;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/** Numbers as reports show them. */
final class Figures {
  private Figures() {}

  /** A number for JSON, which knows neither NaN nor infinity: null for those. */
  static Double json(double value) {
    return Double.isNaN(value) || Double.isInfinite(value) ? null : (Double) value;
  }

  /** A number for JSON, rounded to so many places after the point. */
  static Double rounded(double value, int places) {
    return json(value) == null
        ? null
        : (Double) BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
  }

  static List<Double> rounded(List<Double> values, int places) {
    return values.stream().map(v -> rounded(v, places)).toList();
  }

  static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
