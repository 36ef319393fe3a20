package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.evolution.imitation.ErrorRecording;
import dev.gondola.evolution.imitation.PdTargetLaw;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import dev.gondola.ground.fly.Replay;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.ShippedController;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("gondola replay")
class ReplayCommandTest {
  private static final String HEADER = "t_s,height_m,ref_m,u_cmd,error_m\n";

  @TempDir private Path folder;

  private static double[] errors() {
    ErrorRecording recording = ErrorRecording.simulate(9, 0.1, new PdTargetLaw(0.1));
    return IntStream.range(0, recording.ticks()).mapToDouble(recording::error).toArray();
  }

  private Path flight() throws IOException {
    double[] errors = errors();
    StringBuilder csv = new StringBuilder(HEADER);
    for (int k = 0; k < errors.length; k++) {
      // Every second row repeats the time before: that is a tick too.
      csv.append((k - k % 2) * 0.1).append(",0,0,0,").append(errors[k]).append('\n');
    }
    return Files.writeString(folder.resolve("flight.csv"), csv);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pd", "i"})
  @DisplayName("gives the very commands of the controller fed directly, without a loop")
  void exact(String part) {
    ControllerSpec.Spiking spec = ShippedController.blimp().only(part);
    ErrorRecording direct = new ErrorRecording(errors(), new PdTargetLaw(0.1));
    Replay replay = Replay.of(errors(), spec);
    assertArrayEquals(direct.commands(spec.create()), replay.command());
    assertArrayEquals(direct.target(), replay.target());
  }

  @Test
  @DisplayName("prints JSON of its schema, one tick a row, equal times too")
  void json() throws IOException {
    Run run = Cli.run("replay", flight(), "--json");
    assertEquals(ExitCodes.OK, run.code(), run.err());
    Cli.assertValid("replay", run.out());
    assertTrue(run.out().replace(" ", "").contains("\"ticks\":" + errors().length), run.out());
    assertFalse(Cli.faults("replay", run.out().replace("pearson", "other")).isEmpty());
  }

  @Test
  @DisplayName("writes a report")
  void report() throws IOException {
    Path report = folder.resolve("replay.html");
    Run run = Cli.run("replay", flight(), "--report", report);
    assertEquals(ExitCodes.OK, run.code(), run.err());
    assertTrue(run.out().contains("P law (9 e)"), run.out());
    assertTrue(Files.readString(report).contains("Replay of flight.csv"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          t_s,height_m,ref_m,u_cmd;0,1,1,0            | 1 | error_m
          t_s,height_m,ref_m,u_cmd,error_m;0,1,1,0,NaN | 2 | error_m
          t_s,height_m,ref_m,u_cmd,error_m;1,1,1,0,0;0,1,1,0,0 | 3 | back
          t_s,height_m,ref_m,u_cmd,error_m             | 1 | no row
          """)
  @DisplayName("refuses a bad file with its line and the reason")
  void refuses(String content, String line, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.csv"), content.replace(';', '\n') + "\n");
    Run run = Cli.run("replay", file);
    assertEquals(ExitCodes.FAILURE, run.code());
    assertTrue(run.err().contains(reason) && run.err().contains(line), run.err());
    assertEquals("", run.out());
  }

  @Test
  @DisplayName("refuses a part that the controller does not have")
  void part() throws IOException {
    assertEquals(ExitCodes.USAGE, Cli.run("replay", flight(), "--part", "x").code());
  }
}
