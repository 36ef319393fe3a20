package dev.gondola.ground.report;

import java.util.List;

/** Spikes of a network, one count per neuron and control period. Immutable. */
public final class SpikeRaster {

  private final List<Population> populations;
  private final int neurons;
  private final byte[] counts;

  /**
   * A named run of neurons.
   *
   * @param name for example {@code PD hidden}
   * @param neurons how many, at least 1
   */
  public record Population(String name, int neurons) {

    /** Checks the size. */
    public Population {
      if (neurons < 1) {
        throw new IllegalArgumentException(name + ": " + neurons + " neurons, must be at least 1");
      }
    }
  }

  /**
   * Makes a raster.
   *
   * @param populations in the order of the neurons
   * @param counts spikes of all neurons in the first control period, then in the second, and so on
   *     (what {@link dev.gondola.snn.control.SpikeActivity#copySpikeCounts} gives, one after the
   *     other); copied
   */
  public SpikeRaster(List<Population> populations, byte[] counts) {
    this.populations = List.copyOf(populations);
    this.neurons = populations.stream().mapToInt(Population::neurons).sum();
    if (neurons == 0 || counts.length % neurons != 0) {
      throw new IllegalArgumentException(
          counts.length
              + " counts are not a whole number of control periods of "
              + neurons
              + " neurons");
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
    int neurons = populations.stream().mapToInt(Population::neurons).sum();
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

  /** Returns the number of neurons. */
  public int neurons() {
    return neurons;
  }

  /** Returns the number of control periods. */
  public int ticks() {
    return counts.length / neurons;
  }

  byte[] counts() {
    return counts.clone();
  }
}
