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
 * A spiking controller beside the law that it imitates, both fed the same recorded error, as one
 * HTML file that opens from disk without a network.
 *
 * @param title heading of the page
 * @param facts what one must know to repeat the run
 * @param metrics losses, one row per controller compared
 * @param timesS time of each control period, s, ascending
 * @param errorM the recorded error that both were given, m
 * @param target command of the imitated law, in command units (full command: 10)
 * @param command of the spiking controller, same unit
 * @param spikes of the spiking controller, if they were recorded
 */
public record ImitationReport(
    String title,
    List<Fact> facts,
    MetricTable metrics,
    Series timesS,
    Series errorM,
    Series target,
    Series command,
    Optional<SpikeRaster> spikes) {

  /** Checks that everything has one length. */
  public ImitationReport {
    facts = List.copyOf(facts);
    int ticks = timesS.size();
    if (errorM.size() != ticks
        || target.size() != ticks
        || command.size() != ticks
        || (spikes.isPresent() && spikes.get().ticks() != ticks)) {
      throw new IllegalArgumentException(
          title + ": times, error, target, command and spikes differ in length");
    }
  }

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
  public void write(Path file) throws IOException {
    page().write(file);
  }

  private ReportPage page() {
    List<Chart> charts = new ArrayList<>();
    charts.add(
        new LineChart(
            "Command before limiter and dead zone",
            "command [of 10]",
            Chart.COMMAND_LIMIT,
            List.of(
                Line.held("target", 0, timesS, target), Line.held("spiking", 1, timesS, command))));
    charts.add(
        new LineChart(
            "Error given to both", "error [m]", 0, List.of(Line.held("error", 2, timesS, errorM))));
    spikes.ifPresent(s -> charts.add(new RasterChart("Spikes", timesS, s)));
    return new ReportPage(title, facts, metrics, TimeAxis.SECONDS, charts);
  }
}
