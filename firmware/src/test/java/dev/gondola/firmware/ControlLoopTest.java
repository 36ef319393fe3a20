package dev.gondola.firmware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.actuators.Mixer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The control loop")
class ControlLoopTest {
  private final LoopRig rig = new LoopRig();

  @Test
  void passesTheErrorThroughControllerMixerAndLimiterToTheActuators() {
    rig.armed();
    rig.operator.setSetpoint(2.5);
    TickRecord tick = rig.tick();
    assertEquals(Mode.ARMED, tick.mode);
    assertEquals(0, tick.flags);
    assertEquals(9 * (2.5 - 0.9), tick.command, 1e-12);
    assertArrayEquals(new double[] {tick.command, -tick.command}, tick.mixed);
    assertArrayEquals(new double[] {10, -10}, tick.limited);
    assertEquals(10, rig.actuators.get(0).command);
    assertEquals(-10, rig.actuators.get(1).command);
  }

  @Test
  void recordsTheSpikesOfTheTick() {
    TickRecord tick = rig.armed().last;
    assertEquals(2, tick.spikes);
    assertEquals(16, tick.synapticOperations);
    assertArrayEquals(new byte[] {0, 2, 0, 0}, tick.spikeCounts);
  }

  @Test
  void numbersTheTicksAndKeepsTheirTimes() {
    rig.tick();
    TickRecord tick = rig.tick();
    assertEquals(1, tick.tick);
    assertEquals(2 * LoopRig.PERIOD, tick.timeNanos);
  }

  @Nested
  class WhenDisarmed {
    @Test
    void stopsTheActuatorsAtEveryTickAndNeverRunsTheController() {
      rig.height.heightM = 0.9;
      for (int i = 0; i < 3; i++) {
        rig.actuators.getFirst().stopped = false;
        rig.ticks(1);
        assertTrue(rig.stopped());
      }
      assertEquals(0, rig.controller.updates);
      assertEquals(0, rig.last.command);
    }

    @Test
    void beginsAnewAtEachArming() {
      rig.armed();
      rig.operator.disarm();
      assertEquals(Mode.DISARMED, rig.tick().mode);
      assertTrue(rig.stopped());
      rig.operator.arm();
      rig.tick();
      assertEquals(2, rig.controller.resets);
    }

    @Test
    void armingWhenArmedChangesNothing() {
      rig.armed();
      rig.operator.arm();
      rig.tick();
      assertEquals(1, rig.controller.resets);
    }

    @Test
    void refusesToArmWithoutAFreshHeightAndDoesNotArmLaterByItself() {
      rig.operator.arm();
      TickRecord tick = rig.tick();
      assertEquals(Mode.DISARMED, tick.mode);
      assertTrue(tick.has(TickFlag.ARM_REFUSED));
      rig.height.heightM = 0.9;
      assertEquals(Mode.DISARMED, rig.ticks(2).mode);
      assertFalse(rig.last.has(TickFlag.ARM_REFUSED));
    }

    @Test
    void aDisarmBeatsAnArmOfTheSameTickInWhateverOrder() {
      rig.height.heightM = 0.9;
      rig.operator.disarm();
      rig.operator.arm();
      assertEquals(Mode.DISARMED, rig.tick().mode);
      rig.operator.arm();
      rig.operator.disarm();
      assertEquals(Mode.DISARMED, rig.tick().mode);
      assertTrue(rig.last.has(TickFlag.ARM_REFUSED));
    }
  }

  @Nested
  class DeadMan {
    @Test
    void stopsTheMotorsOneTickAfterTheTimeout() {
      rig.armed();
      for (int i = 0; i < 20; i++) {
        assertEquals(Mode.ARMED, rig.tick().mode, "after " + (i + 1) + " silent ticks");
      }
      assertEquals(Mode.OPERATOR_LOST, rig.tick().mode);
      assertTrue(rig.last.has(TickFlag.OPERATOR_SILENT));
      assertTrue(rig.stopped());
    }

