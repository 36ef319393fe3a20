package dev.gondola.ground.report;

import dev.gondola.ground.report.MetricTable.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The frame that all reports share: one HTML file with its styles, scripts and data inside. Plots
 * are drawn by uPlot, taken from its WebJar.
 */
record ReportPage(
    String title, List<Fact> facts, MetricTable metrics, TimeAxis axis, List<Chart> charts) {

  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";
  private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

  String html() {
    Map<String, String> slots =
        Map.of(
            "title", escape(title),
            "facts", factsHtml(),
            "metrics", metricsHtml(),
            "data", ChartData.json(axis, charts),
            "style", resource("report.css"),
            "script", resource("report.js"),
            "uplotStyle", resource(UPLOT + "dist/uPlot.min.css"),
            "uplotScript", resource(UPLOT + "dist/uPlot.iife.min.js"),
            "uplotLicense", escape(resource(UPLOT + "LICENSE")));
    // One pass, so that text put into a slot is never itself searched for slots.
    return SLOT.matcher(resource("report.html"))
        .replaceAll(slot -> Matcher.quoteReplacement(slots.get(slot.group(1))));
  }

  void write(Path file) throws IOException {
    makeFolder(file);
    Files.writeString(file, html());
  }

  static void makeFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  private String factsHtml() {
    return facts.stream()
        .map(f -> "<div><dt>" + escape(f.label()) + "</dt><dd>" + escape(f.value()) + "</dd></div>")
        .collect(Collectors.joining("\n"));
  }

  private String metricsHtml() {
    String headings =
        metrics.metrics().stream()
            .map(m -> "<th scope=\"col\">" + escape(m.label()) + unitHtml(m) + "</th>")
            .collect(Collectors.joining());
    return "<table>\n<thead><tr><th scope=\"col\">"
        + escape(metrics.subject())
        + "</th>"
        + headings
        + "</tr></thead>\n<tbody>\n"
        + metrics.rows().stream().map(this::rowHtml).collect(Collectors.joining())
        + "</tbody>\n</table>";
  }

  private static String unitHtml(Metric metric) {
    return metric.unit().isEmpty() ? "" : " <span>[" + escape(metric.unit()) + "]</span>";
  }

  private String rowHtml(Row row) {
    List<String> cells = metrics.cells(row);
    return "<tr><th scope=\"row\">"
        + escape(cells.getFirst())
        + "</th>"
        + cells.stream()
            .skip(1)
            .map(c -> "<td>" + escape(c) + "</td>")
            .collect(Collectors.joining())
        + "</tr>\n";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
