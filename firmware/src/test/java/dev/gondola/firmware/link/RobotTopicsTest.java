package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Robot ids and topics")
class RobotTopicsTest {

  @ParameterizedTest
  @ValueSource(strings = {"b", "blimp-1", "A.b_c:9", "-", "0"})
  @DisplayName("a valid id gives topics that lead back to it")
  void roundTrip(String id) {
    RobotTopics topics = new RobotTopics(new RobotId(id));

    assertEquals("gondola/v1/" + id + "/telemetry", topics.telemetry());
    for (String topic :
        new String[] {
          topics.telemetry(),
          topics.connection(),
          topics.event(),
          topics.setpoint(),
          topics.command()
        }) {
      assertEquals(Optional.of(topics), RobotTopics.of(topic));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "+", "#", "$SYS", "a b", "käfer", "a\n", "a\u0000", "a+"})
  @DisplayName("another id is refused with the rule")
  void bad(String id) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new RobotId(id));
    assertTrue(e.getMessage().contains("1 to 64 characters of A-Z a-z 0-9 _ . : -"));
    assertTrue(e.getMessage().chars().allMatch(c -> c >= ' ' && c <= '~'), e::getMessage);
  }

  @Test
  @DisplayName("an id has at most 64 characters")
  void length() {
    assertEquals("x".repeat(64), new RobotId("x".repeat(64)).value());
    assertThrows(IllegalArgumentException.class, () -> new RobotId("x".repeat(65)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "gondola/v1/",
        "gondola/v1//telemetry",
        "gondola/v1/telemetry",
        "gondola/v2/b/telemetry",
        "gondola/v1/a b/telemetry",
        "gondola/v1/a/b/telemetry",
        "x/y"
      })
  @DisplayName("a topic of another scheme belongs to no robot")
  void foreign(String topic) {
    assertEquals(Optional.empty(), RobotTopics.of(topic));
  }
}
