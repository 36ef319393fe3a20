package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A robot's memory")
class MemoryTest {

  @TempDir Path dir;

  private final WallClock wall = new WallClock(Samples.T0);
  private Memory memory;

  @BeforeEach
  void open() {
    memory = Memory.open(dir.resolve("r1.memory"), "r1", wall);
  }

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  @DisplayName("knows the same after it was opened anew")
  void sameAfterReopening() {
    for (int i = 0; i < 50; i++) {
      memory.record(Samples.payload(Samples.random(i), 3));
    }
    MemoryState before = memory.state();
    close();
    open();
    assertEquals(before, memory.state());
    assertEquals(before.digest(), memory.state().digest());
  }

  @Test
  @DisplayName("lets its latest place win although the clock was set back before the restart")
  void clockSetBack() {
    memory.record(Samples.pose("r1", 1));
    close();
    wall.set(Samples.T0 - 3_600_000);
    open();
    memory.record(Samples.pose("r1", 2));
    assertEquals(2, memory.state().place("r1").orElseThrow().z());
  }

  @Test
  @DisplayName("stamps what it records after what it has heard, though its clock is behind")
  void afterWhatItHeard() {
    memory.merge(List.of(Samples.event("r2", 1, 1, Samples.T0 + 60_000, Samples.pose("x", 1))));
    memory.record(Samples.pose("x", 2));
    assertEquals(2, memory.state().place("x").orElseThrow().z());
  }

  @Test
  @DisplayName("never changes a state that it has given")
  void snapshots() {
    memory.record(Samples.pose("r1", 1));
    MemoryState first = memory.state();
    memory.record(Samples.pose("r1", 2));
    assertEquals(1, first.place("r1").orElseThrow().z());
    assertThrows(UnsupportedOperationException.class, () -> first.spatial().clear());
    assertThrows(UnsupportedOperationException.class, () -> first.temporal().clear());
  }

  @Test
  @DisplayName("syncs to disk what is not just an observation")
  void durability() {
    try (EventStore store =
        EventStore.open(dir.resolve("r2.memory"), "r2", wall, EventStore.DEFAULT_MAX_BYTES)) {
      TaskNote note = new TaskNote("t", TaskNote.Status.OK, "");
      Event pose = Samples.event("r2", 1, 1, 1, Samples.pose("r2", 1));
      store.append(List.of(pose));
      assertEquals(1, store.synchronous(), "NORMAL");
      store.append(List.of(pose, Samples.event("r2", 1, 2, 2, note)));
      assertEquals(2, store.synchronous(), "FULL");
      store.append(List.of(Samples.event("r2", 1, 3, 3, Samples.pose("r2", 1))));
      assertEquals(1, store.synchronous(), "NORMAL");
    }
  }

  @Test
  @DisplayName("does not use the numbers of events again that it could not store")
  void numbersAreSpent() {
    try (Memory small = Memory.open(dir.resolve("small"), "s", wall, 20 * 4096)) {
      List<Payload> many = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        many.add(Samples.pose("s", i));
      }
      assertThrows(MemoryException.class, () -> small.record(many));
      assertEquals(2_001, small.record(Samples.pose("s", 1)).key().seq());
      assertEquals(1, small.held().count());
    }
  }

  @Test
  @DisplayName("can be written by several threads while others read")
  void threads() throws InterruptedException {
    Set<EventKey> keys = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String robot = "x" + t;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 1; i <= 200; i++) {
                      keys.add(memory.record(Samples.pose(robot, i)).key());
                      assertEquals(i, memory.state().place(robot).orElseThrow().z());
                    }
                    keys.add(memory.record(Samples.pose(robot, -1)).key());
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(4 * 201, keys.size());
    assertTrue(memory.state().spatial().values().stream().allMatch(k -> k.value().z() == -1));
  }
}
