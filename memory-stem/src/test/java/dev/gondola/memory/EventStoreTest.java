package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The event store")
class EventStoreTest {

  @TempDir Path dir;

  private final WallClock wall = new WallClock(Samples.T0);
  private EventStore store;

  @BeforeEach
  void open() {
    store = EventStore.open(dir.resolve("deep/er/r1.memory"), "r1", wall, 1 << 24);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void reopen() {
    close();
    open();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("keeps a set: any order, any batches, any repetition, also across openings")
  void keepsTheSet(long seed) {
    RandomGenerator random = Samples.random(seed);
    List<Event> events = Samples.events(random, 300);
    List<Event> deliveries = Samples.shuffled(events, random);
    deliveries.addAll(Samples.shuffled(events, random).subList(0, 150));
    int fresh = 0;
    int duplicates = 0;
    for (int i = 0; i < deliveries.size(); ) {
      int end = Math.min(deliveries.size(), i + 1 + random.nextInt(40));
      EventStore.Appended appended = store.append(deliveries.subList(i, end));
      fresh += appended.fresh().size();
      duplicates += appended.duplicates();
      assertEquals(List.of(), appended.conflicts());
      if (random.nextInt(5) == 0) {
        reopen();
      }
      i = end;
    }
    assertEquals(300, fresh);
    assertEquals(150, duplicates);
    assertEquals(300, store.held().count());
    List<Event> replayed = new ArrayList<>();
    store.replay(replayed::add);
    assertEquals(300, replayed.size());
    assertEquals(new HashSet<>(events), new HashSet<>(replayed));
  }

  @Test
  @DisplayName("counts a repetition within one batch as a duplicate")
  void duplicateInBatch() {
    Event event = Samples.event("r1", 1, 1, 5, Samples.pose("r1", 1));
    EventStore.Appended appended = store.append(List.of(event, event));
    assertEquals(new EventStore.Appended(List.of(event), 1, List.of()), appended);
  }

  @Test
  @DisplayName("keeps the first of two events with one key and tells of the other")
  void conflict() {
    Event first = Samples.event("r1", 1, 1, 5, Samples.pose("r1", 1));
    Event second = Samples.event("r1", 1, 1, 5, Samples.pose("r1", 2));
    store.append(List.of(first));
    assertEquals(List.of(first.key()), store.append(List.of(second)).conflicts());
    assertEquals(List.of(first), store.read(store.held(), 10));
  }

  @Test
  @DisplayName("reads what a version vector lacks, gaps included, within the limit")
  void readsByVersionVector() {
    List<Event> events = new ArrayList<>();
    for (int seq = 1; seq <= 20; seq++) {
      events.add(Samples.event("r2", 4, seq, seq, Samples.pose("r2", seq)));
    }
    events.add(Samples.event("r3", 1, 1, 1, Samples.pose("r3", 1)));
    store.append(events);
    VersionVector theirs = new VersionVector();
    theirs.add(new Origin("r2", 4), 1, 5);
    theirs.add(new Origin("r2", 4), 8, 19);
    VersionVector missing = store.held().minus(theirs);
    assertEquals(
        List.of(events.get(5), events.get(6), events.get(19), events.get(20)),
        store.read(missing, 100));
    assertEquals(List.of(events.get(5), events.get(6)), store.read(missing, 2));
    VersionVector unknown = new VersionVector();
    unknown.add(new Origin("r9", 1), 1, Checks.MAX_INTEGER);
    assertEquals(List.of(), store.read(unknown, 100));
  }

  @Test
  @DisplayName("knows its gaps again after it was opened anew")
  void gapsSurvive() {
    for (long seq : new long[] {1, 2, 3, 7, 9, 10}) {
      store.append(List.of(Samples.event("r2", 4, seq, seq, Samples.pose("r2", 1))));
    }
    VersionVector before = store.held().copy();
    reopen();
    assertEquals(before, store.held());
    assertEquals(
        List.of(new RangeSet.Range(1, 3), new RangeSet.Range(7, 7), new RangeSet.Range(9, 10)),
        store.held().of(new Origin("r2", 4)).ranges());
  }

  @Test
  @DisplayName("starts a new, greater boot at every opening, whatever the clock does")
  void bootGrows() {
    assertEquals(Samples.T0 / 1000, store.boot());
    reopen();
    assertEquals(Samples.T0 / 1000 + 1, store.boot());
    wall.set(5_000);
    reopen();
    assertEquals(Samples.T0 / 1000 + 2, store.boot());
    wall.set(Samples.T0 + 3_600_000);
    reopen();
    assertEquals(Samples.T0 / 1000 + 3600, store.boot());
  }

  @Test
  @DisplayName("passes boots of its own that peers gave back to it")
  void bootPassesWhatPeersGaveBack() {
    long given = store.boot() + 50;
    store.append(List.of(Samples.event("r1", given, 1, 1, Samples.pose("r1", 1))));
    reopen();
    assertEquals(given + 1, store.boot());
  }

  @Test
  @DisplayName("says that it is full, stores nothing of that batch and goes on with what it has")
  void full() {
    close();
    store = EventStore.open(dir.resolve("small.memory"), "r1", wall, 40 * 4096);
    List<Event> acknowledged = new ArrayList<>();
    MemoryException fault =
        assertThrows(
            MemoryException.class,
            () -> {
              for (int batch = 0; batch < 1_000; batch++) {
                List<Event> events = new ArrayList<>();
                for (int i = 1; i <= 50; i++) {
                  long seq = batch * 50L + i;
                  events.add(Samples.event("r1", 1, seq, seq, Samples.pose("r1", i)));
                }
                store.append(events);
                acknowledged.addAll(events);
              }
            });
    assertEquals(MemoryException.Reason.FULL, fault.reason());
    assertTrue(fault.getMessage().contains("small.memory"), fault.getMessage());
    assertFalse(acknowledged.isEmpty());
    List<Event> read = new ArrayList<>();
    store.replay(read::add);
    assertEquals(acknowledged, read);
    assertEquals(acknowledged.size(), store.held().count());
    // A repetition needs no space, and a second attempt fails like the first.
    assertEquals(1, store.append(List.of(acknowledged.getFirst())).duplicates());
    List<Event> more = new ArrayList<>();
    for (int i = 1; i <= 2_000; i++) {
      more.add(Samples.event("r2", 1, i, i, Samples.pose("r2", i)));
    }
    fault = assertThrows(MemoryException.class, () -> store.append(more));
    assertEquals(MemoryException.Reason.FULL, fault.reason());
    assertEquals(acknowledged.size(), store.read(store.held(), 100_000).size());
  }
}
