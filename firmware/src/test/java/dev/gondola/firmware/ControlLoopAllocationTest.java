package dev.gondola.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.gondola.firmware.log.FlightLog;
import dev.gondola.firmware.log.FlightLogReader;
import dev.gondola.firmware.log.FlightRecording;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("100,000 ticks with a flight log attached")
class ControlLoopAllocationTest {
  private static final int TICKS = 100_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(FlightLog.WhenFull.class)
  void allocateNothingOnTheLoopsThread(FlightLog.WhenFull whenFull) throws IOException {
    Path file = folder.resolve("flight.mcap");
    FlightLog.Options simulation = FlightLog.Options.simulation();
    FlightLog.Options options =
        new FlightLog.Options(whenFull, simulation.capacity(), simulation.chunking());
    FlightLog log = FlightLog.open(file, LoopRig.shape(), Map.of(), options);
    long flown;
    try (log) {
      LoopRig rig = new LoopRig(log).armed();
      long allocated = Long.MAX_VALUE;
      while (allocated > 0 && rig.last.tick < 5 * TICKS) {
        allocated = bytesOf(rig);
      }
      assertEquals(0, allocated, "bytes in " + TICKS + " ticks");
      assertEquals(Mode.DISARMED, rig.last.mode);
      flown = rig.last.tick + 1;
    }
    FlightRecording recording = FlightLogReader.read(file);
    assertEquals(flown, recording.ticks().size() + log.dropped());
    if (whenFull == FlightLog.WhenFull.WAIT) {
      assertEquals(0, log.dropped());
    }
  }

  /**
   * Returns the bytes allocated in 100,000 ticks. Loading a class, and HotSpot resolving the string
   * constants of a class on the thread that asks for a compilation, allocate once; a loop that
   * allocates in its ticks never has a flight of 0.
   */
  private long bytesOf(LoopRig rig) {
    long before = threads.getCurrentThreadAllocatedBytes();
    fly(rig, TICKS);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** Flies through every mode but FAULT, with all orders an operator can give. */
  private static void fly(LoopRig rig, int ticks) {
    for (int i = 0; i < ticks; i++) {
      int phase = i % 200;
      rig.height.fresh = phase < 50 || phase > 70;
      if (phase < 120) {
        rig.operator.heartbeat();
      }
      if (phase == 10) {
        rig.operator.setSetpoint(20);
      }
      if (phase == 160 || phase == 5) {
        rig.operator.arm();
      }
      if (phase == 199) {
        rig.operator.disarm();
      }
      rig.tick();
    }
  }
}
