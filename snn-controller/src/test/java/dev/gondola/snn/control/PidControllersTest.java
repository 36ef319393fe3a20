package dev.gondola.snn.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Allocation;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PidControllersTest {
  private static final double EPS = 1e-12;

  @Nested
  @DisplayName("The PID law that flew")
  class Flown {

    @Test
    @DisplayName("gives the values worked out by hand: no derivative at first, integral before use")
    void byHand() {
      FlownPid pid = new FlownPid(new PidGains(9, 0.75, 14), 0.1);
      assertEquals(9 * 0.5 + 0.0375, pid.update(1.5, 1.0), EPS);
      assertEquals(9 * 0.4 + 0.0675 - 14, pid.update(1.5, 1.1), EPS);
      assertEquals(-9 * 0.1 + 0.06 - 14 * 5, pid.update(1.0, 1.1), 1e-9);
      pid.reset();
      assertEquals(9 * 0.5 + 0.0375, pid.update(1.5, 1.0), EPS);
    }

    @Test
    @DisplayName("follows its law for random errors")
    void law() {
      SplittableRandom random = new SplittableRandom(1);
      FlownPid pid = new FlownPid(PidGains.FLOWN, 0.05);
      double sum = 0;
      double last = Double.NaN;
      for (int k = 0; k < 1000; k++) {
        double r = random.nextDouble(-3, 3);
        double y = random.nextDouble(-3, 3);
        double e = r - y;
        sum += e;
        double derivative = k == 0 ? 0 : (e - last) / 0.05;
        last = e;
        assertEquals(9 * e + 0.75 * 0.05 * sum + 14 * derivative, pid.update(r, y), 1e-9);
      }
    }

    @ParameterizedTest
    @CsvSource({"0", "-0.1", "NaN", "Infinity"})
    @DisplayName("needs a period above 0")
    void period(double period) {
      assertThrows(IllegalArgumentException.class, () -> new FlownPid(PidGains.FLOWN, period));
      assertThrows(
          IllegalArgumentException.class,
          () -> new ControllerSpec.Flown("f", period, PidGains.FLOWN));
    }
  }

  @Nested
  @DisplayName("The PID with filtered derivative and anti-windup")
  class Modern {
    private final PidGains gains = new PidGains(4, 2, 3);

    private PidController pid(double filter, double weight, double antiWindup) {
      return new PidController(
          gains, new PidController.Options(0.1, filter, weight, antiWindup, 10));
    }

    @Test
    @DisplayName("gives the values worked out by hand: the integral acts one period later")
    void byHand() {
      PidController pid = pid(0.5, 1, 0);
      assertEquals(4 * 1.0, pid.update(2, 1), EPS);
      // rate 0.5 * (0.1 / 0.1) = 0.5; integral 0.1 * 2 * 1
      assertEquals(4 * 0.9 + 0.2 - 3 * 0.5, pid.update(2, 1.1), EPS);
      // rate 0.5 + 0.5 * (0 - 0.5) = 0.25; integral 0.2 + 0.1 * 2 * 0.9
      assertEquals(4 * 0.9 + 0.38 - 3 * 0.25, pid.update(2, 1.1), EPS);
      pid.reset();
      assertEquals(4 * 1.0, pid.update(2, 1), EPS);
    }

    @Test
    @DisplayName("does not kick when the set-point steps")
    void noKick() {
      PidController pid = pid(1, 1, 0);
      pid.update(1, 1);
      assertEquals(4 * 0.5, pid.update(1.5, 1), EPS);
      FlownPid flown = new FlownPid(gains, 0.1);
      flown.update(1, 1);
      assertTrue(flown.update(1.5, 1) > 4 * 0.5 + 10, "the flown law does");
    }

    @Test
    @DisplayName("lets the set-point weight act on the proportional part only")
    void setpointWeight() {
      PidController pid = pid(1, 0.25, 0);
      assertEquals(4 * (0.25 * 2 - 1), pid.update(2, 1), EPS);
      assertEquals(4 * (0.25 * 2 - 1) + 0.1 * 2 * 1, pid.update(2, 1), EPS);
    }

    @Test
    @DisplayName("smooths the rate with its filter until it is the true one")
    void filter() {
      PidController slow = pid(0.1, 1, 0);
      PidController raw = pid(1, 1, 0);
      double first = 0;
      double last = 0;
      for (int k = 0; k <= 200; k++) {
        double y = 0.01 * k;
        double difference = slow.update(0, y) - raw.update(0, y);
        first = k == 1 ? difference : first;
        last = difference;
      }
      assertEquals(3 * 0.9 * 0.1, first, 1e-9);
      assertEquals(0, last, 1e-6);
    }

    @Test
    @DisplayName("keeps the integral bounded while the actuator is saturated, and recovers at once")
    void antiWindup() {
      PidController with = pid(1, 1, 2);
      PidController without = pid(1, 1, 0);
      double a = 0;
      double b = 0;
      for (int k = 0; k < 10_000; k++) {
        a = with.update(5, 0);
        b = without.update(5, 0);
      }
      // At rest the integral's two parts cancel: excess = ki * e / antiWindup.
      assertEquals(10 + 2 * 5.0 / 2, a, 1e-6);
      assertTrue(b > 9_000, "without, " + b);
      assertTrue(with.update(0, 1) < 0, "the sign follows the error within one period");
    }

    @ParameterizedTest
    @CsvSource({
      "0, 1, 1, 0, 1, period",
      "0.1, 0, 1, 0, 1, derivativeFilter",
      "0.1, 1.1, 1, 0, 1, derivativeFilter",
      "0.1, 1, -1, 0, 1, setpointWeight",
      "0.1, 1, 1, 10.1, 1, antiWindup",
      "0.1, 1, 1, NaN, 1, antiWindup",
      "0.1, 1, 1, 0, 0, limit",
      "0.1, 1, 1, 0, Infinity, limit"
    })
    @DisplayName("names the option that is out of range")
    void options(
        double period, double filter, double weight, double windup, double limit, String name) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> new PidController.Options(period, filter, weight, windup, limit));
      assertTrue(e.getMessage().startsWith(name), e.getMessage());
    }
  }

  @Test
  @DisplayName("Neither allocates in an update")
  void allocateNothing() {
    Controller flown = new FlownPid(PidGains.FLOWN, 0.1);
    Controller pid = new PidController(PidGains.TUNED, PidController.Options.BLIMP);
    double[] sum = new double[1];
    assertEquals(
        0,
        Allocation.leastOf5(
            100_000,
            k -> sum[0] += flown.update(1, (k & 63) * 0.01) + pid.update(1, (k & 63) * 0.01)));
    assertTrue(Double.isFinite(sum[0]));
  }

  @Test
  @DisplayName("Gains must be finite")
  void gains() {
    assertThrows(IllegalArgumentException.class, () -> new PidGains(Double.NaN, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new PidGains(0, 0, 1 / 0.0));
  }
}
