package dev.gondola.ground.report;

import java.util.List;

/**
 * Spikes of a network, one count for each row and column: a row is a neuron or a few neighbours, a
 * column a control period or a stretch of steps. Immutable.
 */
public final class SpikeRaster {

  private final List<Population> populations;
  private final int rows;
  private final byte[] counts;

  /**
   * A named run of neurons.
   *
   * @param name for example {@code PD hidden}
   * @param neurons how many, at least 1
   * @param rows rows that show them, 1..neurons
   */
  public record Population(String name, int neurons, int rows) {

    /** Checks the sizes. */
    public Population {
      if (neurons < 1 || rows < 1 || rows > neurons) {
        throw new IllegalArgumentException(
            "%s: %d neurons in %d rows, must be at least 1, and no more rows than neurons"
                .formatted(name, neurons, rows));
      }
    }

    /** A population with a row for each neuron. */
    public Population(String name, int neurons) {
      this(name, neurons, neurons);
    }
  }

  /**
   * Makes a raster.
   *
   * @param populations in the order of the neurons
   * @param counts spikes of all rows in the first control period, then in the second, and so on
   *     (what {@link dev.gondola.snn.control.SpikeActivity#copySpikeCounts} gives, one after the
   *     other); copied
   */
  public SpikeRaster(List<Population> populations, byte[] counts) {
    this.populations = List.copyOf(populations);
    this.rows = rows(populations);
    if (rows == 0 || counts.length % rows != 0) {
      throw new IllegalArgumentException(
          counts.length + " counts are not a whole number of control periods of " + rows + " rows");
    }
    this.counts = counts.clone();
  }

  /**
   * Makes a raster of rows, one for each control period (what {@link
   * dev.gondola.firmware.log.FlightRecording#spikeRaster} gives).
   *
   * @param populations in the order of the neurons
   * @param rows one count per neuron each; an empty row stands for a period without spikes; copied
   */
  public static SpikeRaster ofRows(List<Population> populations, byte[][] rows) {
    int neurons = rows(populations);
    byte[] counts = new byte[Math.multiplyExact(neurons, rows.length)];
    for (int tick = 0; tick < rows.length; tick++) {
      if (rows[tick].length != 0 && rows[tick].length != neurons) {
        throw new IllegalArgumentException(
            "row " + tick + " has " + rows[tick].length + " counts for " + neurons + " neurons");
      }
      System.arraycopy(rows[tick], 0, counts, tick * neurons, rows[tick].length);
    }
    return new SpikeRaster(populations, counts);
  }

  /** Returns the populations in the order of the neurons. */
  public List<Population> populations() {
    return populations;
  }

  private static int rows(List<Population> populations) {
    return populations.stream().mapToInt(Population::rows).sum();
  }

  /** Returns the number of rows. */
  public int rows() {
    return rows;
  }

  /** Returns the number of control periods. */
  public int ticks() {
    return counts.length / rows;
  }

  /** Returns the sum of the counts of each control period. */
  public Series totals() {
    double[] totals = new double[ticks()];
    for (int i = 0; i < counts.length; i++) {
      totals[i / rows] += counts[i];
    }
    return Series.of(totals);
  }

  /** Returns the count of a row in a control period. */
  int count(int tick, int row) {
    return counts[tick * rows + row];
  }

  byte[] counts() {
    return counts.clone();
  }
}
