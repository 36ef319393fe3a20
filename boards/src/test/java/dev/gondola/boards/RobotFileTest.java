package dev.gondola.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.io.gpio.digital.DigitalState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("robot.yaml")
class RobotFileTest {
  @TempDir Path folder;

  @Test
  @DisplayName("of the reference blimp holds the flown blimp's wiring and law")
  void referenceBlimp() {
    RobotFile robot = RobotFile.referenceBlimp();

    assertEquals("reference-blimp", robot.name());
    assertEquals("raspberry-pi-zero-2-w", robot.board().id());
    assertEquals(BoardContext.Hardware.LINUX, robot.hardware());
    assertEquals(10, robot.control().rateHz());
    assertEquals(2.0, robot.control().deadManTimeoutS());
    assertEquals(new RobotFile.PidGains(9, 0.75, 14), robot.control().controller());
    assertEquals(
        new RobotFile.RangeFinder("tfmini-s", "/dev/ttyAMA0", 115_200), robot.sensors().range());
    assertEquals(new RobotFile.Imu("mpu-6050", 1, 0x68), robot.sensors().imu());
    assertEquals(
        new RobotFile.ThrustPair(
            "thrust",
            0.3,
            10,
            9,
            3,
            45,
            4_500,
            new RobotFile.Motor(new RobotFile.PwmOutput(true, 0, 1, 19), 26, DigitalState.LOW),
            new RobotFile.Motor(new RobotFile.PwmOutput(true, 0, 0, 12), 21, DigitalState.LOW),
            new RobotFile.Servo(
                new RobotFile.PwmOutput(false, 1, 0, 17), 20_000_000, 2_500_000, 500_000)),
        robot.actuators().getFirst());
    assertEquals(new RobotFile.Mixing(List.of("vertical"), List.of(List.of(1.0))), robot.mixer());
    assertEquals(new RobotFile.Limits(-10, 10, 200, 0), robot.limiter());
    assertEquals("localhost", robot.link().broker().getHost());
    assertEquals(1883, robot.link().broker().getPort());
    assertEquals("blimp-1", robot.link().robotId());
    assertEquals(64, robot.log().maxFileMib());
    assertEquals(512, robot.log().maxTotalMib());
  }

  @Test
  @DisplayName("tells each GPIO line it uses once")
  void pins() {
    List<Integer> lines = RobotFile.referenceBlimp().pins().stream().map(PinUse::gpio).toList();

    assertEquals(List.of(14, 15, 2, 3, 19, 26, 12, 21, 17), lines);
  }

  @Test
  @DisplayName("finds its controller file and log folder from its own folder")
  void pathsFromItsFolder() throws IOException {
    Files.writeString(folder.resolve("flyer.json"), "{}");
    Path file =
        write(reference().replace("pid: {kp: 9.0, ki: 0.75, kd: 14.0}", "file: flyer.json"));

    RobotFile robot = RobotFile.load(file);

    RobotFile.ControllerFile controller =
        assertInstanceOf(RobotFile.ControllerFile.class, robot.control().controller());
    assertEquals(folder.resolve("flyer.json"), controller.file());
    assertEquals(folder.resolve("logs"), robot.log().folder());
  }

  @Test
  @DisplayName("reports all faults at once, each at its line, with path and remedy")
  void allFaultsAtOnce() throws IOException {
    String text =
        reference()
            .replace("rate_hz: 10", "rate_hz: fast")
            .replace("    baud: 115200\n", "")
            .replace("direction_pin: 26", "direction_pin: 2")
            .replace("robot_id: blimp-1", "robot_id: blimp-1\n  color: red");
    Path file = write(text);

    List<Fault> faults = RobotFile.check(file);

    assertEquals(
        List.of(
            line(text, "rate_hz: fast") + ":3 $.control.rate_hz",
            line(text, "  range:") + ":3 $.sensors.range.baud",
            line(text, "direction_pin: 2") + ":7 $.actuators[0].left.direction_pin",
            line(text, "color: red") + ":3 $.link.color"),
        faults.stream().map(f -> f.line() + ":" + f.column() + " " + f.path()).toList());
    assertEquals(
        List.of(
            "'fast' is a text, not a whole number",
            "the key 'baud' is missing",
            "GPIO 2 (thrust left direction) is used by imu SDA too",
            "the key 'color' is not known"),
        faults.stream().map(Fault::message).toList());
    assertTrue(faults.get(1).remedy().startsWith("add it: its baud rate"), faults.get(1).remedy());
    assertTrue(faults.get(3).remedy().endsWith("broker, robot_id"), faults.get(3).remedy());

    FaultyFileException refused =
        assertThrows(FaultyFileException.class, () -> RobotFile.load(file));
    assertEquals(faults, refused.faults());
    assertEquals(4, refused.getMessage().lines().count());
    assertTrue(
        refused
            .getMessage()
            .startsWith(file + ":" + line(text, "rate_hz: fast") + ":3: $.control.rate_hz: 'fast'"),
        refused.getMessage());
  }

  @Test
  @DisplayName("can be on a board of the user's own")
  void ownBoard() throws IOException {
    BoardFile zero = BoardCatalog.builtIn().get("raspberry-pi-zero-2-w");
    BoardFile own =
        new BoardFile(
            "my-board",
            "My board",
            zero.soc(),
            zero.gpio(),
            zero.sources(),
            zero.header(),
            zero.buses(),
            zero.pwm());
    Path file = write(reference().replace("board: raspberry-pi-zero-2-w", "board: my-board"));

    assertEquals(
        "$.board: there is no board 'my-board' - give one of raspberry-pi-zero-2-w,"
            + " raspberry-pi-4-b",
        RobotFile.check(file).getFirst().toString().split(":\\d+:\\d+: ", 2)[1]);
    assertEquals(own, RobotFile.load(file, BoardCatalog.builtIn().with(own)).board());
  }

  private static String reference() {
    return RobotFile.referenceBlimpText();
  }

  private static int line(String text, String part) {
    return (int) text.substring(0, text.indexOf(part)).lines().count()
        + (text.charAt(text.indexOf(part) - 1) == '\n' ? 1 : 0);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("robot.yaml"), text);
  }
}
