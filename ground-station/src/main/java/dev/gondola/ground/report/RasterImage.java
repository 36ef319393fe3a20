package dev.gondola.ground.report;

import dev.gondola.ground.report.Chart.RasterChart;
import dev.gondola.ground.report.SpikeRaster.Population;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.List;

/** Draws spikes: dark where there are many, and a single one never fainter than 30 %. */
record RasterImage(RasterChart chart, PlotArea.Range x, TimeAxis axis) implements ChartImage {

  private static final int MIN_FRAME = 200;
  private static final int MAX_FRAME = 560;
  private static final int ROW_HEIGHT = 3;
  private static final int NAME_HEIGHT = 16;
  private static final double FAINTEST = 0.3;

  @Override
  public int height() {
    return PlotArea.ABOVE + frame() + PlotArea.BELOW;
  }

  private int frame() {
    return Math.clamp((long) ROW_HEIGHT * chart.spikes().rows(), MIN_FRAME, MAX_FRAME);
  }

  @Override
  public void draw(Graphics2D g, int y) {
    SpikeRaster raster = chart.spikes();
    PlotArea area =
        new PlotArea(y + PlotArea.ABOVE, frame(), x, new PlotArea.Range(0, raster.rows()));
    area.frame(g, chart.title(), axis.label());
    populations(g, area);
    area.verticalLabel(g, "neuron");
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    double most = most(raster);
    int columns = PlotArea.WIDTH;
    for (int column = 0; column < columns; column++) {
      column(g, area, column, most);
    }
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
  }

  private static double most(SpikeRaster raster) {
    int most = 1;
    for (int tick = 0; tick < raster.ticks(); tick++) {
      for (int row = 0; row < raster.rows(); row++) {
        most = Math.max(most, raster.count(tick, row));
      }
    }
    return most;
  }

  /** Draws one column of pixels: the mean count of the ticks in it. */
  private void column(Graphics2D g, PlotArea area, int column, double most) {
    SpikeRaster raster = chart.spikes();
    double width = (x.high() - x.low()) / PlotArea.WIDTH;
    double from = x.low() + column * width;
    if (raster.ticks() == 0 || from + width < chart.times().at(0)) {
      return;
    }
    int first = Math.max(0, tickAt(from));
    int last = Math.max(first, tickAt(from + width) - 1);
    for (int row = 0; row < raster.rows(); row++) {
      int sum = 0;
      for (int tick = first; tick <= last; tick++) {
        sum += raster.count(tick, row);
      }
      if (sum > 0) {
        double rate = (double) sum / (last - first + 1) / most;
        g.setColor(
            new Color(
                ReportImage.INK.getRed(),
                ReportImage.INK.getGreen(),
                ReportImage.INK.getBlue(),
                (int) (255 * Math.min(1, FAINTEST + (1 - FAINTEST) * rate))));
        int top = (int) Math.floor(area.line(row + 1));
        int bottom = (int) Math.floor(area.line(row));
        g.fillRect(PlotArea.LEFT + column, top, 1, Math.max(1, bottom - top));
      }
    }
  }

  /** Index of the last tick that begins not after a time; -1 before the first. */
  private int tickAt(double time) {
    int low = -1;
    int high = chart.times().size();
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (chart.times().at(middle) <= time) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void populations(Graphics2D g, PlotArea area) {
    List<Population> populations = chart.spikes().populations();
    int row = chart.spikes().rows();
    int neuron = populations.stream().mapToInt(Population::neurons).sum();
    double aboveName = Double.NEGATIVE_INFINITY;
    double aboveTick = Double.NEGATIVE_INFINITY;
    // Downwards, since outputs, at the top, are often few.
    for (int i = populations.size() - 1; i >= 0; i--) {
      Population population = populations.get(i);
      double top = area.line(row);
      double bottom = area.line(row - population.rows());
      if (top >= aboveTick + NAME_HEIGHT) {
        area.verticalTick(g, row, Integer.toString(neuron));
        aboveTick = top;
      }
      Color color = ChartImage.color(i);
      g.setColor(color);
      g.fillRect(area.right() + 5, (int) top, 4, Math.max(1, (int) (bottom - top) - 1));
      // A small population's name gives way a little; where there is no room near, it is left out.
      double middle = (top + bottom) / 2;
      double line = Math.max(middle, aboveName + NAME_HEIGHT);
      if (line <= middle + 2 * NAME_HEIGHT) {
        area.rightLabel(g, population.name() + " (" + population.neurons() + ")", color, line);
        aboveName = line;
      }
      row -= population.rows();
      neuron -= population.neurons();
    }
    if (area.line(0) >= aboveTick + NAME_HEIGHT) {
      area.verticalTick(g, 0, "0");
    }
  }
}
