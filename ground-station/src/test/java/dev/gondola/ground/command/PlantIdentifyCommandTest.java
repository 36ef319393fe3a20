package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("gondola plant identify")
class PlantIdentifyCommandTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("prints the fit as a table, and as JSON")
  void fits() throws IOException {
    Path flight = flight();
    Run table = Cli.run("plant", "identify", flight, "--starts", 1, "--evaluations", 200);
    assertEquals(ExitCodes.OK, table.code(), table.err());
    assertTrue(table.out().contains("flight.csv"), table.out());

    Run json = Cli.run("plant", "identify", flight, "--starts", 1, "--evaluations", 200, "--json");
    JsonNode report = JsonMapper.shared().readTree(json.out());
    assertEquals("flight.csv", report.get("flights").get(0).get("name").asString());
    assertEquals(200, report.get("options").get("evaluations").asInt());
  }

  @Test
  @DisplayName("ends with 1 and names file and line of a bad recording")
  void badRecording() throws IOException {
    Path bad =
        Files.writeString(
            folder.resolve("bad.csv"), "t_s,height_m,ref_m,u_cmd,error_m\n0,x,0,0,0\n");
    Run run = Cli.run("plant", "identify", bad);
    assertEquals(ExitCodes.FAILURE, run.code());
    assertEquals(
        "gondola plant identify: " + bad + ":2: height_m is not a number: 'x'\n", run.err());
    assertEquals(
        ExitCodes.FAILURE, Cli.run("plant", "identify", folder.resolve("none.csv")).code());
  }

  @Test
  @DisplayName("ends with 2 for settings out of range, and without a recording")
  void usage() throws IOException {
    Run run = Cli.run("plant", "identify", flight(), "--starts", 0);
    assertEquals(ExitCodes.USAGE, run.code());
    assertTrue(run.err().contains("starts must be 1..100, is 0"), run.err());
    assertEquals(ExitCodes.USAGE, Cli.run("plant", "identify").code());
  }

  /** Ten seconds of bobbing under a command that pushes up and down. */
  private Path flight() throws IOException {
    StringBuilder csv = new StringBuilder("t_s,height_m,ref_m,u_cmd,error_m\n");
    for (int i = 0; i < 100; i++) {
      double height = 1.5 + 0.3 * StrictMath.sin(0.06 * i);
      double command = -4 * StrictMath.sin(0.06 * i + 0.3);
      csv.append(
          String.format(
              Locale.ROOT, "%.1f,%.2f,1.5,%.3f,%.2f%n", 0.1 * i, height, command, 1.5 - height));
    }
    return Files.writeString(folder.resolve("flight.csv"), csv);
  }
}
