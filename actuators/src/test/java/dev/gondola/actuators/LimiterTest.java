package dev.gondola.actuators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A limiter")
class LimiterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final double NO_SLEW = Double.POSITIVE_INFINITY;

  @Test
  @DisplayName("without a slew rate passes a command within its range on at once")
  void passesOn() {
    Limiter limiter = new Limiter(new LimiterConfig(-10, 10, NO_SLEW, 0.3));
    assertEquals(7.5, limiter.limit(7.5, 0));
    assertEquals(-10, limiter.limit(-11, 1));
    assertEquals(10, limiter.limit(1e300, 2));
  }

  @Test
  @DisplayName("starts from rest: the first call returns 0, the second slews for the time between")
  void startsFromRest() {
    Limiter limiter = new Limiter(new LimiterConfig(-10, 10, 20, 0));
    assertEquals(0, limiter.output());
    assertEquals(0, limiter.limit(10, 5 * SECOND));
    assertEquals(2, limiter.limit(10, 5 * SECOND + SECOND / 10), 1e-12);
    assertEquals(0, limiter.limit(-10, 5 * SECOND + SECOND / 5), 1e-12);
    assertEquals(-10, limiter.limit(-10, 6 * SECOND), 1e-12);
  }

  @Test
  @DisplayName("makes commands below the dead zone 0, and lets its very edge through")
  void deadZone() {
    Limiter limiter = new Limiter(new LimiterConfig(-10, 10, NO_SLEW, 0.3));
    assertEquals(0, limiter.limit(Math.nextDown(0.3), 0));
    assertEquals(0.3, limiter.limit(0.3, 1));
    assertEquals(-0.3, limiter.limit(-0.3, 2));
    assertEquals(0, limiter.limit(-Math.nextDown(0.3), 3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  @DisplayName("takes a command that is not finite for 0, at the slew rate, and counts it")
  void badCommands(double bad) {
    Limiter limiter = new Limiter(new LimiterConfig(-10, 10, 50, 0));
    limiter.limit(10, 0);
    assertEquals(10, limiter.limit(10, SECOND));
    assertEquals(5, limiter.limit(bad, SECOND + SECOND / 10), 1e-12);
    assertEquals(0, limiter.limit(bad, 2 * SECOND));
    assertEquals(2, limiter.badCommands());
  }

  @Test
  @DisplayName("takes time that goes backwards for none, and counts on from there")
  void timeGoesBackwards() {
    Limiter limiter = new Limiter(new LimiterConfig(-10, 10, 1, 0));
    limiter.limit(10, 100 * SECOND);
    assertEquals(1, limiter.limit(10, 101 * SECOND), 1e-12);
    assertEquals(1, limiter.limit(10, 50 * SECOND), 1e-12);
    assertEquals(2, limiter.limit(10, 51 * SECOND), 1e-12);
  }

  @Test
  @DisplayName("is at rest again after a reset")
  void reset() {
    Limiter limiter = new Limiter(new LimiterConfig(-10, 10, 1, 0));
    limiter.limit(Double.NaN, 0);
    limiter.limit(10, 5 * SECOND);
    limiter.reset();
    assertEquals(0, limiter.output());
    assertEquals(0, limiter.limit(10, 100 * SECOND));
    assertEquals(1, limiter.badCommands());
  }

  @Nested
  @DisplayName("for any sequence of commands and times")
  class Properties {
    static LongStream seeds() {
      return LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("stays in range and never exceeds the slew rate")
    void staysInRangeAndSlew(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      LimiterConfig config = randomConfig(random);
      Limiter limiter = new Limiter(config);
      long now = random.nextLong();
      double last = 0;
      for (int call = 0; call < 2_000; call++) {
        long step = random.nextLong(-SECOND / 100, SECOND / 5);
        now += step;

        double output = limiter.limit(randomCommand(random), now);

        assertTrue(output >= config.min() && output <= config.max(), config + " gave " + output);
        double allowed = call == 0 ? 0 : config.slewPerSecond() * Math.max(0, step) * 1e-9;
        if (config.slewPerSecond() != NO_SLEW) {
          assertTrue(Math.abs(output - last) <= allowed * (1 + 1e-9) + 1e-12, config + " jumped");
        }
        last = output;
      }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("gives the same bits again")
    void isDeterministic(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      LimiterConfig config = randomConfig(random);
      Limiter one = new Limiter(config);
      Limiter other = new Limiter(config);
      long now = 0;
      for (int call = 0; call < 500; call++) {
        double command = randomCommand(random);
        now += random.nextLong(SECOND);
        assertEquals(
            Double.doubleToRawLongBits(one.limit(command, now)),
            Double.doubleToRawLongBits(other.limit(command, now)));
      }
    }

    private static LimiterConfig randomConfig(SplittableRandom random) {
      return new LimiterConfig(
          random.nextBoolean() ? 0 : -random.nextDouble(100),
          random.nextDouble(100),
          random.nextInt(4) == 0 ? NO_SLEW : random.nextDouble(0.001, 1000),
          random.nextBoolean() ? 0 : random.nextDouble(1));
    }

    private static double randomCommand(SplittableRandom random) {
      return switch (random.nextInt(4)) {
        case 0 -> Double.longBitsToDouble(random.nextLong());
        case 1 -> Double.NaN;
        case 2 -> random.nextDouble(-1, 1);
        default -> random.nextDouble(-150, 150);
      };
    }
  }

  @Test
  @DisplayName("names every field that is out of range")
  void refusesBadConfig() {
    assertEquals(
        "limiter: min is 1.0, give a finite number of at most 0;"
            + " max is NaN, give a finite number of at least 0;"
            + " slewPerSecond is 0.0, give a number above 0 or infinity;"
            + " deadZone is -1.0, give a finite number of at least 0",
        assertThrows(IllegalArgumentException.class, () -> new LimiterConfig(1, Double.NaN, 0, -1))
            .getMessage());
  }

  @Test
  @DisplayName("may be pinned to 0, whatever the sign of the zeros")
  void pinnedToZero() {
    assertEquals(0, new Limiter(new LimiterConfig(0.0, -0.0, NO_SLEW, 0)).limit(5, 0));
  }
}
