package dev.gondola.firmware.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.firmware.Mode;
import dev.gondola.firmware.TickFlag;
import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The CSV export")
class FlightLogCsvTest {
  @TempDir private Path folder;

  @Test
  void hasOneRowATickWithAnEmptyFieldWhereThereIsNoValue() throws IOException {
    TickShape shape = new TickShape(List.of("thrust", "yaw, \"left\""), 0);
    Path log = folder.resolve("flight.mcap");
    try (FlightLog flightLog =
        FlightLog.open(log, shape, Map.of(), FlightLog.Options.simulation())) {
      TickRecord tick = new TickRecord(shape);
      tick.timeNanos = 100_000_000;
      tick.setpointM = 1;
      tick.flags = TickFlag.HEIGHT_STALE.bit() | TickFlag.OPERATOR_SILENT.bit();
      flightLog.onTick(tick);
      tick.tick = 1;
      tick.timeNanos = 200_000_000;
      tick.flags = 0;
      tick.mode = Mode.ARMED;
      tick.heightM = 0.98;
      tick.sampleAgeNanos = 10_000_000;
      tick.command = 0.1 + 0.2;
      tick.mixed[0] = -1e-7;
      tick.limited[1] = 10;
      tick.spikes = 3;
      tick.synapticOperations = 24;
      flightLog.onTick(tick);
    }
    Path csv = folder.resolve("flight.csv");
    assertTrue(FlightLogCsv.export(log, csv).complete());
    assertEquals(
        """
        time_s,tick,mode,flags,setpoint_m,height_m,sample_age_s,command,mixed_thrust,\
        "mixed_yaw, ""left""\",limited_thrust,"limited_yaw, ""left""\",spikes,synaptic_operations
        0.1,0,DISARMED,HEIGHT_STALE OPERATOR_SILENT,1.0,,,0.0,0.0,0.0,0.0,0.0,0,0
        0.2,1,ARMED,,1.0,0.98,0.01,0.30000000000000004,-1.0E-7,0.0,0.0,10.0,3,24
        """,
        Files.readString(csv));
  }

  @Test
  void refusesWhatIsNoFlightLog() throws IOException {
    Path log = folder.resolve("flight.txt");
    Files.writeString(log, "hello, this is no log");
    String message =
        assertThrows(McapException.class, () -> FlightLogCsv.export(log, new StringBuilder()))
            .getMessage();
    assertTrue(message.contains("flight.txt") && message.contains("not an MCAP file"), message);
  }
}
