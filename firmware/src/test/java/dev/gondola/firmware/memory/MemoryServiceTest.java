package dev.gondola.firmware.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;
import dev.gondola.memory.Memory;
import dev.gondola.memory.MemoryException;
import dev.gondola.memory.Replicator;
import dev.gondola.memory.TaskNote;
import dev.gondola.memory.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A robot's memory service")
class MemoryServiceTest {
  private static final long T0 = 1_767_225_600_000L;

  @TempDir Path folder;
  private final LatestHeight height = new LatestHeight();
  private final TickRecord record = new TickRecord(new TickShape(List.of("thrust"), 0));
  private long wallMillis = T0;
  private Memory memory;
  private MemoryService service;

  private static final class NoNetwork implements Transport {
    @Override
    public boolean publish(String channel, byte[] message) {
      return false;
    }

    @Override
    public void subscribe(String channel, Consumer<byte[]> handler) {}
  }

  @BeforeEach
  void open() {
    memory = Memory.open(folder.resolve("m"), "blimp-1", () -> Instant.ofEpochMilli(wallMillis));
    service =
        new MemoryService(
            memory,
            new Replicator(memory, new NoNetwork(), Replicator.Settings.DEFAULT),
            height,
            () -> Instant.ofEpochMilli(wallMillis));
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private void fly(double heightM, long millis) {
    for (long t = 0; t < millis; t += 100) {
      record.heightM = heightM;
      height.onTick(record);
      record.tick++;
      service.step(wallMillis * 1_000_000);
      wallMillis += 100;
    }
  }

  @Test
  @DisplayName("records the height once a second of the robot's time, with that time")
  void onceASecond() {
    fly(1.5, 5000);
    assertEquals(5, service.recorded());
    assertEquals(1.5, memory.state().place("blimp-1").orElseThrow().z());
    assertEquals(T0 + 4000, memory.state().place("blimp-1").orElseThrow().timeMillis());
  }

  @Test
  @DisplayName("records nothing before there is a height and while it is lost")
  void noHeight() {
    service.step(0);
    fly(Double.NaN, 3000);
    assertEquals(0, service.recorded());
    fly(2, 1100);
    assertTrue(service.recorded() >= 1);
  }

  @Test
  @DisplayName("does not call an old height a new place when the loop stands still")
  void loopStands() {
    fly(1.5, 1000);
    for (int i = 0; i < 50; i++) {
      wallMillis += 100;
      service.step(wallMillis * 1_000_000);
    }
    assertEquals(2, service.recorded(), "the first tick's and the last one's");
    assertEquals(T0 + 1100, memory.state().place("blimp-1").orElseThrow().timeMillis());
  }

  @Test
  @DisplayName("goes on recording when the wall clock is set back by a day")
  void clockSetBack() {
    fly(1.5, 3000);
    wallMillis -= 86_400_000;
    fly(2.5, 3000);
    assertEquals(6, service.recorded());
    assertEquals(2.5, memory.state().place("blimp-1").orElseThrow().z());
  }

  @Test
  @DisplayName("contains a store that fails and a place that is none")
  void contained() {
    fly(1e9, 1000);
    assertEquals(0, service.recorded());
    memory.close();
    fly(1.5, 3000);
    assertEquals(0, service.recorded());
    assertTrue(service.replication().storeFailures() > 0);
  }

  @Test
  @DisplayName("runs on a daemon thread of its own, and closing ends it and closes the memory")
  void runner() throws InterruptedException {
    MemoryRunner runner = new MemoryRunner(service, System::nanoTime).start();
    record.heightM = 1.75;
    height.onTick(record);
    Thread thread = threadNamedMemory();
    assertTrue(thread.isDaemon());
    long start = System.nanoTime();
    while (service.recorded() == 0 && System.nanoTime() - start < 30e9) {
      Thread.sleep(2);
    }
    assertEquals(1, service.recorded());

    runner.close();

    assertTrue(thread.join(Duration.ofSeconds(10)));
    assertFalse(thread.isAlive());
    TaskNote late = new TaskNote("late", TaskNote.Status.OK, "");
    assertThrows(MemoryException.class, () -> memory.record(late));
    runner.close();
  }

  private static Thread threadNamedMemory() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("memory"))
        .findFirst()
        .orElseThrow();
  }
}
