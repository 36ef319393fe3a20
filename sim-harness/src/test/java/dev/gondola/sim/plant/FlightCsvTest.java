package dev.gondola.sim.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A flight recording")
class FlightCsvTest {
  private static final String HEADER = "t_s,height_m,ref_m,u_cmd,error_m\n";
  private static final String ROWS = "0,0.06,0,0.86,-0.06\n0.1,0.07,0,-2.03,-0.07\n";

  private static FlightCsv parse(String text) {
    return FlightCsv.parse(
        text.getBytes(StandardCharsets.UTF_8), "folder/flight.csv", "flight.csv");
  }

  private static String refusal(String text) {
    return assertThrows(FlightCsvException.class, () -> parse(text)).getMessage();
  }

  @Test
  @DisplayName("is read from a file, row by row")
  void read(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("one.csv");
    Files.writeString(file, HEADER + ROWS);
    FlightCsv flight = FlightCsv.read(file);
    assertEquals("one.csv", flight.name());
    assertEquals(2, flight.rows());
    assertEquals(0.1, flight.timeS(1));
    assertEquals(0.07, flight.heightM(1));
    assertEquals(0, flight.refM(1));
    assertEquals(-2.03, flight.command(1));
    assertEquals(-0.07, flight.errorM(1));
    assertThrows(NoSuchFileException.class, () -> FlightCsv.read(folder.resolve("none.csv")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEADER + ROWS,
        "t_s,height_m,ref_m,u_cmd,error_m\r\n0,0.06,0,0.86,-0.06\r\n0.1,0.07,0,-2.03,-0.07",
        "\uFEFF" + HEADER + "\n" + ROWS + "\n\n",
        "note, u_cmd ,error_m,t_s,ref_m,height_m\nx, 0.86 ,-0.06,0,0,6e-2\n,-2.03,-0.07,0.1,0,0.07\n",
      })
  @DisplayName("may have other line ends, blank lines, other columns and another order")
  void lenient(String text) {
    FlightCsv flight = parse(text);
    assertEquals(2, flight.rows());
    assertEquals(0.06, flight.heightM(0));
    assertEquals(-2.03, flight.command(1));
    assertEquals(-0.07, flight.errorM(1));
  }

  @Test
  @DisplayName("may stand still in time")
  void equalTimes() {
    assertEquals(3, parse(HEADER + "5,0,0,0,0\n5,0,0,0,0\n5,0,0,0,0\n").rows());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 1: the file is empty",
        "t_s,height_m,ref_m,error_m# | 1: missing column u_cmd",
        "1,2,3# | 1: missing column t_s, height_m, ref_m, u_cmd, error_m",
        "t_s,height_m,ref_m,u_cmd,error_m,t_s# | 1: column t_s is there twice",
        "t_s,height_m,ref_m,u_cmd,error_m# | 1: there is no row after the header",
        "t_s,height_m,ref_m,u_cmd,error_m#0,0,0,0,0##0,NaN,0,0,0# | 4: height_m is not a finite number: 'NaN'",
        "t_s,height_m,ref_m,u_cmd,error_m#0,0,0,1e999,0# | 2: u_cmd is not a finite number: '1e999'",
        "t_s,height_m,ref_m,u_cmd,error_m#0,0,0,-Infinity,0# | 2: u_cmd is not a finite number",
        "t_s,height_m,ref_m,u_cmd,error_m#0,0,0,up,0# | 2: u_cmd is not a number: 'up'",
        "t_s,height_m,ref_m,u_cmd,error_m#0,0,0,,0# | 2: u_cmd is not a number: ''",
        "t_s,height_m,ref_m,u_cmd,error_m#0,0,0,0# | 2: has 4 values, the header has 5",
        "t_s,height_m,ref_m,u_cmd,error_m#0,0,0,0,0,0# | 2: has 6 values, the header has 5",
        "t_s,height_m,ref_m,u_cmd,error_m#0.2,0,0,0,0#0.1,0,0,0,0# | 3: time goes back from 0.2 to 0.1 s",
      })
  @DisplayName("is refused with file, line and reason")
  void refused(String text, String reason) {
    String message = refusal(text.replace('#', '\n'));
    assertTrue(message.startsWith("folder/flight.csv:" + reason), message);
  }

  @Test
  @DisplayName("is refused without quoting more than a little of a huge value")
  void hugeValue() {
    String message = refusal(HEADER + "0,0,0," + "x".repeat(1_000_000) + ",0\n");
    assertTrue(message.length() < 200, message);
  }

  @Test
  @DisplayName("is refused if it is larger than 32 MiB, also where the size cannot be known before")
  void tooLarge(@TempDir Path folder) throws IOException {
    Path endless = Path.of("/dev/zero");
    Path file = Files.exists(endless) ? endless : folder.resolve("large.csv");
    if (!Files.exists(file)) {
      Files.write(file, new byte[FlightCsv.MAX_BYTES + 1]);
    }
    String message =
        assertThrows(FlightCsvException.class, () -> FlightCsv.read(file)).getMessage();
    assertTrue(message.contains("larger than"), message);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("is read or refused with the file's name, whatever its bytes are")
  void mutations(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] good = (HEADER + ROWS.repeat(3).replace("0.1", "0")).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = good.clone();
      for (int change = random.nextInt(1, 8); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean() ? (byte) random.nextInt() : good[random.nextInt(good.length)];
      }
      FlightCsvFuzzTest.readsOrRefuses(bytes);
    }
  }
}
