package dev.gondola.ground.report;

import dev.gondola.ground.report.Chart.Line;
import dev.gondola.ground.report.Chart.LineChart;
import dev.gondola.ground.report.Chart.RasterChart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A flight of one or more controllers on the same scenario, as one HTML file that opens from disk
 * without a network: metrics, height against setpoint, command, and spike rasters.
 *
 * @param title heading of the page
 * @param facts what one must know to repeat the flight
 * @param metrics one row per controller
 * @param controllers the flights, in the order of the legend
 */
public record FlightReport(
    String title, List<Fact> facts, MetricTable metrics, List<ControllerFlight> controllers) {

  /** Takes copies of the lists. */
  public FlightReport {
    facts = List.copyOf(facts);
    controllers = List.copyOf(controllers);
  }

  /** Returns the page. */
  public String html() {
    return new ReportPage(title, facts, metrics, TimeAxis.SECONDS, charts()).html();
  }

  /**
   * Writes the page.
   *
   * @param file replaced if it exists; its folder is made if it does not
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    new ReportPage(title, facts, metrics, TimeAxis.SECONDS, charts()).write(file);
  }

  private List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    charts.add(new LineChart("Height", "height [m]", 0, heightLines()));
    charts.add(
        new LineChart(
            "Command before limiter and dead zone",
            "command [of 10]",
            Chart.COMMAND_LIMIT,
            commandLines()));
    for (ControllerFlight flight : controllers) {
      flight
          .spikes()
          .ifPresent(
              spikes ->
                  charts.add(new RasterChart("Spikes: " + flight.name(), flight.timesS(), spikes)));
    }
    return charts;
  }

  private List<Line> heightLines() {
    List<Line> lines = new ArrayList<>();
    boolean shared =
        controllers.stream().map(f -> List.of(f.timesS(), f.setpointM())).distinct().count() == 1;
    for (int i = 0; i < controllers.size(); i++) {
      ControllerFlight flight = controllers.get(i);
      if (!shared || i == 0) {
        String label = shared ? "setpoint" : "setpoint of " + flight.name();
        lines.add(Line.reference(label, flight.timesS(), flight.setpointM()));
      }
    }
    for (int i = 0; i < controllers.size(); i++) {
      ControllerFlight flight = controllers.get(i);
      lines.add(Line.sampled(flight.name(), i, flight.timesS(), flight.heightM()));
    }
    return lines;
  }

  private List<Line> commandLines() {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < controllers.size(); i++) {
      ControllerFlight flight = controllers.get(i);
      lines.add(Line.held(flight.name(), i, flight.timesS(), flight.command()));
    }
    return lines;
  }
}
