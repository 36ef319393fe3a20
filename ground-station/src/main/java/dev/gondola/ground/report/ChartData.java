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
 * The charts as JSON for the page's script: {@code {"times": [[s...]...], "charts": [...]}}, where
 * a chart's {@code time} is an index into {@code times}.
 */
final class ChartData {

  /** Plots need no more: 0.1 mm, 0.01 % of the full command. */
  private static final double PLOT_RESOLUTION = 1e4;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<Series, Integer> times = new LinkedHashMap<>();
  private final ArrayNode timeArrays = NODES.arrayNode();

  private ChartData() {}

  /** Returns JSON that is safe inside an HTML script element: it contains no {@code <}. */
  static String json(List<Chart> charts) {
    ChartData data = new ChartData();
    ArrayNode chartArray = NODES.arrayNode();
    charts.forEach(chart -> chartArray.add(data.chart(chart)));
    ObjectNode root = NODES.objectNode();
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
    node.put("time", timeIndex(line.timesS()));
    node.set("values", numbers(line.values()));
    return node;
  }

  private ObjectNode rasterChart(RasterChart chart) {
    ObjectNode node = NODES.objectNode();
    node.put("kind", "raster");
    node.put("title", chart.title());
    node.put("axis", "neuron");
    node.put("time", timeIndex(chart.timesS()));
    ArrayNode populations = node.putArray("populations");
    for (SpikeRaster.Population population : chart.spikes().populations()) {
      populations.addObject().put("name", population.name()).put("neurons", population.neurons());
    }
    node.put("counts", Base64.getEncoder().encodeToString(chart.spikes().counts()));
    return node;
  }

  private int timeIndex(Series series) {
    return times.computeIfAbsent(
        series,
        added -> {
          timeArrays.add(numbers(added));
          return timeArrays.size() - 1;
        });
  }

  private static ArrayNode numbers(Series series) {
    ArrayNode array = NODES.arrayNode(series.size());
    for (int i = 0; i < series.size(); i++) {
      double value = series.at(i);
      if (Double.isFinite(value)) {
        array.add(Math.round(value * PLOT_RESOLUTION) / PLOT_RESOLUTION);
      } else {
        array.addNull();
      }
    }
    return array;
  }
}
