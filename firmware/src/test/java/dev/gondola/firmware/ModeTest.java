package dev.gondola.firmware;

import static dev.gondola.firmware.Mode.ARMED;
import static dev.gondola.firmware.Mode.DISARMED;
import static dev.gondola.firmware.Mode.FAULT;
import static dev.gondola.firmware.Mode.HEIGHT_LOST;
import static dev.gondola.firmware.Mode.OPERATOR_LOST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The mode table")
class ModeTest {
  /** Column by column: DISARM, FAULT, OPERATOR_SILENT, HEIGHT_STALE, ARM, NOMINAL. */
  @ParameterizedTest
  @CsvSource({
    "DISARMED,      DISARMED, DISARMED, DISARMED,      DISARMED,      ARMED, DISARMED",
    "ARMED,         DISARMED, FAULT,    OPERATOR_LOST, HEIGHT_LOST,   ARMED, ARMED",
    "HEIGHT_LOST,   DISARMED, FAULT,    OPERATOR_LOST, HEIGHT_LOST,   ARMED, ARMED",
    "OPERATOR_LOST, DISARMED, FAULT,    OPERATOR_LOST, OPERATOR_LOST, ARMED, OPERATOR_LOST",
    "FAULT,         DISARMED, FAULT,    FAULT,         FAULT,         FAULT, FAULT",
  })
  void hasThisRow(Mode from, Mode disarm, Mode fault, Mode silent, Mode stale, Mode arm, Mode ok) {
    List<Mode> row = new ArrayList<>();
    for (ModeEvent event : ModeEvent.values()) {
      row.add(from.next(event));
    }
    assertEquals(List.of(disarm, fault, silent, stale, arm, ok), row);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void disarmingWorksFromEverywhereAndRunsNoMotor(Mode mode) {
    assertEquals(DISARMED, mode.next(ModeEvent.DISARM));
  }

  @ParameterizedTest
  @EnumSource(
      value = ModeEvent.class,
      names = {"DISARM", "FAULT", "OPERATOR_SILENT", "HEIGHT_STALE"})
  void noReasonNotToFlyEverLeadsToArmed(ModeEvent reason) {
    for (Mode mode : Mode.values()) {
      assertNotEquals(ARMED, mode.next(reason), "from " + mode);
    }
  }

  @Test
  void motorsThatStoppedStartByThemselvesOnlyAfterALostHeight() {
    Set<Mode> recovers = EnumSet.noneOf(Mode.class);
    for (Mode mode : EnumSet.complementOf(EnumSet.of(ARMED))) {
      if (mode.next(ModeEvent.NOMINAL) == ARMED) {
        recovers.add(mode);
      }
    }
    assertEquals(EnumSet.of(HEIGHT_LOST), recovers);
  }

  @Test
  void everyModeIsReachableAndEveryModeCanBeLeft() {
    Set<Mode> reached = EnumSet.of(DISARMED);
    List<Mode> open = new ArrayList<>(reached);
    while (!open.isEmpty()) {
      Mode mode = open.removeLast();
      for (ModeEvent event : ModeEvent.values()) {
        if (reached.add(mode.next(event))) {
          open.add(mode.next(event));
        }
      }
    }
    assertEquals(EnumSet.of(DISARMED, ARMED, HEIGHT_LOST, OPERATOR_LOST, FAULT), reached);
  }
}
