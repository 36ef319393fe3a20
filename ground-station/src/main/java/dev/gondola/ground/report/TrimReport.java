package dev.gondola.ground.report;

import dev.gondola.ground.report.Chart.Line;
import dev.gondola.ground.report.Chart.LineChart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A flight in which helium leaks away, as one HTML file that opens from disk without a network:
 * heights of all controllers, the helium, and the commands that one of them learned.
 *
 * @param title heading of the page
 * @param facts what one must know to repeat the run
 * @param metrics one row per controller and part of the flight
 * @param timesS time of each control period, s, ascending
 * @param helium share of helium, 0..1
 * @param names names of the controllers
 * @param heightsM height of each controller, m
 * @param integral command of the learned integral, units of 10
 * @param trim command of the learned trim, units of 10
 */
public record TrimReport(
    String title,
    List<Fact> facts,
    MetricTable metrics,
    Series timesS,
    Series helium,
    List<String> names,
    List<Series> heightsM,
    Series integral,
    Series trim) {

  /** Takes copies of the lists and checks that everything has one length. */
  public TrimReport {
    facts = List.copyOf(facts);
    names = List.copyOf(names);
    heightsM = List.copyOf(heightsM);
    int ticks = timesS.size();
    if (names.size() != heightsM.size()
        || heightsM.stream().anyMatch(h -> h.size() != ticks)
        || helium.size() != ticks
        || integral.size() != ticks
        || trim.size() != ticks) {
      throw new IllegalArgumentException(title + ": the recordings differ in length");
    }
  }

  /**
   * Writes the page.
   *
   * @param file replaced if it exists; its folder is made if it does not
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    List<Line> heights = new ArrayList<>();
    IntStream.range(0, names.size())
        .forEach(i -> heights.add(Line.sampled(names.get(i), i, timesS, heightsM.get(i))));
    List<Chart> charts =
        List.of(
            new LineChart("Height", "height [m]", 0, heights),
            new LineChart(
                "Learned commands",
                "command [of 10]",
                Chart.COMMAND_LIMIT,
                List.of(
                    Line.held("integral", 1, timesS, integral),
                    Line.held("trim", 2, timesS, trim))),
            new LineChart(
                "Helium", "share", 0, List.of(Line.sampled("helium", 3, timesS, helium))));
    new ReportPage(title, facts, metrics, TimeAxis.SECONDS, charts).write(file);
  }
}
