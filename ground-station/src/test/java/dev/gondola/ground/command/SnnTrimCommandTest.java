package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import dev.gondola.snn.io.NetworkJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("gondola snn trim")
class SnnTrimCommandTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("prints every controller's parts of the flight and what became of the old trim")
  void text() {
    Run run = Cli.run("snn", "trim", "--seed", "3");
    assertEquals(ExitCodes.OK, run.code(), run.err());
    assertTrue(run.out().contains("no learning: leaked "), run.out());
    assertTrue(run.out().contains("integral and trim: refilled "), run.out());
    assertTrue(run.out().endsWith("weights changed while leaked: 0\n"), run.out());
  }

  @Test
  @DisplayName("writes JSON of its schema, a report, and the learned network")
  void files() throws IOException {
    Path network = folder.resolve("trim.json");
    Path report = folder.resolve("trim.html");
    Run run =
        Cli.run("snn", "trim", "--leak", "20", "--json", "--out", network, "--report", report);
    assertEquals(ExitCodes.OK, run.code(), run.err());
    Cli.assertValid("snn-trim", run.out());
    assertFalse(Cli.faults("snn-trim", run.out().replace("settled_s", "other")).isEmpty());
    assertTrue(NetworkJson.read(network).learns());
    assertTrue(Files.readString(report).contains("Helium leak"));
  }

  @Test
  @DisplayName("refuses a leak out of range and a controller that is none")
  void refuses() throws IOException {
    Run leak = Cli.run("snn", "trim", "--leak", "0");
    assertEquals(ExitCodes.USAGE, leak.code());
    assertTrue(leak.err().contains("a leak must take 1..3600 s, is 0.0"), leak.err());
    Path file = Files.writeString(folder.resolve("c.json"), "{}");
    assertEquals(ExitCodes.FAILURE, Cli.run("snn", "trim", "--controller", file).code());
  }
}
