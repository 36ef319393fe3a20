package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The telemetry buffer")
class TelemetryBufferTest {
  private final TelemetryBuffer buffer = new TelemetryBuffer();

  private void write(long tick) {
    TelemetryFrame frame = buffer.claim();
    frame.tick = tick;
    frame.timeNanos = 3 * tick;
    frame.heightM = tick;
    frame.spikes = (int) tick;
    buffer.commit();
  }

  @Test
  @DisplayName("gives the newest frame once")
  void newest() {
    assertNull(buffer.poll());
    write(1);
    write(2);
    write(3);
    assertEquals(3, buffer.poll().tick);
    assertNull(buffer.poll());
    write(4);
    assertEquals(4, buffer.poll().tick);
  }

  @Test
  @DisplayName("never gives a torn frame or one that is older than the last")
  void concurrent() throws InterruptedException {
    long last = 200_000;
    Thread writer =
        new Thread(
            () -> {
              for (long tick = 1; tick <= last; tick++) {
                write(tick);
              }
            });
    writer.start();
    long seen = 0;
    while (seen < last) {
      TelemetryFrame frame = buffer.poll();
      if (frame != null) {
        assertTrue(frame.tick > seen);
        assertEquals(3 * frame.tick, frame.timeNanos);
        assertEquals((double) frame.tick, frame.heightM);
        assertEquals(frame.tick, frame.spikes);
        seen = frame.tick;
      }
    }
    writer.join();
  }
}
