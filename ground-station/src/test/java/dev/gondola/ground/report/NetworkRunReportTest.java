package dev.gondola.ground.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.report.NetworkRunReport.Raster;
import dev.gondola.ground.report.NetworkRunReport.Trace;
import dev.gondola.ground.report.NetworkRunReport.Traces;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The report of a network's run")
class NetworkRunReportTest {
  private static final int STEPS = 100;
  private static final int NEURONS = 100;

  /** Neuron 20 of 100 spikes in step 31 and nobody else. */
  static NetworkRunReport report(TimeAxis axis) {
    byte[] counts = new byte[STEPS * NEURONS];
    counts[30 * NEURONS + 20] = 1;
    Series times = Series.of(DoubleStream.iterate(1, t -> t + 1).limit(STEPS).toArray());
    Series line = Series.of(DoubleStream.iterate(0, v -> v + 10).limit(STEPS).toArray());
    SpikeRaster spikes =
        new SpikeRaster(
            List.of(new SpikeRaster.Population("a", 40), new SpikeRaster.Population("b", 240, 60)),
            counts);
    Trace trace = new Trace("b", line);
    return new NetworkRunReport(
        "A run",
        List.of(new Fact("seed", "1")),
        new MetricTable("population", List.of(), List.of()),
        axis,
        new Raster("Spikes", "spikes in this step", times, spikes.totals(), spikes),
        List.of(
            new Traces("v", "v", 0, false, times, List.of(trace), Optional.of(trace)),
            new Traces("u", "u", 0, false, times, List.of(trace), Optional.empty())),
        new Traces("rates", "Hz", 4, true, times, List.of(trace), Optional.empty()));
  }

  private static JsonNode data(String html) {
    Matcher script = Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(html);
    assertTrue(script.find());
    return JsonMapper.shared().readTree(script.group(1));
  }

  @Test
  @DisplayName("has raster, traces and rates on one axis, and a population has one colour")
  void html() {
    String html = report(TimeAxis.STEPS).html();
    assertFalse(html.contains("{{"));
    JsonNode data = data(html);
    assertEquals("step", data.at("/axis/label").asString());
    assertEquals(
        List.of("Spikes", "v", "u", "rates"),
        data.get("charts").valueStream().map(c -> c.get("title").asString()).toList());
    assertEquals(1, data.get("times").size());
    JsonNode raster = data.at("/charts/0");
    assertEquals("spikes in this step", raster.get("countLabel").asString());
    assertEquals(240, raster.at("/populations/1/neurons").asInt());
    assertEquals(60, raster.at("/populations/1/rows").asInt());
    byte[] counts = Base64.getDecoder().decode(raster.get("counts").asString());
    assertEquals(STEPS * NEURONS, counts.length);
    assertEquals(-1, data.at("/charts/1/lines/1/color").asInt(), "the threshold is a reference");
    assertEquals(1, data.at("/charts/3/lines/0/color").asInt(), "b is second in the raster");
  }

  @Test
  @DisplayName("keeps times of short steps apart")
  void shortSteps() {
    NetworkRunReport steps = report(TimeAxis.seconds(4));
    Series times = Series.of(0.0001, 0.00025, 0.1234567);
    Raster raster =
        new Raster(
            "Spikes",
            "",
            times,
            times,
            new SpikeRaster(List.of(new SpikeRaster.Population("a", 1)), new byte[3]));
    NetworkRunReport report =
        new NetworkRunReport(
            "t", List.of(), steps.metrics(), steps.axis(), raster, List.of(), steps.rates());
    JsonNode written = data(report.html()).at("/times/0");
    assertArrayEquals(
        new double[] {0.0001, 0.00025, 0.1234567},
        written.valueStream().mapToDouble(JsonNode::doubleValue).toArray());
  }

  @Test
  @DisplayName("as an image has one dark mark where the one spike is")
  void image(@TempDir Path folder) throws Exception {
    NetworkRunReport report = report(TimeAxis.STEPS);
    Path file = folder.resolve("new/run.png");
    report.writePng(file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(ReportImage.WIDTH, image.getWidth());
    int frameTop = frameTop(image);
    int frameHeight = 3 * NEURONS;
    int dark = 0;
    int darkX = 0;
    int darkY = 0;
    int ink = ReportImage.INK.getRGB();
    for (int y = frameTop; y < frameTop + frameHeight; y++) {
      for (int x = PlotArea.LEFT; x < PlotArea.LEFT + PlotArea.WIDTH; x++) {
        if (image.getRGB(x, y) == ink) {
          dark++;
          darkX += x;
          darkY += y;
        }
      }
    }
    double column = PlotArea.LEFT + PlotArea.WIDTH * (31 + 0.5 - 1) / 99.0;
    assertTrue(dark > 0, "a mark");
    assertEquals(column, (double) darkX / dark, 2);
    double row = frameTop + frameHeight * (1 - 20.5 / NEURONS);
    assertEquals(row, (double) darkY / dark, 2.5);
  }

  /** The first line of the raster's frame: a rule over its whole width. */
  private static int frameTop(BufferedImage image) {
    for (int y = 0; y < image.getHeight(); y++) {
      boolean rule = true;
      for (int x = PlotArea.LEFT + 1; x < PlotArea.LEFT + PlotArea.WIDTH - 1; x += 7) {
        rule &= image.getRGB(x, y) == ReportImage.RULE.getRGB();
      }
      if (rule) {
        return y;
      }
    }
    throw new AssertionError("no frame");
  }

  @Test
  @DisplayName("as an image stands up to a run without steps, gaps and hostile names")
  void hardImages(@TempDir Path folder) throws Exception {
    Series none = Series.of();
    String name = "x".repeat(3000) + "\n</script>\u0000";
    SpikeRaster empty = new SpikeRaster(List.of(new SpikeRaster.Population(name, 1)), new byte[0]);
    Traces flat = new Traces(name, name, 0, true, none, List.of(), Optional.empty());
    Series gap = Series.of(1, Double.NaN, 1);
    Traces gaps =
        new Traces(
            "gaps",
            "",
            0,
            true,
            Series.of(1, 2, 3),
            List.of(new Trace(name, gap)),
            Optional.empty());
    MetricTable metrics = new MetricTable("p", List.of(), List.of());
    Raster raster = new Raster("Spikes", "", none, none, empty);
    for (List<Traces> traces : List.of(List.<Traces>of(), List.of(gaps), List.of(flat))) {
      Path file = folder.resolve("hard.png");
      new NetworkRunReport(name, List.of(), metrics, TimeAxis.STEPS, raster, traces, flat)
          .writePng(file);
      assertEquals(ReportImage.WIDTH, ImageIO.read(file.toFile()).getWidth());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0     | 10    | 5  | 0 2 4 6 8 10
          1     | 500   | 5  | 100 200 300 400 500
          -0.3  | 0.3   | 6  | -0.3 -0.2 -0.1 0 0.1 0.2 0.3
          -2E7  | 0     | 2  | -20000000 -10000000 0
          5     | 5.001 | 2  | 5 5.0005 5.001
          """)
  @DisplayName("has round numbers on its axes")
  void ticks(double low, double high, int most, String expected) {
    String ticks =
        NiceTicks.of(low, high, most).stream()
            .map(t -> t.signum() == 0 ? "0" : t.stripTrailingZeros().toPlainString())
            .reduce((a, b) -> a + " " + b)
            .orElse("");
    assertEquals(expected, ticks);
  }
}
