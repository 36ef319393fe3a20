package dev.gondola.ground.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("A report")
class ReportsTest {

  private static final String HOSTILE = "</script><script>alert('1')</script> \"&{{data}}$1\\";

  @Test
  @DisplayName("of a flight carries every controller's samples, to a tenth of a millimetre")
  void flightData() {
    FlightReport report = SampleRuns.flight("Reference scenario", 500);
    JsonNode data = data(report.html());

    JsonNode heights = data.get("charts").get(0);
    assertEquals("Height", heights.get("title").asString());
    assertEquals(List.of("setpoint", "pid-flown", "pid-tuned", "spiking"), labels(heights));
    for (int i = 0; i < 3; i++) {
      Series height = report.controllers().get(i).heightM();
      JsonNode plotted = heights.get("lines").get(i + 1).get("values");
      assertEquals(height.size(), plotted.size());
      for (int tick = 0; tick < height.size(); tick++) {
        assertEquals(height.at(tick), plotted.get(tick).asDouble(), 0.5e-4);
      }
    }
    assertEquals(1, data.get("times").size(), "one time axis serves all that share it");
    assertEquals(List.of("pid-flown", "pid-tuned", "spiking"), labels(data.get("charts").get(1)));
  }

  @Test
  @DisplayName("has a raster for each spiking controller and for no other")
  void rasters() {
    FlightReport report = SampleRuns.flight("Reference scenario", 50);
    JsonNode charts = data(report.html()).get("charts");

    assertEquals(3, charts.size());
    JsonNode raster = charts.get(2);
    assertEquals("raster", raster.get("kind").asString());
    byte[] counts = Base64.getDecoder().decode(raster.get("counts").asString());
    SpikeRaster given = report.controllers().get(2).spikes().orElseThrow();
    assertEquals(160 * 50, counts.length);
    assertEquals(
        Base64.getEncoder().encodeToString(given.counts()), raster.get("counts").asString());
    assertEquals("PD hidden", raster.get("populations").get(1).get("name").asString());
  }

  @Test
  @DisplayName("draws a setpoint for each controller where they differ")
  void ownSetpoints() {
    ControllerFlight whole = SampleRuns.flight("a", 600, 0.1, false);
    ControllerFlight part = SampleRuns.flight("b", 450, 0.1, false);
    FlightReport report =
        new FlightReport("Two lengths", List.of(), emptyTable(), List.of(whole, part));
    JsonNode data = data(report.html());

    assertEquals(
        List.of("setpoint of a", "setpoint of b", "a", "b"), labels(data.get("charts").get(0)));
    assertEquals(2, data.get("times").size());
  }

  @Test
  @DisplayName("leaves a gap where a value is not a number")
  void gaps() {
    ControllerFlight flight =
        new ControllerFlight(
            "gap",
            Series.of(0, 0.1, 0.2),
            Series.of(1, Double.NaN, 1),
            Series.of(1, 1, 1),
            Series.of(0, Double.POSITIVE_INFINITY, 0),
            Optional.empty());
    JsonNode charts =
        data(new FlightReport("Gap", List.of(), emptyTable(), List.of(flight)).html())
            .get("charts");

    assertTrue(charts.get(0).get("lines").get(1).get("values").get(1).isNull());
    assertTrue(charts.get(1).get("lines").get(0).get("values").get(1).isNull());
  }

  @Test
  @DisplayName("of an imitation shows target, spiking command, error and the losses")
  void imitation() {
    String html = SampleRuns.imitation("Imitation of the PD law", 300).html();
    JsonNode charts = data(html).get("charts");

    assertEquals(List.of("target", "spiking"), labels(charts.get(0)));
    assertEquals(List.of("error"), labels(charts.get(1)));
    assertEquals("raster", charts.get(2).get("kind").asString());
    assertTrue(html.contains("<td>0.412</td>"), "the loss is in the table");
    assertTrue(html.contains("<th scope=\"row\">P law</th>"));
  }

  @Test
  @DisplayName("is one file that asks for nothing from outside")
  void selfContained() {
    String html = SampleRuns.flight("Reference scenario", 50).html();

    assertTrue(html.contains("default-src 'none'"), "its own policy forbids every request");
    assertFalse(Pattern.compile("<link|\\ssrc\\s*=|@import|url\\(").matcher(html).find());
    assertTrue(html.contains("uPlot=function"), "the plotting library is inside");
    assertTrue(html.contains("Permission is hereby granted"), "with its licence");
    assertFalse(html.contains("{{"), "every slot was filled");
    assertEquals(3, count(html, "</script>"), "no script is ended early");
  }

  @Test
  @DisplayName("shows hostile names as text")
  void hostileNames() {
    MetricTable table =
        new MetricTable(
            HOSTILE,
            List.of(new Metric("k", HOSTILE, HOSTILE, 1)),
            List.of(new MetricTable.Row(HOSTILE, 1)));
    ControllerFlight flight = SampleRuns.flight(HOSTILE, 20, 0.1, true);
    String html =
        new FlightReport(HOSTILE, List.of(new Fact(HOSTILE, HOSTILE)), table, List.of(flight))
            .html();

    assertEquals(3, count(html, "</script>"));
    assertFalse(html.contains("<script>alert"));
    assertEquals(
        HOSTILE, data(html).get("charts").get(0).get("lines").get(1).get("label").asString());
    assertTrue(html.contains("<title>" + ReportPage.escape(HOSTILE) + "</title>"));
  }

  @Test
  @DisplayName("is written into a folder that is made, and replaces an older one")
  void written(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("new/flight.html");
    SampleRuns.flight("First", 20).write(file);
    FlightReport second = SampleRuns.flight("Second", 20);
    second.write(file);

    assertEquals(second.html(), Files.readString(file));
  }

  @Test
  @DisplayName("refuses samples of different lengths, naming the controller")
  void lengths() {
    Series two = Series.of(0, 1);
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ControllerFlight("odd", two, two, two, Series.of(1), Optional.empty()));
    assertTrue(fault.getMessage().startsWith("odd:"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SpikeRaster(List.of(new SpikeRaster.Population("p", 3)), new byte[4]));
  }

  @Test
  @DisplayName("takes spikes row by row too, an empty row for a period without spikes")
  void rasterOfRows() {
    List<SpikeRaster.Population> three = List.of(new SpikeRaster.Population("p", 3));
    SpikeRaster raster = SpikeRaster.ofRows(three, new byte[][] {{1, 0, 2}, {}, {0, 3, 0}});

    assertEquals(3, raster.ticks());
    assertArrayEquals(new byte[] {1, 0, 2, 0, 0, 0, 0, 3, 0}, raster.counts());
    assertThrows(
        IllegalArgumentException.class, () -> SpikeRaster.ofRows(three, new byte[][] {{1, 0}}));
  }

  private static MetricTable emptyTable() {
    return new MetricTable("controller", List.of(), List.of());
  }

  private static List<String> labels(JsonNode chart) {
    return chart.get("lines").valueStream().map(line -> line.get("label").asString()).toList();
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static JsonNode data(String html) {
    Matcher script = Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(html);
    assertTrue(script.find());
    return JsonMapper.shared().readTree(script.group(1));
  }
}
