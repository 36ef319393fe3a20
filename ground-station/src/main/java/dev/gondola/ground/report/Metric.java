package dev.gondola.ground.report;

import java.util.Locale;

/**
 * A figure that a run is judged by: one column of a {@link MetricTable}.
 *
 * @param key its name in JSON, for example {@code rmse_m}
 * @param label its name for people, for example {@code RMSE}
 * @param unit its unit as printed, for example {@code cm}; empty if it has none
 * @param scale what a value is multiplied by to be printed in {@code unit} (JSON keeps the value)
 * @param decimals digits after the point when printed, 0..9
 */
public record Metric(String key, String label, String unit, double scale, int decimals) {

  /** A figure printed in the unit it is kept in. */
  public Metric(String key, String label, String unit, int decimals) {
    this(key, label, unit, 1, decimals);
  }

  /** Checks the ranges. */
  public Metric {
    if (decimals < 0 || decimals > 9) {
      throw new IllegalArgumentException(key + ": decimals " + decimals + ", must be 0..9");
    }
  }

  String heading() {
    return unit.isEmpty() ? label : label + " [" + unit + "]";
  }

  String print(double value) {
    return Double.isNaN(value)
        ? MetricTable.NONE
        : String.format(Locale.ROOT, "%." + decimals + "f", value * scale);
  }
}
