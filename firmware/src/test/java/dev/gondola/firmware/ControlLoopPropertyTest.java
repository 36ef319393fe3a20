package dev.gondola.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The control loop, whatever happens in whatever order,")
class ControlLoopPropertyTest {
  private final LoopRig rig = new LoopRig();
  private boolean armed;
  private boolean disarmed;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void drivesMotorsOnlyWhileArmedByAnOperatorWhoIsThereOverAFreshHeight(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    rig.height.heightM = 1;
    Mode before = Mode.DISARMED;
    for (int i = 0; i < 5_000; i++) {
      act(random);
      TickRecord tick = rig.tick();
      checkSafe(tick);
      checkArming(before, tick);
      before = tick.mode;
      rig.height.failure = null;
      rig.controller.failure = null;
    }
  }

  private void act(SplittableRandom random) {
    armed = random.nextInt(8) == 0;
    disarmed = random.nextInt(60) == 0;
    if (armed) {
      rig.operator.arm();
    }
    if (disarmed) {
      rig.operator.disarm();
    }
    if (random.nextInt(12) == 0) {
      rig.operator.heartbeat();
    }
    if (random.nextInt(10) == 0) {
      rig.height.fresh = !rig.height.fresh;
    }
    rig.height.heightM = random.nextInt(100) == 0 ? Double.NaN : 1;
    if (random.nextInt(1000) == 0) {
      rig.height.failure = new IllegalStateException("estimator");
    }
    if (random.nextInt(1000) == 0) {
      rig.controller.failure = new IllegalStateException("controller");
    }
  }

  private void checkSafe(TickRecord tick) {
    Set<TickFlag> unsafe =
        EnumSet.of(TickFlag.HEIGHT_STALE, TickFlag.OPERATOR_SILENT, TickFlag.FAULT);
    if (tick.mode == Mode.ARMED) {
      assertFalse(disarmed, "disarmed in tick " + tick.tick);
      assertTrue(unsafe.stream().noneMatch(tick::has), "tick " + tick.tick);
      assertFalse(rig.actuators.getFirst().stopped);
    } else {
      assertTrue(rig.stopped(), "tick " + tick.tick);
      assertEquals(0, tick.command);
      assertEquals(0, tick.limited[0]);
    }
  }

  private void checkArming(Mode before, TickRecord tick) {
    if (tick.mode == Mode.ARMED && before != Mode.ARMED) {
      assertTrue(
          before == Mode.HEIGHT_LOST || (armed && before != Mode.FAULT),
          "from " + before + " in tick " + tick.tick);
    }
    boolean refused = armed && tick.mode != Mode.ARMED;
    assertEquals(refused, tick.has(TickFlag.ARM_REFUSED), "tick " + tick.tick);
  }

  @Test
  void theRandomFlightsVisitEveryMode() {
    SplittableRandom random = new SplittableRandom(1);
    rig.height.heightM = 1;
    Set<Mode> visited = EnumSet.noneOf(Mode.class);
    for (int i = 0; i < 5_000; i++) {
      act(random);
      visited.add(rig.tick().mode);
      rig.height.failure = null;
      rig.controller.failure = null;
    }
    assertEquals(EnumSet.allOf(Mode.class), visited);
  }
}
