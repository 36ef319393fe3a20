package dev.gondola.ground.report;

import dev.gondola.ground.report.Chart.Line;
import dev.gondola.ground.report.Chart.LineChart;
import dev.gondola.ground.report.Chart.RasterChart;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The charts as JSON for the page's script: {@code {"axis": {...}, "times": [[...]...], "charts":
 * [...]}}, where a chart's {@code time} is an index into {@code times}.
 */
final class ChartData {

  /** Plots need no more: 0.1 mm, 0.01 % of the full command. */
  private static final double PLOT_RESOLUTION = 1e4;

  /** What is below a tenth, such as the rate of neurons that seldom spike, gets two digits more. */
  private static final double SMALL = 0.1;

  private static final double SMALL_RESOLUTION = 1e6;

  /** Digits that times have beyond those that are shown. */
  private static final int MORE_DIGITS = 3;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<Series, Integer> times = new LinkedHashMap<>();
  private final ArrayNode timeArrays = NODES.arrayNode();

  private final double timeResolution;

  private ChartData(TimeAxis axis) {
    timeResolution = Math.pow(10, axis.digits() + MORE_DIGITS);
  }

  /** Returns JSON that is safe inside an HTML script element: it contains no {@code <}. */
  static String json(TimeAxis axis, List<Chart> charts) {
    ChartData data = new ChartData(axis);
    ArrayNode chartArray = NODES.arrayNode();
    charts.forEach(chart -> chartArray.add(data.chart(chart)));
    ObjectNode root = NODES.objectNode();
    ObjectNode time = root.putObject("axis").put("label", axis.label());
    time.put("unit", axis.unit()).put("digits", axis.digits());
    root.set("times", data.timeArrays);
    root.set("charts", chartArray);
    return JsonMapper.shared().writeValueAsString(root).replace("<", "\\u003c");
  }

  private ObjectNode chart(Chart chart) {
    return switch (chart) {
      case LineChart lines -> lineChart(lines);
      case RasterChart raster -> rasterChart(raster);
    };
  }

  private ObjectNode lineChart(LineChart chart) {
    ObjectNode node = NODES.objectNode();
    node.put("kind", "lines");
    node.put("title", chart.title());
    node.put("axis", chart.axis());
    node.put("digits", chart.digits());
    node.put("limit", chart.limit());
    ArrayNode lines = node.putArray("lines");
    chart.lines().forEach(line -> lines.add(line(line)));
    return node;
  }

  private ObjectNode line(Line line) {
    ObjectNode node = NODES.objectNode();
    node.put("label", line.label());
    node.put("color", line.color());
    node.put("held", line.held());
    node.put("time", timeIndex(line.times()));
    node.set("values", numbers(line.values(), PLOT_RESOLUTION, SMALL_RESOLUTION));
    return node;
  }

  private ObjectNode rasterChart(RasterChart chart) {
    ObjectNode node = NODES.objectNode();
    node.put("kind", "raster");
    node.put("title", chart.title());
    node.put("axis", "neuron");
    node.put("countLabel", chart.countLabel());
    node.put("time", timeIndex(chart.times()));
    ArrayNode populations = node.putArray("populations");
    for (SpikeRaster.Population population : chart.spikes().populations()) {
      ObjectNode one = populations.addObject().put("name", population.name());
      one.put("neurons", population.neurons()).put("rows", population.rows());
    }
    node.set("totals", numbers(chart.totals(), 1, 1));
    node.put("counts", Base64.getEncoder().encodeToString(chart.spikes().counts()));
    return node;
  }

  private int timeIndex(Series series) {
    return times.computeIfAbsent(
        series,
        added -> {
          timeArrays.add(numbers(added, timeResolution, timeResolution));
          return timeArrays.size() - 1;
        });
  }

  private static ArrayNode numbers(Series series, double resolution, double smallResolution) {
    ArrayNode array = NODES.arrayNode(series.size());
    for (int i = 0; i < series.size(); i++) {
      double value = series.at(i);
      if (Double.isFinite(value)) {
        double steps = Math.abs(value) < SMALL ? smallResolution : resolution;
        array.add(Math.round(value * steps) / steps);
      } else {
        array.addNull();
      }
    }
    return array;
  }
}
