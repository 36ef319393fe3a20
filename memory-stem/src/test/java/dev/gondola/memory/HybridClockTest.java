package dev.gondola.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The hybrid logical clock")
class HybridClockTest {

  private long wall = 1000;
  private final HybridClock clock = new HybridClock(() -> Instant.ofEpochMilli(wall));

  @Test
  @DisplayName("follows the wall clock and counts within one millisecond")
  void followsTheWallClock() {
    assertEquals(new Stamp(1000, 0), clock.next());
    assertEquals(new Stamp(1000, 1), clock.next());
    wall = 1001;
    assertEquals(new Stamp(1001, 0), clock.next());
  }

  @Test
  @DisplayName("goes on from what it has observed while the wall clock is behind")
  void passesWhatItObserved() {
    clock.observe(new Stamp(5000, 7));
    assertEquals(new Stamp(5000, 8), clock.next());
    clock.observe(new Stamp(4000, 9));
    wall = 4999;
    assertEquals(new Stamp(5000, 9), clock.next());
    wall = 5001;
    assertEquals(new Stamp(5001, 0), clock.next());
  }

  @Test
  @DisplayName("takes the next millisecond when the counter is used up")
  void counterOverflow() {
    clock.observe(new Stamp(5000, Stamp.MAX_LOGICAL));
    assertEquals(new Stamp(5001, 0), clock.next());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("gives growing stamps whatever the wall clock does")
  void alwaysGrows(long seed) {
    RandomGenerator random = Samples.random(seed);
    Stamp last = Stamp.ZERO;
    for (int i = 0; i < 10_000; i++) {
      wall = Math.max(-5, wall + random.nextInt(-500, 600));
      if (random.nextInt(4) == 0) {
        Stamp observed = new Stamp(Math.max(0, wall) + random.nextInt(900), random.nextInt(9));
        clock.observe(observed);
        last = observed.compareTo(last) > 0 ? observed : last;
      } else {
        Stamp next = clock.next();
        assertTrue(next.compareTo(last) > 0, next + " after " + last);
        last = next;
      }
    }
  }

  @Test
  @DisplayName("finds times more than a day ahead absurd, and none in the past")
  void tooFarAhead() {
    assertFalse(clock.tooFarAhead(0));
    assertFalse(clock.tooFarAhead(wall + HybridClock.MAX_AHEAD_MILLIS));
    assertTrue(clock.tooFarAhead(wall + HybridClock.MAX_AHEAD_MILLIS + 1));
  }
}
