package dev.gondola.ground.report;

import dev.gondola.ground.report.Chart.Line;
import dev.gondola.ground.report.Chart.LineChart;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** Draws lines over time, their names to the right. */
record LineImage(LineChart chart, PlotArea.Range x, TimeAxis axis) implements ChartImage {

  private static final int FRAME = 200;
  private static final int NAME_HEIGHT = 18;

  @Override
  public int height() {
    return PlotArea.ABOVE + FRAME + PlotArea.BELOW;
  }

  @Override
  public void draw(Graphics2D g, int y) {
    PlotArea area = new PlotArea(y + PlotArea.ABOVE, FRAME, x, range());
    area.frame(g, chart.title(), axis.label());
    area.verticalAxis(g, chart.axis());
    Shape whole = g.getClip();
    for (Line line : chart.lines()) {
      g.clipRect(PlotArea.LEFT, area.top(), PlotArea.WIDTH + 1, FRAME + 1);
      line(g, area, line);
      g.setClip(whole);
    }
    names(g, area);
  }

  /** The range of all values; a chart's limit cuts it, as on the page before one asks for more. */
  private PlotArea.Range range() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Line line : chart.lines()) {
      for (int i = 0; i < line.values().size(); i++) {
        double value = line.values().at(i);
        if (Double.isFinite(value)) {
          double cut = chart.limit() > 0 ? Math.clamp(value, -chart.limit(), chart.limit()) : value;
          low = Math.min(low, cut);
          high = Math.max(high, cut);
        }
      }
    }
    return Double.isInfinite(low)
        ? new PlotArea.Range(-1, 1)
        : new PlotArea.Range(low, high).widened();
  }

  private static void line(Graphics2D g, PlotArea area, Line line) {
    Path2D path = new Path2D.Double();
    boolean drawing = false;
    double before = 0;
    for (int i = 0; i < line.values().size(); i++) {
      double value = line.values().at(i);
      if (!Double.isFinite(value)) {
        drawing = false;
        continue;
      }
      double column = area.column(line.times().at(i));
      if (!drawing) {
        path.moveTo(column, area.line(value));
      } else {
        if (line.held()) {
          path.lineTo(column, before);
        }
        path.lineTo(column, area.line(value));
      }
      before = area.line(value);
      drawing = true;
    }
    g.setColor(color(line));
    g.setStroke(
        line.color() < 0
            ? new BasicStroke(
                1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {6, 4}, 0)
            : new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_BEVEL));
    g.draw(path);
  }

  private void names(Graphics2D g, PlotArea area) {
    int room = FRAME / NAME_HEIGHT;
    int shown = chart.lines().size() <= room ? chart.lines().size() : room - 1;
    for (int i = 0; i < shown; i++) {
      Line line = chart.lines().get(i);
      area.rightLabel(g, line.label(), color(line), area.top() + NAME_HEIGHT * (i + 0.5));
    }
    if (shown < chart.lines().size()) {
      String more = "and " + (chart.lines().size() - shown) + " more";
      area.rightLabel(g, more, ReportImage.DIM, area.top() + NAME_HEIGHT * (shown + 0.5));
    }
  }

  private static Color color(Line line) {
    return line.color() < 0 ? ReportImage.DIM : ChartImage.color(line.color());
  }
}
