package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import dev.gondola.snn.control.ShippedController;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("gondola fly")
class FlyCommandTest {
  /** Nobody listens there: a flight needs no broker, and the test needs not wait for one. */
  private static final String NO_BROKER = "tcp://127.0.0.1:1";

  @TempDir private Path folder;

  private Run fly(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("fly", "--headless", "--broker", NO_BROKER));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  @Test
  @DisplayName("prints nothing but one JSON object of the published schema, and writes its files")
  void json() {
    Run run = fly("--seed", 7, "--seconds", 45, "--json", "--out", folder.resolve("a"));
    assertEquals(ExitCodes.OK, run.code(), run.err());
    Cli.assertValid("fly", run.out());
    assertFalse(Cli.faults("fly", run.out().replace("rmse_m", "rmse")).isEmpty());
    JsonNode root = JsonMapper.builder().build().readTree(run.out());
    assertEquals(7, root.get("seed").intValue());
    List<String> names = new ArrayList<>();
    root.get("controllers").forEach(one -> names.add(one.get("name").stringValue()));
    assertEquals(List.of("pid-flown", "pid-tuned", "spiking"), names);
    assertTrue(root.get("controllers").get(0).get("spikes_per_s").isNull());
    assertTrue(root.get("controllers").get(2).get("spikes_per_s").doubleValue() > 0);
    root.get("logs").forEach(log -> assertTrue(Files.exists(Path.of(log.stringValue()))));
    assertTrue(Files.exists(Path.of(root.get("report").stringValue())));
  }

  @Test
  @DisplayName("prints a table, and uses a broker of its own when none is named")
  void table() {
    Run run = Cli.run("fly", "--headless", "--seconds", 5, "--out", folder.resolve("a"));
    assertEquals(ExitCodes.OK, run.code(), run.err());
    assertTrue(run.out().contains("overshoot up [cm]"), run.out());
    assertTrue(run.out().contains("report  " + folder.resolve("a").resolve("report.html")));
  }

  @Test
  @DisplayName("flies the PID laws alone, and any controller file in the spiking one's place")
  void controllers() throws IOException {
    Run pids = fly("--controller", "pid", "--seconds", 2, "--json", "--out", folder.resolve("a"));
    assertEquals(ExitCodes.OK, pids.code(), pids.err());
    assertFalse(pids.out().contains("spiking"), pids.out());

    Path file = Files.write(folder.resolve("mine.json"), ShippedController.json());
    Run own = fly("--controller", file, "--seconds", 2, "--json", "--out", folder.resolve("b"));
    assertEquals(ExitCodes.OK, own.code(), own.err());
    assertTrue(own.out().contains("\"name\" : \"spiking\""), own.out());
  }

  @Test
  @DisplayName("watched without a terminal, prints a line every ten seconds of flight")
  void watched() {
    Run run =
        Cli.run("fly", "--seconds", 0.5, "--broker", NO_BROKER, "--out", folder.resolve("watched"));
    assertEquals(ExitCodes.OK, run.code(), run.err());
    assertTrue(run.err().contains("gondola/v1/+/telemetry"), run.err());
    assertTrue(run.out().contains("RMSE"), run.out());
  }

  @Test
  @DisplayName("never writes over an older run")
  void keepsOldRuns() throws IOException {
    Path old = Files.writeString(folder.resolve("report.html"), "old");
    Run run = fly("--seconds", 1, "--out", folder);
    assertEquals(ExitCodes.FAILURE, run.code());
    assertTrue(run.err().contains("is not empty"), run.err());
    assertEquals("old", Files.readString(old));
  }

  @Test
  @DisplayName("tells of files that are not there or not right, with exit code 1")
  void badFiles() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.json"), "{\"name\": 3}");
    for (String option : List.of("--scenario", "--controller")) {
      Run missing = fly(option, folder.resolve("none.json"), "--out", folder.resolve("out"));
      assertEquals(ExitCodes.FAILURE, missing.code());
      assertTrue(missing.err().contains("none.json"), missing.err());
      Run faulty = fly(option, bad, "--out", folder.resolve("out"));
      assertEquals(ExitCodes.FAILURE, faulty.code());
      assertTrue(faulty.err().contains("bad.json"), faulty.err());
    }
    assertFalse(Files.exists(folder.resolve("out")), "no folder is made for nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--seconds=0", "--seconds=NaN", "--seed=x", "--broker=http://there"})
  @DisplayName("refuses a wrong command line with exit code 2")
  void usage(String option) {
    Run run = Cli.run("fly", "--headless", option, "--out", folder.resolve("out"));
    assertEquals(ExitCodes.USAGE, run.code(), run.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
