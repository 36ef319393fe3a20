package dev.gondola.ground.report;

import dev.gondola.ground.report.Chart.LineChart;
import dev.gondola.ground.report.Chart.RasterChart;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * The content of a report as one image, {@link #WIDTH} pixels wide, in the page's light colours.
 */
record ReportImage(
    String title, List<Fact> facts, MetricTable metrics, TimeAxis axis, List<Chart> charts) {

  static final int WIDTH = 1600;

  private static final int MARGIN = 28;
  private static final int LINE_HEIGHT = 22;
  private static final int MAX_TABLE_ROWS = 12;
  private static final int GAP = 26;

  static final Color INK = new Color(0x1c2430);
  static final Color DIM = new Color(0x5b6675);
  static final Color RULE = new Color(0xdde2e8);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 24);
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
  private static final Font TABLE = new Font(Font.MONOSPACED, Font.PLAIN, 15);

  void write(Path file) throws IOException {
    BufferedImage image;
    try {
      image = image();
    } catch (LinkageError | InternalError e) {
      // java.desktop finds fonts by libfontconfig and draws them by libfreetype.
      throw new IOException(
          "this machine cannot draw text (install fontconfig and a font), write .html instead", e);
    }
    ReportPage.makeFolder(file);
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("this JDK cannot write PNG images, write .html instead");
    }
  }

  /** Returns the image. Needs no display. */
  BufferedImage image() {
    List<ChartImage> drawn = charts.stream().map(this::chart).toList();
    int height = headHeight() + drawn.stream().mapToInt(c -> c.height() + GAP).sum() + MARGIN;
    BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, height);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    head(g);
    int y = headHeight();
    for (ChartImage chart : drawn) {
      chart.draw(g, y);
      y += chart.height() + GAP;
    }
    g.dispose();
    return image;
  }

  private ChartImage chart(Chart chart) {
    return switch (chart) {
      case LineChart lines -> new LineImage(lines, range(), axis);
      case RasterChart raster -> new RasterImage(raster, range(), axis);
    };
  }

  /** All times of all charts; never empty, however short the run. */
  private PlotArea.Range range() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Chart chart : charts) {
      List<Series> times =
          switch (chart) {
            case LineChart lines -> lines.lines().stream().map(Chart.Line::times).toList();
            case RasterChart raster -> List.of(raster.times());
          };
      for (Series t : times) {
        if (t.size() > 0) {
          low = Math.min(low, t.at(0));
          high = Math.max(high, t.at(t.size() - 1));
        }
      }
    }
    if (low < high) {
      return new PlotArea.Range(low, high);
    }
    return Double.isInfinite(low)
        ? new PlotArea.Range(0, 1)
        : new PlotArea.Range(low - 0.5, low + 0.5);
  }

  private int headHeight() {
    return MARGIN + 40 + LINE_HEIGHT * (factLines().size() + tableLines().size() + 1);
  }

  private void head(Graphics2D g) {
    g.setColor(INK);
    g.setFont(TITLE);
    int y = MARGIN + 20;
    g.drawString(title, MARGIN, y);
    y += 14;
    g.setFont(TEXT);
    g.setColor(DIM);
    for (String line : factLines()) {
      y += LINE_HEIGHT;
      g.drawString(line, MARGIN, y);
    }
    g.setFont(TABLE);
    g.setColor(INK);
    y += 8;
    for (String line : tableLines()) {
      y += LINE_HEIGHT;
      g.drawString(line, MARGIN, y);
    }
  }

  /** Facts one after the other, as many in a line as fit 170 characters. */
  private List<String> factLines() {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (Fact fact : facts) {
      String text = fact.label() + ": " + fact.value();
      if (!line.isEmpty() && line.length() + text.length() > 170) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : "     ").append(text);
    }
    lines.add(line.toString());
    return lines;
  }

  private List<String> tableLines() {
    List<String> lines = metrics.text().lines().collect(Collectors.toCollection(ArrayList::new));
    int more = lines.size() - 1 - MAX_TABLE_ROWS;
    if (more > 0) {
      lines.subList(1 + MAX_TABLE_ROWS, lines.size()).clear();
      lines.add("and " + more + " more");
    }
    return lines;
  }
}
