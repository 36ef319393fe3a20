package dev.gondola.ground.snn;

import dev.gondola.ground.report.NetworkRunReport.Raster;
import dev.gondola.ground.report.Series;
import dev.gondola.ground.report.SpikeRaster;
import dev.gondola.snn.Input;
import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.engine.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gathers spikes for a raster of bounded size, whatever the size of the network and the length of
 * the run: neighbouring neurons share a row, neighbouring steps a column. Inputs are shown with the
 * populations, except those joined to neurons directly, whose values are currents.
 */
public final class RasterRecorder implements StepObserver {

  /** Most rows: as many as a page has pixels for. */
  public static final int MAX_ROWS = 560;

  /** Most columns. */
  public static final int MAX_COLUMNS = 4096;

  private final List<Group> groups = new ArrayList<>();
  private final int leftOut;
  private final int neuronsPerRow;
  private final int rows;
  private final int[] counts;
  private final Thinning columns = new Thinning(MAX_COLUMNS);

  /** An input or a population, and its first row. */
  private record Group(boolean isInput, int index, String name, int neurons, int firstRow) {}

  /**
   * Makes an empty raster.
   *
   * @param network the network that will run
   */
  public RasterRecorder(Network network) {
    List<Group> all = groups(network);
    List<Group> shown = all.subList(0, Math.min(all.size(), MAX_ROWS));
    leftOut = all.size() - shown.size();
    int k = 1;
    while (rows(shown, k) > MAX_ROWS) {
      k++;
    }
    neuronsPerRow = k;
    int row = 0;
    for (Group g : shown) {
      groups.add(new Group(g.isInput(), g.index(), g.name(), g.neurons(), row));
      row += Math.ceilDiv(g.neurons(), neuronsPerRow);
    }
    rows = row;
    counts = new int[MAX_COLUMNS * rows];
  }

  private static List<Group> groups(Network network) {
    List<Group> all = new ArrayList<>();
    for (int i = 0; i < network.inputs().size(); i++) {
      Input input = network.inputs().get(i);
      if (network.projections().stream()
          .noneMatch(p -> p.isDirect() && p.from().equals(input.id()))) {
        all.add(new Group(true, i, "input " + input.id(), input.size(), 0));
      }
    }
    for (int p = 0; p < network.populations().size(); p++) {
      Population population = network.populations().get(p);
      all.add(new Group(false, p, population.id(), population.size(), 0));
    }
    return all;
  }

  private static long rows(List<Group> groups, int neuronsPerRow) {
    return groups.stream().mapToLong(g -> Math.ceilDiv(g.neurons(), neuronsPerRow)).sum();
  }

  @Override
  public void observe(long step, Engine engine) {
    int column = columns.bin(step, this::halve);
    for (Group group : groups) {
      int[] spikes = group.isInput() ? engine.input(group.index()) : engine.spikes(group.index());
      int first = column * rows + group.firstRow();
      for (int i = 0; i < spikes.length; i++) {
        counts[first + i / neuronsPerRow] += spikes[i] != 0 ? 1 : 0;
      }
    }
  }

  private void halve() {
    for (int column = 0; column < MAX_COLUMNS / 2; column++) {
      for (int row = 0; row < rows; row++) {
        int first = 2 * column * rows + row;
        counts[column * rows + row] = counts[first] + counts[first + rows];
      }
    }
    Arrays.fill(counts, MAX_COLUMNS / 2 * rows, counts.length, 0);
  }

  /** Returns what was gathered so far, and says in its title how it was thinned. */
  public Raster raster(StepTime time) {
    List<SpikeRaster.Population> populations =
        groups.stream()
            .map(
                g ->
                    new SpikeRaster.Population(
                        g.name(), g.neurons(), Math.ceilDiv(g.neurons(), neuronsPerRow)))
            .toList();
    double[] times = new double[columns.bins()];
    double[] totals = new double[columns.bins()];
    for (int i = 0; i < times.length; i++) {
      times[i] = time.at(columns.firstStep(i));
      totals[i] = Arrays.stream(counts, i * rows, (i + 1) * rows).asLongStream().sum();
    }
    String countLabel =
        columns.stepsPerBin() == 1
            ? "spikes in this step"
            : "spikes in these " + columns.stepsPerBin() + " steps";
    return new Raster(
        title(),
        countLabel,
        Series.of(times),
        Series.of(totals),
        new SpikeRaster(populations, shades(times.length * rows)));
  }

  /** Counts as bytes: as they are, or, where one is too large, in proportion to the largest. */
  private byte[] shades(int length) {
    long most = Arrays.stream(counts, 0, length).max().orElse(0);
    byte[] shades = new byte[length];
    for (int i = 0; i < length; i++) {
      shades[i] =
          (byte)
              (most <= Byte.MAX_VALUE
                  ? counts[i]
                  : Math.ceilDiv(Byte.MAX_VALUE * (long) counts[i], most));
    }
    return shades;
  }

  private String title() {
    List<String> thinned = new ArrayList<>();
    if (neuronsPerRow > 1) {
      thinned.add("a row is " + neuronsPerRow + " neurons");
    }
    if (columns.stepsPerBin() > 1) {
      thinned.add("a column is " + columns.stepsPerBin() + " steps");
    }
    if (leftOut > 0) {
      thinned.add("the last " + leftOut + " populations are not shown");
    }
    return "Spikes" + (thinned.isEmpty() ? "" : ": " + String.join(", ", thinned));
  }
}
