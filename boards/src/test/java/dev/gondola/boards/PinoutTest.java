package dev.gondola.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The pinout")
class PinoutTest {
  private final RobotFile blimp = RobotFile.referenceBlimp();
  private final BoardFile four = BoardCatalog.builtIn().get("raspberry-pi-4-b");

  @Test
  @DisplayName("of a board shows each pin where it is on the header, with its functions")
  void boardAlone() {
    List<String> lines = Pinout.of(four).render().lines().toList();

    assertEquals("Raspberry Pi 4 Model B (raspberry-pi-4-b)", lines.getFirst());
    assertTrue(
        lines.contains(
            "        GPCLK0 SPI4_CE0_N TXD3 SDA3   GPIO4    7 o o 8    GPIO14  TXD0 SPI5_MOSI CTS5"
                + " TXD1"));
    assertTrue(
        lines.contains(
            "                      HAT ID EEPROM   GPIO0   27 o o 28   GPIO1   HAT ID EEPROM"));
    assertTrue(
        lines.contains("  I2C1   /dev/i2c-1                                   dtparam=i2c_arm=on"));
    assertTrue(
        lines.contains(
            "  PWM0   /sys/class/pwm/pwmchip0  channel 0 on GPIO 12 or 18  channel 1 on GPIO 13 or"
                + " 19"));
    assertFalse(Pinout.of(four).render().contains("robot"));
  }

  @Test
  @DisplayName("of a robot shows its use of the pins and the config.txt it needs")
  void withRobot() {
    List<String> lines = Pinout.of(blimp).render().lines().toList();

    assertTrue(lines.contains("robot reference-blimp"));
    assertTrue(
        lines.contains("       <thrust servo PWM>  GPIO17   11 o o 12   GPIO18"), lines.toString());
    assertTrue(
        lines.contains(
            "                              GND   39 o o 40   GPIO21  <thrust right direction>"));
    assertEquals(
        List.of(
            "config.txt of this robot",
            "  dtparam=i2c_arm=on",
            "  enable_uart=1",
            "  dtoverlay=disable-bt",
            "  dtoverlay=pwm-2chan,pin=12,func=4,pin2=19,func2=2",
            "  dtoverlay=pwm-gpio,gpio=17"),
        lines.subList(lines.indexOf("config.txt of this robot"), lines.size()));
  }

  @Test
  @DisplayName("as JSON tells the same and fits its schema")
  void json() throws IOException {
    JsonNode board = JsonMapper.shared().readTree(Pinout.of(four).json());
    JsonNode robot = JsonMapper.shared().readTree(Pinout.of(blimp).json());

    assertEquals(List.of(), schema().validate(board));
    assertEquals(List.of(), schema().validate(robot));
    assertEquals("SDA1", board.at("/pins/2/functions/alt0").stringValue());
    assertTrue(board.at("/pins/2/use").isMissingNode());
    assertEquals("imu SDA", robot.at("/pins/2/use").stringValue());
    assertEquals("dtoverlay=pwm-gpio,gpio=17", robot.at("/config_txt/4").stringValue());

    JsonNode broken =
        JsonMapper.shared().readTree(Pinout.of(blimp).json().replace("\"pin\"", "\"no\""));
    assertFalse(schema().validate(broken).isEmpty());
  }

  private static Schema schema() throws IOException {
    try (var in = Pinout.class.getResourceAsStream("schema/pinout.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
    }
  }
}
