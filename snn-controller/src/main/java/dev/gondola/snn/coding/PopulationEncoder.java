package dev.gondola.snn.coding;

import java.util.Arrays;
import java.util.List;

/**
 * Population code, also place code: each channel has a value it prefers, and receives the more
 * current the nearer the value is (Pouget, Dayan and Zemel, Information processing with population
 * codes, Nature Reviews Neuroscience 1, 2000). In integers, for a value of q counts:
 *
 * <pre>
 * x         = clamp(q, first center, last center)
 * values[i] = tuning(|x - center[i]|)
 * triangular: tuning(d) = peak * (width - d) / width while d &lt; width, else 0; rounded down
 * gaussian:   tuning(d) = peak * exp(-d^2 / (2 width^2)), rounded, from a table
 * </pre>
 *
 * <p>Values beyond the outermost centers count as these, so that no value is silent. The current
 * 0..peak is held for the whole control period. NaN encodes as 0. Without state between control
 * periods.
 *
 * @param resolution value of one count, in the value's unit, above 0
 * @param curve shape of the tuning curves
 * @param peak current at the preferred value, 1..32767
 * @param width half width at the base (triangular) or standard deviation (gaussian), counts,
 *     1..32767
 * @param centers preferred value of each channel, counts, ascending, -32767..32767
 */
public record PopulationEncoder(
    double resolution, Curve curve, int peak, int width, List<Integer> centers) implements Encoder {

  /** The shape of a tuning curve. */
  public enum Curve {
    /** Falls evenly to 0. */
    TRIANGULAR,
    /** Bell-shaped; ends where it rounds to 0. */
    GAUSSIAN
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range, or the centers are none or do not
   *     ascend
   */
  public PopulationEncoder {
    centers = List.copyOf(centers);
    Counts.positive("resolution", resolution);
    Counts.range("peak", peak, 1, Counts.LIMIT);
    Counts.range("width", width, 1, Counts.LIMIT);
    Counts.range("centers", centers, -Counts.LIMIT, Counts.LIMIT);
    for (int i = 0; i < centers.size(); i++) {
      if (i > 0 && centers.get(i) <= centers.get(i - 1)) {
        throw new IllegalArgumentException(
            "centers must ascend, but " + centers.get(i) + " follows");
      }
    }
    if (centers.isEmpty()) {
      throw new IllegalArgumentException("centers must list at least one");
    }
  }

  @Override
  public int channels() {
    return centers.size();
  }

  /** The tuning curve by distance in counts; 0 beyond its end. */
  private int[] table() {
    int[] table = new int[2 * Counts.LIMIT + 1];
    int end = 0;
    while (end < table.length && tuning(end) > 0) {
      table[end] = tuning(end);
      end++;
    }
    return Arrays.copyOf(table, end);
  }

  private int tuning(int distance) {
    if (curve == Curve.TRIANGULAR) {
      return peak * Math.max(0, width - distance) / width;
    }
    double z = (double) distance / width;
    return (int) Math.rint(peak * StrictMath.exp(-z * z / 2));
  }

  @Override
  public Encoder.Run start(int stepsPerTick) {
    return new Run(resolution, Counts.array(centers), table());
  }

  private static final class Run implements Encoder.Run {
    private final double resolution;
    private final int[] centers;
    private final int[] table;
    private int x;

    Run(double resolution, int[] centers, int[] table) {
      this.resolution = resolution;
      this.centers = centers;
      this.table = table;
    }

    @Override
    public void encode(double value) {
      int q = Counts.of(value, resolution);
      x = Math.clamp(q, centers[0], centers[centers.length - 1]);
    }

    @Override
    public void write(int step, int[] values) {
      if (step > 0) {
        return;
      }
      for (int i = 0; i < centers.length; i++) {
        int distance = Math.abs(x - centers[i]);
        values[i] = distance < table.length ? table[distance] : 0;
      }
    }

    @Override
    public void reset() {
      x = 0;
    }
  }
}
