package dev.gondola.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The loop runner")
class LoopRunnerTest {
  private static final long MS = 1_000_000;

  /** Time that moves when somebody waits, and by a set duration in each tick. */
  private static final class FakeClock implements LoopClock {
    long now = 5 * MS;
    long earlyWakeUp;
    long lateWakeUp;

    @Override
    public long nowNanos() {
      return now;
    }

    @Override
    public void awaitUntil(long deadlineNanos) {
      now = deadlineNanos + lateWakeUp - earlyWakeUp;
      earlyWakeUp = 0;
    }
  }

  private final FakeClock clock = new FakeClock();
  private final List<Long> beginsMs = new ArrayList<>();
  private final List<Long> durationsMs = new ArrayList<>();
  private LoopRunner runner;

  /** Flies ticks that take the given times, and returns when each began, ms from the first. */
  private List<Long> run(Long... durations) {
    durationsMs.addAll(List.of(durations));
    LoopRig rig = new LoopRig(this::onTick);
    runner = new LoopRunner(rig.loop, clock);
    runner.run();
    assertTrue(rig.stopped(), "motors are off at the end");
    return beginsMs.stream().map(begin -> begin - beginsMs.getFirst()).toList();
  }

  private void onTick(TickRecord tick) {
    beginsMs.add(tick.timeNanos / MS);
    clock.now += durationsMs.get((int) tick.tick) * MS;
    if (tick.tick == durationsMs.size() - 1) {
      runner.close();
    }
  }

  @Test
  void ticksAtAbsoluteDeadlinesHoweverLongATickTakes() {
    assertEquals(List.of(0L, 100L, 200L, 300L), run(1L, 60L, 99L, 10L));
    assertEquals(0, runner.stats().overruns());
    assertEquals(4, runner.stats().ticks());
  }

  @Test
  void countsAnOverrunSkipsTheMissedDeadlinesAndStaysOnTheGrid() {
    assertEquals(List.of(0L, 100L, 500L, 600L), run(1L, 350L, 1L, 1L));
    assertEquals(new LoopRunner.Stats(4, 1, 3, 0), runner.stats());
  }

  @Test
  void aTickThatEndsExactlyAtTheDeadlineIsNoOverrun() {
    assertEquals(List.of(0L, 100L, 200L), run(100L, 100L, 1L));
    assertEquals(0, runner.stats().overruns());
  }

  @Test
  void waitsOnAfterASpuriousWakeUp() {
    clock.earlyWakeUp = 30 * MS;
    assertEquals(List.of(0L, 100L), run(1L, 1L));
  }

  @Test
  void reportsTheLargestLateness() {
    clock.lateWakeUp = 7 * MS;
    run(1L, 1L, 1L);
    assertEquals(7 * MS, runner.stats().maxLateNanos());
  }

  @Test
  void anErrorInATickStopsTheMotorsAndEndsTheRun() {
    LoopRig rig =
        new LoopRig(
            tick -> {
              throw new StackOverflowError("test");
            });
    rig.actuators.getFirst().stopped = false;
    assertThrows(StackOverflowError.class, new LoopRunner(rig.loop, clock)::run);
    assertTrue(rig.stopped());
  }

  @Test
  void stopsItsThreadWithinATickAndLeavesTheMotorsOff() throws InterruptedException {
    CountDownLatch ticked = new CountDownLatch(2);
    LoopRig rig = new LoopRig(tick -> ticked.countDown());
    LoopRunner threaded = new LoopRunner(rig.loop, new SystemLoopClock());
    try (threaded) {
      threaded.start();
      assertTrue(ticked.await(10, TimeUnit.SECONDS));
    }
    long ticks = threaded.stats().ticks();
    assertTrue(rig.stopped());
    assertTrue(ticks >= 2, "ticks " + ticks);
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("control-loop")));
  }

  @Test
  void aRunnerThatWasNeverStartedCanBeClosed() {
    new LoopRunner(new LoopRig().loop, clock).close();
  }
}
