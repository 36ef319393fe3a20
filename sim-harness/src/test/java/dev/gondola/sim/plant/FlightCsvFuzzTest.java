package dev.gondola.sim.plant;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** For real fuzzing set JAZZER_FUZZ=1 in the environment and run profile "fuzz". */
@Tag("fuzz")
@DisplayName("A flight recording, fuzzed")
class FlightCsvFuzzTest {

  @FuzzTest(maxDuration = "30s")
  @DisplayName("is read or refused with the file's name")
  void anyBytes(byte[] bytes) {
    readsOrRefuses(bytes);
  }

  @FuzzTest(maxDuration = "30s")
  @DisplayName("is read or refused with the file's name, also behind a good header")
  void anyRows(byte[] rows) {
    byte[] header = "t_s,height_m,ref_m,u_cmd,error_m\n".getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Arrays.copyOf(header, header.length + rows.length);
    System.arraycopy(rows, 0, bytes, header.length, rows.length);
    readsOrRefuses(bytes);
  }

  static void readsOrRefuses(byte[] bytes) {
    FlightCsv flight;
    try {
      flight = FlightCsv.parse(bytes, "f.csv", "f.csv");
    } catch (FlightCsvException refused) {
      assertTrue(refused.getMessage().matches("(?s)f\\.csv:\\d+: .+"), refused.getMessage());
      return;
    }
    assertTrue(flight.rows() >= 1);
    for (int row = 0; row < flight.rows(); row++) {
      assertTrue(row == 0 || flight.timeS(row) >= flight.timeS(row - 1));
      assertTrue(
          Double.isFinite(flight.timeS(row))
              && Double.isFinite(flight.heightM(row))
              && Double.isFinite(flight.refM(row))
              && Double.isFinite(flight.command(row))
              && Double.isFinite(flight.errorM(row)));
    }
  }
}
