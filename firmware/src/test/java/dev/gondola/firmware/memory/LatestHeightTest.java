package dev.gondola.firmware.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import dev.gondola.firmware.testing.Allocation;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The latest height")
class LatestHeightTest {
  private final LatestHeight height = new LatestHeight();
  private final TickRecord record = new TickRecord(new TickShape(List.of("thrust"), 0));

  @Test
  @DisplayName("is none before the first tick, then the last tick's")
  void last() {
    assertTrue(Double.isNaN(height.heightM()));
    assertEquals(-1, height.tick());
    record.tick = 7;
    record.heightM = 1.25;
    height.onTick(record);
    assertEquals(1.25, height.heightM());
    assertEquals(7, height.tick());
  }

  @Test
  @DisplayName("is handed over without allocating: 0 bytes in 100,000 ticks")
  void allocatesNothing() {
    assertEquals(0, Allocation.fewestBytes(this::tickMany));
    assertEquals(99_999, height.tick());
  }

  private void tickMany() {
    for (int tick = 0; tick < 100_000; tick++) {
      record.tick = tick;
      record.heightM = tick * 1e-3;
      height.onTick(record);
    }
  }
}
