package dev.gondola.sim.plant;

import java.util.Arrays;

/**
 * A recorded flight prepared for prediction: the rows from which the height is simulated ahead, and
 * height and climb rate there.
 *
 * <p>Height and climb rate at a start are those of a parabola fitted to the 11 rows around it
 * (Savitzky, Golay 1964): one centimetre of quantisation would otherwise be several centimetres
 * after 5 s. Nothing is predicted through rows on or near the floor, where the blimp does not move
 * freely: if no height is below 0, heights count from the floor, and rows up to 10 cm, the least
 * that the TFmini-S measures (Benewake, product manual SJ-PM-TFmini-S), are left out.
 */
final class FlightWindows {
  /** Rows between two starts: 0.5 s. */
  static final int EVERY = 5;

  /** Rows ahead: 5 s. */
  static final int AHEAD = 50;

  private static final int HALF = 5;
  private static final double NEAR_FLOOR_M = 0.1;

  final FlightCsv flight;
  final double[] height;

  /** Start rows of 5-s windows. */
  final int[] starts;

  /** First row, and one behind the last, of the longest stretch in the air. */
  final int airFrom;

  final int airTo;

  FlightWindows(FlightCsv flight) {
    this.flight = flight;
    this.height = new double[flight.rows()];
    for (int row = 0; row < height.length; row++) {
      height[row] = flight.heightM(row);
    }
    boolean[] air = inTheAir();
    int[] stretch = longestStretch(air);
    // The first start needs rows before it for its fit.
    this.airFrom = stretch[0] + HALF;
    this.airTo = stretch[1];
    int[] found = new int[height.length];
    int count = 0;
    for (int row = HALF; row + AHEAD < height.length; row += EVERY) {
      if (allTrue(air, row - HALF, row + AHEAD + 1)) {
        found[count++] = row;
      }
    }
    this.starts = Arrays.copyOf(found, count);
  }

  private boolean[] inTheAir() {
    boolean fromFloor = Arrays.stream(height).allMatch(h -> h >= 0);
    boolean[] air = new boolean[height.length];
    for (int row = 0; row < air.length; row++) {
      air[row] = !fromFloor || height[row] > NEAR_FLOOR_M;
    }
    return air;
  }

  private static int[] longestStretch(boolean[] air) {
    int from = 0;
    int to = 0;
    int begin = 0;
    for (int row = 0; row <= air.length; row++) {
      if (row == air.length || !air[row]) {
        if (row - begin > to - from) {
          from = begin;
          to = row;
        }
        begin = row + 1;
      }
    }
    return new int[] {from, to};
  }

  private static boolean allTrue(boolean[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!values[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns the height of the fitted parabola at a row, m. */
  double smoothHeight(int row) {
    // Savitzky and Golay's weights for a quadratic through 11 points.
    double sum = 0;
    for (int j = -HALF; j <= HALF; j++) {
      sum += (89 - 5 * j * j) * height[row + j];
    }
    return sum / 429;
  }

  /** Returns the slope of the fitted parabola at a row, m/s. */
  double climbRate(int row) {
    double sum = 0;
    for (int j = 1; j <= HALF; j++) {
      sum += j * (height[row + j] - height[row - j]);
    }
    return sum / (110 * FlightCsv.PERIOD_S);
  }
}
