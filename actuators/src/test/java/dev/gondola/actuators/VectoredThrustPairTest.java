package dev.gondola.actuators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalState;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The vectored thrust pair")
class VectoredThrustPairTest {
  private static final VectoredThrustConfig FLOWN = VectoredThrustConfig.flownBlimp();
  private static Context pi4j;

  private final FakePwm.Exact left = new FakePwm.Exact(pi4j, "left");
  private final FakePwm.Exact right = new FakePwm.Exact(pi4j, "right");
  private final FakePwm.Exact servo = new FakePwm.Exact(pi4j, "servo");
  private final FakeDigitalOutput leftDirection = new FakeDigitalOutput(pi4j, "left-direction");
  private final FakeDigitalOutput rightDirection = new FakeDigitalOutput(pi4j, "right-direction");

  @BeforeAll
  static void startPi4J() {
    pi4j = Pi4J.newContextBuilder().noAutoDetect().build();
  }

  @AfterAll
  static void stopPi4J() {
    pi4j.shutdown();
  }

  private VectoredThrustPair pair(VectoredThrustConfig config) {
    return new VectoredThrustPair(config, left, leftDirection, right, rightDirection, servo);
  }

  @Nested
  @DisplayName("by the law of the flown blimp")
  class Law {

    @ParameterizedTest(name = "command {0}: level {1}")
    @CsvSource({
      "0, 0",
      "-0.0, 0",
      "0.29999999999999, 0",
      "-0.29999999999999, 0",
      "0.3, 9",
      "-0.3, 9",
      "0.33, 9",
      "0.34, 10",
      "0.66, 10",
      "0.67, 11",
      "1, 12",
      "-1, 12",
      "3.5, 19",
      "5, 24",
      "-9.99, 38",
      "10, 39",
      "-10, 39",
      "11, 39",
      "1e300, 39",
      "Infinity, 39",
      "-Infinity, 39",
      "NaN, 0"
    })
    void levels(double command, int level) {
      assertEquals(level, VectoredThrustPair.levelOf(command, FLOWN));
    }

    @Test
    @DisplayName("uses exactly the levels 0 and 9 to 39, alike for both signs, never falling")
    void usesLevels9To39() {
      boolean[] used = new boolean[FLOWN.levels() + 1];
      int last = 0;
      for (int i = 0; i <= 12_000; i++) {
        double command = i / 1000.0;
        int level = VectoredThrustPair.levelOf(command, FLOWN);
        assertEquals(level, VectoredThrustPair.levelOf(-command, FLOWN));
        assertTrue(level >= last, "falls at " + command);
        used[level] = true;
        last = level;
      }
      for (int level = 0; level < used.length; level++) {
        assertEquals(level == 0 || (level >= 9 && level <= 39), used[level], "level " + level);
      }
    }
  }

  @Test
  @DisplayName("drives both motors with 100 ns a level and turns the servo by the sign")
  void drivesMotorsAndServo() {
    VectoredThrustPair pair = pair(FLOWN);

    pair.apply(1, 0);
    assertEquals(12, pair.level());
    assertEquals(4_500, left.periodNanos);
    assertEquals(1_200, left.pulseNanos);
    assertEquals(1_200, right.pulseNanos);
    assertEquals(20_000_000, servo.periodNanos);
    assertEquals(2_500_000, servo.pulseNanos);

    pair.apply(-10, 1);
    assertEquals(3_900, left.pulseNanos);
    assertEquals(500_000, servo.pulseNanos);
  }

  @Test
  @DisplayName("starts with motors off, directions set and the servo left alone")
  void startsSafe() {
    leftDirection.state(DigitalState.HIGH);
    VectoredThrustPair pair = pair(FLOWN);
    assertEquals(0, left.pulseNanos);
    assertEquals(0, right.pulseNanos);
    assertEquals(0, servo.writes);
    assertEquals(0, pair.level());
    assertEquals(DigitalState.LOW, leftDirection.state());
    assertEquals(DigitalState.LOW, rightDirection.state());
  }

