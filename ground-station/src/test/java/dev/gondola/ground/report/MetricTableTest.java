package dev.gondola.ground.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A metric table")
class MetricTableTest {

  private final MetricTable table = SampleRuns.flight("any", 10).metrics();

  @Test
  @DisplayName("is aligned for the terminal, with units in the headings and - for no value")
  void text() {
    assertEquals(
        """
        controller  RMSE [cm]  overshoot up [cm]  settling time [s]  spikes per second
        pid-flown        14.2               13.7                  -                  -
        pid-tuned         8.1                2.1               11.2                  -
        spiking           9.3                6.4               14.7               1312
        """,
        table.text());
  }

  @Test
  @DisplayName("gives JSON its figures unscaled, and null for no value")
  void records() {
    Map<String, Object> flown = table.records().getFirst();

    assertEquals(
        List.of("name", "rmse_m", "overshoot_up_m", "settling_time_s", "spikes_per_s"),
        List.copyOf(flown.keySet()));
    assertEquals("pid-flown", flown.get("name"));
    assertEquals(0.142, flown.get("rmse_m"));
    assertNull(flown.get("settling_time_s"));
  }

  @Test
  @DisplayName("refuses a row that does not fit its columns")
  void misfit() {
    List<MetricTable.Row> rows = List.of(new MetricTable.Row("short", 1));
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> new MetricTable("controller", SampleRuns.METRICS, rows));
    assertEquals("short: 1 values for 4 metrics", fault.getMessage());
  }

  @Test
  @DisplayName("sets words to the left and numbers to the right")
  void alignment() {
    String text =
        TextTable.of(List.of("pin", "name", "GPIO"))
            .row(List.of("1", "3V3", ""))
            .row(List.of("13", "GPIO27", "27"))
            .text();
    assertEquals(
        """
        pin  name    GPIO
          1  3V3
         13  GPIO27    27
        """,
        text);
  }
}
