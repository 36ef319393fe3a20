package dev.gondola.ground.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.math.BigDecimal;
import java.util.List;

/**
 * Where the values of a chart are in an image: a frame with axes around it.
 *
 * @param top first line of pixels inside the frame
 * @param height lines inside the frame
 * @param x range of the horizontal axis
 * @param y range of the vertical axis
 */
record PlotArea(int top, int height, Range x, Range y) {

  static final int LEFT = 104;
  static final int GUTTER = 210;
  static final int WIDTH = ReportImage.WIDTH - LEFT - GUTTER;

  /** What a chart takes above its frame, for the title. */
  static final int ABOVE = 34;

  /** What a chart takes below its frame, for the horizontal axis. */
  static final int BELOW = 44;

  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  private static final int TICK_DISTANCE_X = 110;
  private static final int TICK_DISTANCE_Y = 40;

  /**
   * A range of an axis.
   *
   * @param low lower end
   * @param high upper end, above the lower
   */
  record Range(double low, double high) {

    /** Returns the range with a margin on both sides; one above 0 if the range is a point. */
    Range widened() {
      double margin = high > low ? 0.06 * (high - low) : Math.max(1, Math.abs(low) * 0.1);
      return new Range(low - margin, high + margin);
    }
  }

  /** Returns the column of a value, not rounded. */
  double column(double value) {
    return LEFT + WIDTH * (value - x.low()) / (x.high() - x.low());
  }

  /** Returns the line of a value, not rounded. */
  double line(double value) {
    return top + height * (1 - (value - y.low()) / (y.high() - y.low()));
  }

  int right() {
    return LEFT + WIDTH;
  }

  int bottom() {
    return top + height;
  }

  /** Draws the title, the frame and the horizontal axis. */
  void frame(Graphics2D g, String title, String xLabel) {
    g.setFont(TITLE);
    g.setColor(ReportImage.INK);
    g.drawString(title, LEFT, top - 12);
    g.setFont(SMALL);
    g.setStroke(new BasicStroke(1));
    for (BigDecimal tick : NiceTicks.of(x.low(), x.high(), WIDTH / TICK_DISTANCE_X)) {
      int column = (int) Math.round(column(tick.doubleValue()));
      g.setColor(ReportImage.RULE);
      g.drawLine(column, top, column, bottom() + 5);
      g.setColor(ReportImage.DIM);
      centred(g, text(tick), column, bottom() + 20);
    }
    centred(g, xLabel, LEFT + WIDTH / 2, bottom() + 38);
    g.setColor(ReportImage.RULE);
    g.drawRect(LEFT, top, WIDTH, height);
  }

  /** Draws the vertical axis with round numbers. */
  void verticalAxis(Graphics2D g, String label) {
    List<BigDecimal> ticks = NiceTicks.of(y.low(), y.high(), Math.max(2, height / TICK_DISTANCE_Y));
    for (BigDecimal tick : ticks) {
      verticalTick(g, tick.doubleValue(), text(tick));
    }
    verticalLabel(g, label);
  }

  /** Draws one tick of the vertical axis. */
  void verticalTick(Graphics2D g, double value, String text) {
    g.setFont(SMALL);
    g.setStroke(new BasicStroke(1));
    int line = (int) Math.round(line(value));
    g.setColor(ReportImage.RULE);
    g.drawLine(LEFT - 5, line, right(), line);
    g.setColor(ReportImage.DIM);
    g.drawString(text, LEFT - 10 - g.getFontMetrics().stringWidth(text), line + 5);
  }

  /** Writes the name of the vertical axis, upwards. */
  void verticalLabel(Graphics2D g, String label) {
    g.setFont(SMALL);
    g.setColor(ReportImage.DIM);
    AffineTransform upright = g.getTransform();
    g.rotate(-Math.PI / 2, 22, top + height / 2.0);
    centred(g, label, 22, top + height / 2);
    g.setTransform(upright);
  }

  /** Writes a name to the right of the frame, cut to the room there is. */
  void rightLabel(Graphics2D g, String text, Color color, double line) {
    g.setFont(LABEL);
    g.setColor(color);
    String cut = text;
    while (cut.length() > 1 && g.getFontMetrics().stringWidth(cut) > GUTTER - 30) {
      cut = cut.substring(0, cut.length() - 2) + "\u2026";
    }
    g.drawString(cut, right() + 14, (float) line + 5);
  }

  private static String text(BigDecimal tick) {
    return tick.signum() == 0 ? "0" : tick.stripTrailingZeros().toPlainString();
  }

  private static void centred(Graphics2D g, String text, int column, int line) {
    g.drawString(text, column - g.getFontMetrics().stringWidth(text) / 2, line);
  }
}