  @Test
  @DisplayName("writes to the hardware only when something changes")
  void writesOnlyChanges() {
    VectoredThrustPair pair = pair(FLOWN);
    SplittableRandom random = new SplittableRandom(1);
    int changes = 1;
    int turns = 0;
    int level = 0;
    Boolean up = null;
    for (int tick = 0; tick < 1_000; tick++) {
      double command = random.nextDouble(-2, 2);
      pair.apply(command, tick);
      int wanted = VectoredThrustPair.levelOf(command, FLOWN);
      changes += wanted == level ? 0 : 1;
      turns += up != null && up == command >= 0 ? 0 : 1;
      level = wanted;
      up = command >= 0;
    }
    assertEquals(changes, left.writes);
    assertEquals(changes, right.writes);
    assertEquals(turns, servo.writes);
  }

  @Test
  @DisplayName("switches off on NaN and leaves the servo where it is")
  void nanSwitchesOff() {
    VectoredThrustPair pair = pair(FLOWN);
    pair.apply(-5, 0);
    pair.apply(Double.NaN, 1);
    assertEquals(0, left.pulseNanos);
    assertEquals(0, right.pulseNanos);
    assertEquals(500_000, servo.pulseNanos);
  }

  @Test
  @DisplayName("writes 0 to the motors on every stop, even when they are off")
  void stopAlwaysWrites() {
    VectoredThrustPair pair = pair(FLOWN);
    pair.apply(5, 0);
    left.pulseNanos = right.pulseNanos = 777;
    pair.stop();
    pair.stop();
    assertEquals(0, left.pulseNanos);
    assertEquals(0, right.pulseNanos);
    assertEquals(4, left.writes);
    assertEquals(4, right.writes);
    assertEquals(0, pair.level());
  }

  @Test
  @DisplayName("stops the other motor when one does not answer, and tells")
  void stopsTheOtherMotor() {
    VectoredThrustPair pair = pair(FLOWN);
    pair.apply(5, 0);
    left.broken = true;
    assertThrows(IllegalStateException.class, pair::stop);
    assertEquals(0, right.pulseNanos);
    assertEquals(-1, pair.level());
  }

  @Test
  @DisplayName("tries a failed write again at the next tick")
  void triesAgain() {
    VectoredThrustPair pair = pair(FLOWN);
    right.broken = true;
    assertThrows(IllegalStateException.class, () -> pair.apply(5, 0));
    right.broken = false;
    pair.apply(5, 1);
    assertEquals(2_400, right.pulseNanos);
    assertEquals(24, pair.level());
  }

  @Test
  @DisplayName("on a plain Pi4J PWM rounds the duty, servo pulses inwards")
  void plainPwm() {
    FakePwm plainLeft = new FakePwm(pi4j, "plain-left");
    FakePwm plainRight = new FakePwm(pi4j, "plain-right");
    FakePwm plainServo = new FakePwm(pi4j, "plain-servo");
    VectoredThrustPair pair =
        new VectoredThrustPair(
            FLOWN, plainLeft, leftDirection, plainRight, rightDirection, plainServo);
    assertEquals(0, plainLeft.dutyPercent());

    pair.apply(10, 0);
    assertEquals(87, plainLeft.dutyPercent());
    assertEquals(87, plainRight.dutyPercent());
    assertEquals(222_222, plainLeft.getFrequency());
    assertEquals(12, plainServo.dutyPercent());
    assertEquals(50, plainServo.getFrequency());

    pair.apply(-0.3, 1);
    assertEquals(20, plainLeft.dutyPercent());
    assertEquals(3, plainServo.dutyPercent());

    pair.stop();
    assertEquals(0, plainLeft.dutyPercent());
    assertEquals(0, plainRight.dutyPercent());
  }

  @Test
  @DisplayName("can have its servo mounted the other way round")
  void servoTheOtherWayRound() {
    pair(FLOWN.withServoPulses(500_000, 2_500_000)).apply(1, 0);
    assertEquals(500_000, servo.pulseNanos);
  }

  @Test
  @DisplayName("refuses parameters out of range, all at once")
  void refusesBadConfig() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new VectoredThrustConfig(
                        0, 10, 9, 3, 38, 4_500, 20_000_000, 20_000_000, 0, DigitalState.LOW, null))
            .getMessage();
    assertEquals(
        "vectored thrust: deadZone is 0.0, 0..maxCommand is wanted;"
            + " levels is 38, at least 39.0 is wanted;"
            + " upPulseNanos is 20000000, 1..19999999 is wanted;"
            + " downPulseNanos is 0, 1..19999999 is wanted;"
            + " rightDirection is null, LOW or HIGH is wanted",
        message);
  }
}
