package dev.gondola.ground.report;

/**
 * The horizontal axis that all charts of a report share.
 *
 * @param label for example {@code time [s]}
 * @param unit put after a value, with its blank; may be empty
 * @param digits digits after the point of a value, 0..9
 */
public record TimeAxis(String label, String unit, int digits) {

  /** Seconds, to a tenth. */
  public static final TimeAxis SECONDS = seconds(1);

  /** Network steps, from 1. */
  public static final TimeAxis STEPS = new TimeAxis("step", "", 0);

  /** Checks the range. */
  public TimeAxis {
    if (digits < 0 || digits > 9) {
      throw new IllegalArgumentException("digits " + digits + ", must be 0..9");
    }
  }

  /** Returns seconds with that many digits. */
  public static TimeAxis seconds(int digits) {
    return new TimeAxis("time [s]", " s", digits);
  }
}
