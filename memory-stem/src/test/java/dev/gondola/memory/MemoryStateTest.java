package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The state folded from events")
class MemoryStateTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("is the same for the same set in any order and with repetitions")
  void orderAndRepetitionDoNotMatter(long seed) {
    RandomGenerator random = Samples.random(seed);
    List<Event> events = Samples.events(random, 400);
    MemoryState expected = MemoryState.fold(events);
    for (int i = 0; i < 10; i++) {
      List<Event> other = Samples.shuffled(events, random);
      other.addAll(Samples.shuffled(events, random).subList(0, 100));
      MemoryState state = MemoryState.fold(other);
      assertEquals(expected, state);
      assertEquals(expected.digest(), state.digest());
    }
  }

  @Test
  @DisplayName("holds what the last writer of each field wrote")
  void lastWriterWins() {
    MemoryState state =
        MemoryState.fold(
            List.of(
                Samples.event("r1", 1, 2, 200, Samples.pose("r1", 2)),
                Samples.event("r1", 1, 1, 100, Samples.pose("r1", 1)),
                Samples.event("r2", 1, 1, 150, Samples.pose("r2", 3))));
    assertEquals(Optional.of(Samples.pose("r1", 2)), state.place("r1"));
    assertEquals(Optional.of(Samples.pose("r2", 3)), state.place("r2"));
    assertEquals(Optional.empty(), state.place("r3"));
  }

  @Test
  @DisplayName("prefers the greater robot id, then boot, then number where stamps are equal")
  void tiesAreBrokenByKey() {
    Event low = Samples.event("r1", 9, 9, 100, Samples.pose("x", 1));
    Event byRobot = Samples.event("r2", 1, 1, 100, Samples.pose("x", 2));
    Event byBoot = Samples.event("r2", 2, 1, 100, Samples.pose("x", 3));
    Event bySeq = Samples.event("r2", 2, 2, 100, Samples.pose("x", 4));
    List<Event> events = new ArrayList<>(List.of(bySeq, byBoot, byRobot, low));
    while (!events.isEmpty()) {
      assertEquals(events.getFirst().payload(), MemoryState.fold(events).place("x").orElseThrow());
      events.removeFirst();
    }
  }

  @Test
  @DisplayName("lists the latest task notes, oldest first, and no more than its view holds")
  void temporalViewIsBounded() {
    List<Event> events = new ArrayList<>();
    for (int i = 1; i <= MemoryState.TEMPORAL_VIEW + 50; i++) {
      TaskNote note = new TaskNote("t" + i, TaskNote.Status.OK, "");
      events.add(Samples.event("r1", 1, i, 1000 + i, note));
    }
    List<Known<TaskNote>> view =
        MemoryState.fold(Samples.shuffled(events, Samples.random(1))).temporal();
    assertEquals(MemoryState.TEMPORAL_VIEW, view.size());
    assertEquals("t51", view.getFirst().value().task());
    assertEquals("t306", view.getLast().value().task());
  }

  @Test
  @DisplayName("has one canonical JSON, of which the digest is the SHA-256")
  void canonicalJson() {
    MemoryState state =
        MemoryState.fold(List.of(Samples.event("r1", 7, 3, 100, Samples.pose("r1", -0.0))));
    assertEquals(
        "{\"spatial\":{\"r1\":{\"robot\":\"r1\",\"boot\":7,\"seq\":3,\"millis\":100,\"logical\":0,"
            + "\"value\":{\"robot\":\"r1\",\"x\":1.5,\"y\":-2.25,\"z\":0.0,"
            + "\"timeMillis\":1767225600000}}},\"embodiment\":{},\"temporal\":[]}",
        new String(state.toJson(), StandardCharsets.UTF_8));
    // echo -n '{"spatial":{},"embodiment":{},"temporal":[]}' | sha256sum
    assertEquals(
        "0678d357a09b8dc4fd8dcffb0f1942a2dce2e8123c8223f3de10ba8e58f398a8",
        MemoryState.EMPTY.digest());
    assertNotEquals(MemoryState.EMPTY.digest(), state.digest());
  }

  @Test
  @DisplayName("obeys its schema, which refuses a state of another form")
  void schema() {
    Schemas schemas = new Schemas();
    byte[] json = MemoryState.fold(Samples.events(Samples.random(3), 400)).toJson();
    assertEquals(List.of(), schemas.faults("state", json));
    assertEquals(List.of(), schemas.faults("state", MemoryState.EMPTY.toJson()));
    String text = new String(json, StandardCharsets.UTF_8);
    for (String change :
        List.of(
            "\"temporal\"->\"temporary\"",
            "\"status\":\"OK\"->\"status\":\"ok\"",
            "\"seq\"->\"n\"")) {
      String[] fromTo = change.split("->", -1);
      assertTrue(text.contains(fromTo[0]));
      byte[] broken = text.replace(fromTo[0], fromTo[1]).getBytes(StandardCharsets.UTF_8);
      assertFalse(schemas.faults("state", broken).isEmpty(), change);
    }
  }

  @Test
  @DisplayName("tells the age of a place, never a negative one")
  void age() {
    Observation.Pose pose = Samples.pose("r1", 1);
    assertEquals(1500, pose.ageMillis(Samples.T0 + 1500));
    assertEquals(0, pose.ageMillis(Samples.T0 - 1));
  }
}
