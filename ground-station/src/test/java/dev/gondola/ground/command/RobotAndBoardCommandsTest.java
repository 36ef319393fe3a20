package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The robot and board commands")
class RobotAndBoardCommandsTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("find no fault in the example robot, and draw its pins with their uses")
  void exampleRobot() throws IOException {
    Path robot = example("");

    Run check = Cli.run("robot", "check", robot);
    assertEquals(new Run(ExitCodes.OK, robot + ": no faults\n", ""), check);

    Run pinout = Cli.run("board", "pinout", "--robot", robot);
    assertEquals(ExitCodes.OK, pinout.code());
    assertTrue(pinout.out().contains("<thrust servo PWM>"), pinout.out());
    assertTrue(pinout.out().contains("dtoverlay="), pinout.out());
  }

  @Test
  @DisplayName("report every fault of a robot.yaml with its line, and end with 1")
  void faultyRobot() throws IOException {
    Path robot = example("address: 0x68", "address: 0x168", "rate_hz: 10", "rate_hz: fast");

    Run text = Cli.run("robot", "check", robot);
    assertEquals(ExitCodes.FAILURE, text.code());
    assertTrue(text.out().lines().count() >= 2, text.out());
    assertTrue(text.out().lines().allMatch(line -> line.startsWith(robot + ":")), text.out());

    Run json = Cli.run("robot", "check", robot, "--json");
    assertEquals(ExitCodes.FAILURE, json.code());
    Cli.assertValid("robot-check", json.out());
    assertFalse(JsonMapper.shared().readTree(json.out()).get("valid").asBoolean());
    assertFalse(
        Cli.faults("robot-check", json.out().replace("false", "true")).isEmpty(),
        "the schema does not take a valid robot with faults");

    Run pinout = Cli.run("board", "pinout", "--robot", robot);
    assertEquals(ExitCodes.FAILURE, pinout.code());
    assertTrue(pinout.err().contains("$.control.rate_hz"), pinout.err());
  }

  @Test
  @DisplayName("say in JSON that a robot has no faults")
  void validJson() throws IOException {
    Run json = Cli.run("robot", "check", example(""), "--json");
    assertEquals(ExitCodes.OK, json.code());
    Cli.assertValid("robot-check", json.out());
  }

  @Test
  @DisplayName("end with 1 for a robot.yaml that is not there")
  void missingRobot() {
    Run check = Cli.run("robot", "check", folder.resolve("none.yaml"));
    assertEquals(ExitCodes.FAILURE, check.code());
    assertTrue(check.out().contains("there is no such file"), check.out());
  }

  @Test
  @DisplayName("draw the reference board if none is named, another if it is")
  void boards() {
    assertTrue(Cli.run("board", "pinout").out().startsWith("Raspberry Pi Zero 2 W"));
    Run other = Cli.run("board", "pinout", "raspberry-pi-4-b", "--json");
    assertEquals(ExitCodes.OK, other.code());
    assertEquals(
        "raspberry-pi-4-b", JsonMapper.shared().readTree(other.out()).get("board").asString());
  }

  @Test
  @DisplayName("end with 2 for a board that does not exist, naming those that do")
  void unknownBoard() {
    Run run = Cli.run("board", "pinout", "arduino");
    assertEquals(ExitCodes.USAGE, run.code());
    assertTrue(run.err().contains("known boards: raspberry-pi-zero-2-w"), run.err());
    assertEquals(
        ExitCodes.USAGE, Cli.run("board", "pinout", "raspberry-pi-4-b", "--robot", "r").code());
  }

  /** Writes the example robot with replacements, old and new text in turn. */
  private Path example(String... replacements) throws IOException {
    String text = Cli.run("robot", "example").out();
    for (int i = 0; i + 1 < replacements.length; i += 2) {
      assertTrue(text.contains(replacements[i]), replacements[i]);
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    return Files.writeString(folder.resolve("robot.yaml"), text);
  }
}
