package dev.gondola.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.boardinfo.definition.HeaderType;
import com.pi4j.boardinfo.model.HeaderPin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Board files")
class BoardCatalogTest {
  static Stream<BoardFile> boards() {
    return BoardCatalog.builtIn().boards().stream();
  }

  @Test
  @DisplayName("ship for the Raspberry Pi Zero 2 W and 4 B")
  void shipped() {
    assertEquals(
        List.of("raspberry-pi-zero-2-w", "raspberry-pi-4-b"), BoardCatalog.builtIn().ids());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("boards")
  @DisplayName("have the 40-pin header that Pi4J's own board data has")
  void headerAsPi4jHasIt(BoardFile board) {
    assertEquals(40, board.header().size());
    for (HeaderPin expected : HeaderType.HEADER_40.getPins()) {
      BoardFile.HeaderPin pin = board.header().get(expected.getPinNumber() - 1);
      assertEquals(expected.getPinNumber(), pin.pin());
      Integer gpio = pin.gpio().isPresent() ? pin.gpio().getAsInt() : null;
      assertEquals(expected.getBcmNumber(), gpio, "pin " + pin.pin());
      if (gpio == null) {
        assertEquals(power(expected), pin.name(), "pin " + pin.pin());
      }
    }
  }

  private static String power(HeaderPin pin) {
    String name = pin.getName().toUpperCase(Locale.ROOT);
    if (name.startsWith("G")) {
      return "GND";
    }
    return name.startsWith("3") ? "3V3" : "5V";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("boards")
  @DisplayName("put every bus signal on a pin that has this function")
  void busSignalsFitFunctions(BoardFile board) {
    for (BoardFile.Bus bus : board.buses()) {
      for (Map.Entry<String, Integer> signal : bus.pins().entrySet()) {
        String chipSelect = signal.getKey().startsWith("CE") ? "_N" : "";
        String function =
            bus.type() == BoardFile.BusType.SPI
                ? bus.id() + "_" + signal.getKey() + chipSelect
                : signal.getKey() + bus.number();
        assertTrue(
            board.pinOf(signal.getValue()).orElseThrow().functions().containsValue(function),
            bus.id() + ": GPIO " + signal.getValue() + " has no " + function);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("boards")
  @DisplayName("put every PWM channel on pins that have this function")
  void pwmChannelsFitFunctions(BoardFile board) {
    assertEquals(
        Map.of(0, List.of(12, 18), 1, List.of(13, 19)), Map.copyOf(board.pwm().channels()));
    String name = board.id().equals("raspberry-pi-4-b") ? "PWM0_" : "PWM";
    board
        .pwm()
        .channels()
        .forEach(
            (channel, pins) ->
                pins.forEach(
                    gpio ->
                        assertTrue(
                            board
                                .pinOf(gpio)
                                .orElseThrow()
                                .functions()
                                .containsValue(name + channel))));
  }

  @Test
  @DisplayName("find buses by number and by device")
  void buses() {
    BoardFile board = BoardCatalog.builtIn().get("raspberry-pi-4-b");
    assertEquals(
        "/dev/i2c-1", board.bus(BoardFile.BusType.I2C, 1).orElseThrow().devices().getFirst());
    assertEquals(
        List.of("enable_uart=1", "dtoverlay=disable-bt"),
        board.busOf("/dev/ttyAMA0").orElseThrow().enable());
    assertTrue(board.bus(BoardFile.BusType.I2C, 2).isEmpty());
  }

  @Test
  @DisplayName("that nobody has are refused with the names of those there are")
  void unknown() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> BoardCatalog.builtIn().get("raspberry-pi-9"));
    assertEquals(
        "there is no board 'raspberry-pi-9'; known boards: raspberry-pi-zero-2-w,"
            + " raspberry-pi-4-b",
        refused.getMessage());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          soc: BCM2711 |  | $.soc | the key 'soc' is missing
          {pin: 2, name: 5V} | {pin: 3, name: 5V} | $.header[1].pin | pin 3 is at place 2
          name: GPIO3, gpio: 3, | name: GPIO3, gpio: 2, | $.header[4].gpio | the line is on another pin too
          pins: {SDA: 2, SCL: 3} | pins: {SDA: 2, SCL: 33} | $.buses[0].pins.SCL | line 33 is on no pin of the header
          {channel: 0, pins: [12, 18]} | {channel: 0, pins: [12, 40]} | $.pwm.channels[0].pins[1] | line 40 is on no pin of the header
          type: spi | type: can | $.buses[5].type | 'can' is not one of i2c, spi, uart
          """)
  void ofAUserAreChecked(
      String part, String instead, String path, String message, @TempDir Path folder)
      throws IOException {
    String text = resource("board/raspberry-pi-4-b.yaml");
    Path file = folder.resolve("board.yaml");
    Files.writeString(file, text);
    assertEquals(BoardCatalog.builtIn().get("raspberry-pi-4-b"), BoardFile.load(file));
    Files.writeString(file, text.replace(part, instead == null ? "" : instead));

    FaultyFileException refused =
        assertThrows(FaultyFileException.class, () -> BoardFile.load(file));

    Fault fault = refused.faults().getFirst();
    assertEquals(path + ": " + message, fault.path() + ": " + fault.message());
    assertTrue(fault.line() > 0);
  }

  private static String resource(String name) throws IOException {
    try (var in = BoardFile.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
