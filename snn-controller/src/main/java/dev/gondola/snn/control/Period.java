package dev.gondola.snn.control;

/** The control period of a controller, s. */
final class Period {
  private Period() {}

  /** Refuses a period that is not above 0 and finite. */
  static void check(double period) {
    if (!(period > 0) || Double.isInfinite(period)) {
      throw new IllegalArgumentException("period must be above 0, is " + period);
    }
  }
}
