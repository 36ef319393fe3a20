package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.firmware.Mode;
import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import dev.gondola.firmware.log.FlightLog;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The log commands")
class LogCommandsTest {

  private static final int TICKS = 50;

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void fly() throws IOException {
    log = folder.resolve("flight.mcap");
    TickShape shape = new TickShape(List.of("height"), 0);
    TickRecord record = new TickRecord(shape);
    try (FlightLog flight =
        FlightLog.open(
            log, shape, Map.of("controller", "pid-flown"), FlightLog.Options.simulation())) {
      for (int tick = 0; tick < TICKS; tick++) {
        record.tick = tick;
        record.timeNanos = tick * 100_000_000L;
        record.mode = tick < 10 ? Mode.DISARMED : Mode.ARMED;
        record.setpointM = 2;
        record.heightM = 1 + 0.01 * tick;
        flight.onTick(record);
      }
    }
  }

  @Test
  @DisplayName("tell what is in a log")
  void info() {
    Run run = Cli.run("log", "info", log);
    assertEquals(ExitCodes.OK, run.code());
    assertEquals("", run.err());
    assertTrue(run.out().contains("controller   pid-flown"), run.out());
    assertTrue(run.out().contains("ticks        50 in 4.9 s"), run.out());
    assertTrue(run.out().contains("DISARMED -> ARMED"), run.out());
    assertTrue(run.out().contains("complete     yes"), run.out());
  }

  @Test
  @DisplayName("tell the same in JSON")
  void infoJson() {
    Run run = Cli.run("log", "info", log, "--json");
    Cli.assertValid("log-info", run.out());
    JsonNode info = JsonMapper.shared().readTree(run.out());
    assertEquals(TICKS, info.get("ticks").asInt());
    assertEquals(4.9, info.get("duration_s").asDouble(), 1e-12);
    assertEquals("pid-flown", info.get("flight").get("controller").asString());
    assertFalse(
        Cli.faults("log-info", run.out().replace("\"ticks\" : 50", "\"ticks\" : -1")).isEmpty());
  }

  @Test
  @DisplayName("read what there is of a log that was cut off, and warn")
  void cutOff() throws IOException {
    byte[] bytes = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(bytes, bytes.length - 40));
    Run run = Cli.run("log", "info", log);
    assertEquals(ExitCodes.OK, run.code());
    assertTrue(run.out().contains("complete     no"), run.out());
    assertTrue(run.err().startsWith("warning: "), run.err());
  }

  @Test
  @DisplayName("export to standard output and to a file alike")
  void export() throws IOException {
    Run run = Cli.run("log", "export", log);
    assertEquals(ExitCodes.OK, run.code());
    List<String> lines = run.out().lines().toList();
    assertEquals(TICKS + 1, lines.size());
    assertTrue(lines.getFirst().startsWith("time_s,tick,mode,"), lines.getFirst());

    Path csv = folder.resolve("flight.csv");
    Files.writeString(csv, "older");
    assertEquals(new Run(ExitCodes.OK, "", ""), Cli.run("log", "export", log, "--output", csv));
    assertEquals(run.out(), Files.readString(csv));
  }

  @Test
  @DisplayName("leave the log and an older table alone when they cannot export")
  void exportFaults() throws IOException {
    byte[] before = Files.readAllBytes(log);
    assertEquals(ExitCodes.FAILURE, Cli.run("log", "export", log, "-o", log).code());
    assertArrayEquals(before, Files.readAllBytes(log));

    Path csv = Files.writeString(folder.resolve("flight.csv"), "older");
    Path broken = Files.writeString(folder.resolve("broken.mcap"), "no log at all");
    Run run = Cli.run("log", "export", broken, "-o", csv);
    assertEquals(ExitCodes.FAILURE, run.code());
    assertTrue(run.err().startsWith("gondola log export: " + broken), run.err());
    assertEquals("older", Files.readString(csv));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count(), "nothing is left over");
    }
  }

  @Test
  @DisplayName("end with 1 for a log that is not there")
  void missing() {
    Path none = folder.resolve("none.mcap");
    for (String command : List.of("info", "export")) {
      assertEquals(
          new Run(
              ExitCodes.FAILURE, "", "gondola log " + command + ": no such file: " + none + "\n"),
          Cli.run("log", command, none));
    }
  }
}
