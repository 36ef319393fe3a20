package dev.gondola.firmware.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The back-off")
class BackoffTest {

  @Test
  @DisplayName("doubles from a quarter of a second to five seconds, within a fifth")
  void grows() {
    Backoff backoff = new Backoff(1);
    double[] expected = {0.25, 0.5, 1, 2, 4, 5, 5, 5};
    for (double seconds : expected) {
      assertEquals(seconds, backoff.next() * 1e-9, 0.2 * seconds);
    }
    backoff.reset();
    assertEquals(0.25, backoff.next() * 1e-9, 0.05);
  }

  @Test
  @DisplayName("differs between robots and is the same for the same robot")
  void varies() {
    assertEquals(new Backoff(7).next(), new Backoff(7).next());
    assertNotEquals(new Backoff(7).next(), new Backoff(8).next());
    assertTrue(new Backoff(7).next() > 0);
  }
}