    @Test
    void aHeartbeatAloneDoesNotStartTheMotorsAgainButArmingDoes() {
      rig.armed();
      for (int i = 0; i < 25; i++) {
        rig.tick();
      }
      assertEquals(Mode.OPERATOR_LOST, rig.ticks(3).mode);
      assertFalse(rig.last.has(TickFlag.OPERATOR_SILENT));
      rig.operator.arm();
      assertEquals(Mode.ARMED, rig.tick().mode);
      assertEquals(2, rig.controller.resets);
    }

    @Test
    void isHeldByHeartbeatsAndBySetpoints() {
      rig.armed();
      for (int i = 0; i < 100; i++) {
        if (i % 20 == 0) {
          rig.operator.heartbeat();
        } else if (i % 20 == 10) {
          rig.operator.setSetpoint(1.5);
        }
        assertEquals(Mode.ARMED, rig.tick().mode);
      }
    }

    @Test
    void isSilentBeforeTheFirstSignOfLife() {
      assertTrue(rig.tick().has(TickFlag.OPERATOR_SILENT));
    }
  }

  @Nested
  class Height {
    @Test
    void olderThanItsMaximumAgeGivesNoCommandUntilItIsFreshAgain() {
      rig.armed();
      rig.height.fresh = false;
      for (int i = 0; i < 5; i++) {
        assertEquals(Mode.ARMED, rig.ticks(1).mode);
      }
      assertEquals(Mode.HEIGHT_LOST, rig.ticks(1).mode);
      assertTrue(rig.last.has(TickFlag.HEIGHT_STALE));
      assertEquals(6 * LoopRig.PERIOD, rig.last.sampleAgeNanos);
      assertTrue(rig.stopped());
      assertEquals(0, rig.last.command);
      assertEquals(0, rig.last.spikes);

      rig.height.fresh = true;
      assertEquals(Mode.ARMED, rig.ticks(1).mode);
      assertEquals(2, rig.controller.resets, "the controller begins anew");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void thatIsNoNumberIsStaleAtOnce(double height) {
      rig.armed();
      rig.height.heightM = height;
      assertEquals(Mode.HEIGHT_LOST, rig.ticks(1).mode);
    }

    @Test
    void fromTheFutureIsStale() {
      rig.armed();
      rig.height.fresh = false;
      rig.height.sampleTimeNanos = rig.now + 10 * LoopRig.PERIOD;
      assertEquals(Mode.HEIGHT_LOST, rig.ticks(1).mode);
      assertEquals(-1, rig.last.sampleAgeNanos);
    }

    @Test
    void lostTogetherWithTheOperatorDoesNotComeBackByItself() {
      rig.armed();
      rig.height.fresh = false;
      for (int i = 0; i < 30; i++) {
        rig.tick();
      }
      assertEquals(Mode.OPERATOR_LOST, rig.last.mode);
      rig.height.fresh = true;
      assertEquals(Mode.OPERATOR_LOST, rig.ticks(2).mode);
    }
  }

  @Nested
  class Setpoint {
    @ParameterizedTest
    @ValueSource(doubles = {-1e300, 0.29, 10.01, 1e300})
    void outsideTheLimitsIsMovedInsideAndFlagged(double setpoint) {
      rig.armed();
      rig.operator.setSetpoint(setpoint);
      assertEquals(setpoint < 1 ? 0.3 : 10, rig.tick().setpointM);
      assertTrue(rig.last.has(TickFlag.SETPOINT_CLAMPED));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void thatIsNotFiniteIsRefusedAtTheDoorAndTheLastOneStays(double setpoint) {
      rig.operator.setSetpoint(2);
      assertThrows(IllegalArgumentException.class, () -> rig.operator.setSetpoint(setpoint));
      assertEquals(2, rig.operator.setpointM());
    }
  }

  @Nested
  class Faults {
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aCommandThatIsNotFiniteBecomesZeroAndIsFlagged(double command) {
      rig.armed();
      rig.controller.overridden = true;
      rig.controller.override = command;
      TickRecord tick = rig.tick();
      assertEquals(Mode.ARMED, tick.mode);
      assertTrue(tick.has(TickFlag.COMMAND_NOT_FINITE));
      assertEquals(0, tick.command);
      assertEquals(0, rig.actuators.getFirst().command);
    }

