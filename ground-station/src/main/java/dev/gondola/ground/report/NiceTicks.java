package dev.gondola.ground.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis. */
final class NiceTicks {
  /** An end that is a tick but for rounding is one. */
  private static final double SLACK = 1e-9;

  private NiceTicks() {}

  /**
   * Returns multiples of 1, 2 or 5 times a power of ten within a range.
   *
   * @param low lower end
   * @param high upper end, above the lower
   * @param most about how many are wanted, at least 1
   */
  static List<BigDecimal> of(double low, double high, int most) {
    double rough = (high - low) / most;
    int exponent = (int) Math.floor(Math.log10(rough));
    double mantissa = rough / Math.pow(10, exponent) - SLACK;
    int nice = mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10;
    BigDecimal step = BigDecimal.valueOf(nice).scaleByPowerOfTen(exponent);
    long first = (long) Math.ceil(low / step.doubleValue() - SLACK);
    long last = (long) Math.floor(high / step.doubleValue() + SLACK);
    List<BigDecimal> ticks = new ArrayList<>();
    for (long k = first; k <= last && ticks.size() <= 2 * most + 2; k++) {
      ticks.add(step.multiply(BigDecimal.valueOf(k)));
    }
    return ticks;
  }
}
