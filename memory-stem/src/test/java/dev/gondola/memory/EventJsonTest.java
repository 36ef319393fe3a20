package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The JSON of events")
class EventJsonTest {

  private static final String POSE =
      "{\"robot\":\"r1\",\"boot\":1,\"seq\":2,\"millis\":3,\"logical\":4,\"kind\":\"pose\","
          + "\"payload\":{\"robot\":\"r2\",\"x\":1.5,\"y\":0.0,\"z\":-2.0E-7,\"timeMillis\":5}}";

  private final Schemas schemas = new Schemas();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("reads back as the same event, writes back as the same bytes and obeys the schema")
  void roundTrip(long seed) {
    for (Event event : Samples.events(Samples.random(seed), 300)) {
      byte[] json = EventJson.encode(event);
      Event read = EventJson.read("event", EventJson.parse(json));
      assertEquals(event, read);
      assertArrayEquals(json, EventJson.encode(read));
      assertEquals(List.of(), schemas.faults("event", json));
    }
  }

  @Test
  @DisplayName("has this form")
  void golden() {
    Event event = EventJson.read("event", EventJson.parse(utf8(POSE)));
    assertEquals(POSE, new String(EventJson.encode(event), StandardCharsets.UTF_8));
    assertEquals(new Observation.Pose("r2", 1.5, 0, -2e-7, 5), event.payload());
  }

  @Test
  @DisplayName("of the largest event keeps to the limit and fits a message")
  void largestEvent() {
    String id = "x".repeat(47);
    // Three bytes of UTF-8 a character is the worst case.
    Map<String, String> abilities = new TreeMap<>();
    for (int i = 0; i < 16; i++) {
      abilities.put(id + (char) ('a' + i), "高".repeat(64));
    }
    Event event =
        new Event(
            new EventKey(new Origin(id, Checks.MAX_INTEGER), Checks.MAX_INTEGER),
            new Stamp(Checks.MAX_INTEGER, Stamp.MAX_LOGICAL),
            new EmbodimentProfile(id, "高".repeat(64), id, abilities));
    int bytes = EventJson.encode(event).length;
    assertTrue(bytes <= Event.MAX_BYTES, bytes + " bytes");
    assertEquals(1, MessageCodec.pack(event.key().origin(), List.of(event)).items());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'robot':'r1',->",
        "'seq':2->'seq':0",
        "'seq':2->'seq':2.5",
        "'seq':2->'seq':'2'",
        "'seq':2->'seq':9007199254740992",
        "'boot':1->'boot':99999999999999999999999",
        "'logical':4->'logical':65536",
        "'kind':'pose'->'kind':'posture'",
        "'x':1.5->'x':1e7",
        "'x':1.5->'x':1e999",
        "'x':1.5->'x':null",
        "'r2'->'r 2'",
        "'r2'->''",
        "'timeMillis':5->'timeMillis':5,'more':1",
        "'timeMillis':5->'timeMillis':-1",
        "'kind'->'sort'",
      })
  @DisplayName("is refused by reader and schema alike where it is wrong")
  void refused(String change) {
    String[] fromTo = change.replace('\'', '"').split("->", -1);
    assertTrue(POSE.contains(fromTo[0]));
    byte[] broken = utf8(POSE.replace(fromTo[0], fromTo[1]));
    assertThrows(
        IllegalArgumentException.class, () -> EventJson.read("event", EventJson.parse(broken)));
    assertFalse(schemas.faults("event", broken).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "1",
        "{\"robot\":\"r1\",\"robot\":\"r1\"}",
        "{} {}",
        "[[[[[[[[]]]]]]]]",
      })
  @DisplayName("must be one sound JSON object")
  void notJson(String text) {
    assertThrows(
        IllegalArgumentException.class, () -> EventJson.read("event", EventJson.parse(utf8(text))));
  }

  @Test
  @DisplayName("has no place for control characters, lone surrogates or endless texts")
  void texts() {
    assertThrows(IllegalArgumentException.class, () -> note("a\nb"));
    assertThrows(IllegalArgumentException.class, () -> note("a\ud800"));
    assertThrows(IllegalArgumentException.class, () -> note("x".repeat(257)));
    assertEquals("🎈", note("🎈").text());
  }

  private static TaskNote note(String text) {
    return new TaskNote("t", TaskNote.Status.OK, text);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
