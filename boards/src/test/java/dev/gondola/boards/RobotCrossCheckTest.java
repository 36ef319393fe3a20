package dev.gondola.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@DisplayName("robot.yaml is checked for parts that do not fit:")
class RobotCrossCheckTest {
  private static final BoardCatalog BOARDS = BoardCatalog.builtIn();
  private static final FileSchema SCHEMA = FileSchema.load("robot");

  @ParameterizedTest(name = "{2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          direction_pin: 26 | direction_pin: 99 | $.actuators[0].left.direction_pin | GPIO 99 is on no header pin of the Raspberry Pi Zero 2 W
          direction_pin: 26 | direction_pin: 0  | $.actuators[0].left.direction_pin | GPIO 0 is reserved: HAT ID EEPROM
          direction_pin: 26 | direction_pin: 21 | $.actuators[0].right.direction_pin | GPIO 21 (thrust right direction) is used by thrust left direction too
          direction_pin: 26 | direction_pin: 3  | $.actuators[0].left.direction_pin | GPIO 3 (thrust left direction) is used by imu SCL too
          direction_pin: 26 | direction_pin: 14 | $.actuators[0].left.direction_pin | GPIO 14 (thrust left direction) is used by range TXD too
          channel: 0, pin: 12 | channel: 1, pin: 13 | $.actuators[0].right.pwm.channel | channel 1 of PWM chip 0 is used by $.actuators[0].left.pwm too
          channel: 1, pin: 19 | channel: 1, pin: 18 | $.actuators[0].left.pwm.pin | channel 1 of the hardware PWM does not come out on GPIO 18
          channel: 1, pin: 19 | channel: 2, pin: 19 | $.actuators[0].left.pwm.channel | the hardware PWM has no channel 2
          chip: 0, channel: 1 | chip: 2, channel: 1 | $.actuators[0].left.pwm.chip | the hardware PWM of the Raspberry Pi Zero 2 W is chip 0, not 2
          chip: 1, channel: 0, pin: 17 | chip: 1, channel: 1, pin: 17 | $.actuators[0].servo.pwm.channel | a software PWM chip has channel 0 only
          port: /dev/ttyAMA0 | port: /dev/ttyAMA3 | $.sensors.range.port | /dev/ttyAMA3 is no serial line of the Raspberry Pi Zero 2 W
          port: /dev/ttyAMA0 | port: /dev/i2c-1 | $.sensors.range.port | /dev/i2c-1 is no serial line of the Raspberry Pi Zero 2 W
          bus: 1 | bus: 4 | $.sensors.imu.bus | the Raspberry Pi Zero 2 W has no I2C bus 4
          commands: [vertical] | commands: [vertical, yaw] | $.mixer.gains[0] | 1 gains for 2 commands
          - [1.0] | - [1.0]#    - [1.0] | $.mixer.gains | 2 rows for 1 actuators
          dead_man_timeout_s: 2.0 | dead_man_timeout_s: 0.19 | $.control.dead_man_timeout_s | a timeout of 0.19 s is shorter than two ticks at 10 Hz
          pid: {kp: 9.0, ki: 0.75, kd: 14.0} | file: nowhere.json | $.control.controller.file | there is no file
          max_command: 10.0 | max_command: 0.3 | $.actuators[0].dead_zone | the dead zone 0.3 is not below max_command 0.3
          levels: 45 | levels: 38 | $.actuators[0].levels | the level at max_command is 39.0, above the 38 levels
          levels: 45 | levels: 4501 | $.actuators[0].motor_period_ns | a period of 4500 ns has no room for 4501 levels
          period_us: 20000 | period_us: 2500 | $.actuators[0].servo.up_pulse_us | a pulse of 2500 us is not shorter than the period 2500 us
          down_pulse_us: 500 | down_pulse_us: 2500 | $.actuators[0].servo.down_pulse_us | up and down have the same pulse
          dead_zone: 0.0 | dead_zone: 10.5 | $.limiter.dead_zone | the dead zone 10.5 swallows every command
          tcp://localhost:1883 | tcp://:1883 | $.link.broker | 'tcp://:1883' is not the address of a broker
          tcp://localhost:1883 | tcp://localhost:99999 | $.link.broker | is not the address of a broker
          tcp://localhost:1883 | "tcp://a b" | $.link.broker | is not the address of a broker
          max_total_mib: 512 | max_total_mib: 63 | $.log.max_total_mib | all files may have 63 MiB, less than one file's 64
          """)
  void doesNotFit(String part, String instead, String path, String message) {
    String text = RobotFile.referenceBlimpText();
    String spoilt = text.replace(part, instead.replace("#", "\n"));
    assertNotEquals(text, spoilt);

    List<Fault> faults = faultsOf(spoilt);

    assertEquals(1, faults.size(), faults.toString());
    assertEquals(path, faults.getFirst().path());
    assertTrue(faults.getFirst().message().contains(message), faults.toString());
  }

  @Test
  @DisplayName("a software PWM on the hardware's chip, which takes a channel of it too")
  void softwareOnHardwareChip() {
    String text = RobotFile.referenceBlimpText();

    List<Fault> faults = faultsOf(text.replace("software, chip: 1", "software, chip: 0"));

    assertEquals(
        List.of(
            "chip 0 is the hardware PWM, which this robot uses too",
            "channel 0 of PWM chip 0 is used by $.actuators[0].right.pwm too"),
        faults.stream().map(Fault::message).toList());
  }

  @ParameterizedTest(name = "but {1} fits")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          board: raspberry-pi-zero-2-w | board: raspberry-pi-4-b
          port: /dev/ttyAMA0 | port: /dev/ttyS0
          port: /dev/ttyAMA0 | port: /dev/serial/by-id/usb-FTDI_TTL232R-if00-port0
          port: /dev/ttyAMA0 | port: /dev/ttyUSB0
          channel: 1, pin: 19 | channel: 1, pin: 13
          address: 0x68 | address: 105
          rate_hz: 10 | rate_hz: 10.0
          hardware: linux | hardware: pi4j-plugin
          tcp://localhost:1883 | ssl://broker.example.org
          dead_man_timeout_s: 2.0 | dead_man_timeout_s: 0.2
          """)
  void fits(String part, String instead) {
    String text = RobotFile.referenceBlimpText();
    String changed = text.replace(part, instead);
    assertNotEquals(text, changed);

    assertEquals(List.of(), faultsOf(changed));
  }

  @ParameterizedTest(name = "two actuators with {0}")
  @CsvSource({"thrust, 1", "other, 0"})
  void namesOfActuators(String name, int expected) {
    String text = RobotFile.referenceBlimpText();
    int from = text.indexOf("  - name: thrust");
    String pair = text.substring(from, text.indexOf("mixer:")).stripTrailing() + "\n";
    String second = pair.replace("name: thrust", "name: " + name);
    String both = text.replace(pair, pair + second).replace("- [1.0]", "- [1.0]\n    - [-1.0]");

    long sameName =
        faultsOf(both).stream().filter(f -> f.path().equals("$.actuators[1].name")).count();

    assertEquals(expected, sameName);
  }

  private static List<Fault> faultsOf(String text) {
    Faults faults = new Faults("robot.yaml");
    JsonNode root = YamlDocument.parse(text, faults);
    RobotFile.findFaults(root, Path.of("").toAbsolutePath(), BOARDS, SCHEMA, faults);
    return faults.sorted();
  }
}