    @Test
    void anExceptionInTheControllerStopsTheMotorsUntilDisarmedAndArmedAgain() {
      rig.armed();
      rig.controller.failure = new IllegalStateException("broken");
      assertEquals(Mode.FAULT, rig.tick().mode);
      assertTrue(rig.last.has(TickFlag.FAULT));
      assertTrue(rig.stopped());

      rig.controller.failure = null;
      rig.operator.arm();
      assertEquals(Mode.FAULT, rig.tick().mode);
      assertTrue(rig.last.has(TickFlag.ARM_REFUSED));
      rig.operator.disarm();
      assertEquals(Mode.DISARMED, rig.tick().mode);
      rig.operator.arm();
      assertEquals(Mode.ARMED, rig.tick().mode);
    }

    @Test
    void anExceptionInTheEstimatorStopsTheMotorsAndDisarmingStillWorks() {
      rig.armed();
      rig.height.failure = new IllegalStateException("bus");
      assertEquals(Mode.FAULT, rig.tick().mode);
      assertTrue(rig.stopped());
      rig.operator.disarm();
      assertEquals(Mode.DISARMED, rig.tick().mode);
      assertTrue(rig.last.has(TickFlag.FAULT));
    }

    @Test
    void anActuatorThatThrowsDoesNotKeepTheOthersFromBeingStopped() {
      rig.armed();
      rig.actuators.getFirst().failure = new IllegalStateException("wire");
      assertEquals(Mode.FAULT, rig.tick().mode);
      assertTrue(rig.actuators.get(1).stopped);
      assertEquals(0, rig.last.limited[0]);
      rig.loop.stop();
      assertTrue(rig.stopped());
    }

    @Test
    void aListenerThatThrowsOrLosesRecordsIsFlaggedInTheNextTickAndTheFlightGoesOn() {
      boolean[] broken = {true, false};
      TickListener throwing =
          tick -> {
            if (broken[0]) {
              throw new IllegalStateException("listener");
            }
          };
      TickListener losing =
          new TickListener() {
            @Override
            public void onTick(TickRecord record) {}

            @Override
            public boolean isLosing() {
              return broken[1];
            }
          };
      LoopRig flown = new LoopRig(throwing, losing);
      flown.armed();
      broken[0] = false;
      broken[1] = true;
      assertTrue(flown.tick().has(TickFlag.RECORD_LOST));
      broken[1] = false;
      assertTrue(flown.tick().has(TickFlag.RECORD_LOST));
      assertEquals(Mode.ARMED, flown.last.mode);
      assertFalse(flown.tick().has(TickFlag.RECORD_LOST));
    }
  }

  @Test
  void refusesPartsThatDoNotFit() {
    Mixer twoCommands = Mixer.identity(List.of("height", "yaw"));
    Mixer twoOutputs = new Mixer(List.of("a", "b"), List.of("height"), new double[][] {{1}, {1}});
    assertTrue(refusal(twoCommands).contains("[height, yaw]"), refusal(twoCommands));
    assertTrue(refusal(twoOutputs).contains("0 outputs"), refusal(twoOutputs));
  }

  private String refusal(Mixer mixer) {
    return assertThrows(
            IllegalArgumentException.class,
            () ->
                new ControlLoop(
                    LoopConfig.blimp(),
                    rig.operator,
                    rig.height,
                    rig.controller,
                    mixer,
                    List.of(),
                    List.of()))
        .getMessage();
  }

  @Test
  void refusesSettingsNamingEveryFault() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new LoopConfig(0, 2, 1, -1, 0))
            .getMessage();
    for (String field :
        List.of("periodNanos", "minSetpointM", "maxHeightAgeNanos", "deadManTimeoutNanos")) {
      assertTrue(message.contains(field), message);
    }
  }
}
