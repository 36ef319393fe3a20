package dev.gondola.ground.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("A report in a browser")
class ReportInBrowserTest {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  @TempDir private Path folder;

  private static Optional<Path> browser() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .flatMap(dir -> NAMES.stream().map(name -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Test
  @DisplayName("draws every chart of a flight, and of a network's run")
  void charts() throws Exception {
    assumeTrue(browser().isPresent(), "no browser on the path: " + NAMES);
    check(SampleRuns.flight("Reference scenario", 300).html(), 3);
    check(NetworkRunReportTest.report(TimeAxis.STEPS).html(), 4);
  }

  private void check(String html, int charts) throws IOException, InterruptedException {
    Path page = Files.writeString(folder.resolve("report.html"), html);
    Path shown = folder.resolve("shown.html");
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                browser().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(shown.toFile())
            .redirectError(log.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the browser ends");
    String dom = Files.readString(shown);
    assertEquals(charts, dom.split(Pattern.quote("<canvas"), -1).length - 1, "charts");
    String messages = Files.readString(log, StandardCharsets.ISO_8859_1);
    assertFalse(messages.contains("Uncaught"), messages);
  }
}
