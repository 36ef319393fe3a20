package dev.gondola.ground.report;

import dev.gondola.ground.report.Chart.Line;
import dev.gondola.ground.report.Chart.LineChart;
import dev.gondola.ground.report.Chart.RasterChart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a network did: spike raster, traces of chosen neurons, rates; as one HTML file that opens
 * from disk without a network, or as a PNG image.
 *
 * @param title heading
 * @param facts what one must know to repeat the run and to read the plots
 * @param metrics one row per population
 * @param axis steps or time
 * @param raster the spikes
 * @param traces one plot each
 * @param rates a line per population, in the raster's order
 */
public record NetworkRunReport(
    String title,
    List<Fact> facts,
    MetricTable metrics,
    TimeAxis axis,
    Raster raster,
    List<Traces> traces,
    Traces rates) {

  /** Copies the lists. */
  public NetworkRunReport {
    facts = List.copyOf(facts);
    traces = List.copyOf(traces);
  }

  /**
   * Spikes over time.
   *
   * @param title of the plot, which tells what a row and a column are
   * @param countLabel what the number of all spikes of a column is called
   * @param times where each column begins
   * @param totals how many spikes each column stands for
   * @param spikes as many columns as times
   */
  public record Raster(
      String title, String countLabel, Series times, Series totals, SpikeRaster spikes) {}

  /**
   * Lines over time.
   *
   * @param title of the plot
   * @param axis label of the vertical axis
   * @param digits digits after the point of a value under the cursor
   * @param held whether values hold until the next
   * @param times of all lines
   * @param lines as many values each as there are times
   * @param reference drawn dashed, a threshold for example
   */
  public record Traces(
      String title,
      String axis,
      int digits,
      boolean held,
      Series times,
      List<Trace> lines,
      Optional<Trace> reference) {

    /** Copies the list. */
    public Traces {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One line.
   *
   * @param label its name in the legend
   * @param values one for each time
   */
  public record Trace(String label, Series values) {}

  /** Returns the page. */
  public String html() {
    return page().html();
  }

  /**
   * Writes the page.
   *
   * @param file replaced if it exists; its folder is made if it does not
   * @throws IOException if the file cannot be written
   */
  public void writeHtml(Path file) throws IOException {
    page().write(file);
  }

  /**
   * Writes the image.
   *
   * @param file replaced if it exists; its folder is made if it does not
   * @throws IOException if the file cannot be written, or if this machine has no fonts to draw with
   */
  public void writePng(Path file) throws IOException {
    new ReportImage(title, facts, metrics, axis, charts()).write(file);
  }

  private ReportPage page() {
    return new ReportPage(title, facts, metrics, axis, charts());
  }

  private List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    charts.add(
        new RasterChart(
            raster.title(), raster.countLabel(), raster.times(), raster.totals(), raster.spikes()));
    traces.forEach(t -> charts.add(chart(t, 0)));
    charts.add(chart(rates, rasterColor(rates)));
    return charts;
  }

  /** The colour of the first line in the raster, so that a population has one colour. */
  private int rasterColor(Traces ofPopulations) {
    List<String> names =
        raster.spikes().populations().stream().map(SpikeRaster.Population::name).toList();
    return ofPopulations.lines().isEmpty()
        ? 0
        : Math.max(0, names.indexOf(ofPopulations.lines().getFirst().label()));
  }

  private static LineChart chart(Traces traces, int firstColor) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < traces.lines().size(); i++) {
      Trace trace = traces.lines().get(i);
      lines.add(
          new Line(trace.label(), firstColor + i, traces.held(), traces.times(), trace.values()));
    }
    traces
        .reference()
        .ifPresent(r -> lines.add(Line.reference(r.label(), traces.times(), r.values())));
    return new LineChart(traces.title(), traces.axis(), traces.digits(), 0, lines);
  }
}
