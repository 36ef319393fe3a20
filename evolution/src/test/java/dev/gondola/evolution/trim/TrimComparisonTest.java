package dev.gondola.evolution.trim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gondola.evolution.trim.TrimComparison.Flight;
import dev.gondola.evolution.trim.TrimComparison.OldTrim;
import dev.gondola.evolution.trim.TrimComparison.PhaseResult;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.io.NetworkJson;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A blimp that loses helium, is refilled and loses it again, over 6 seeds,")
class TrimComparisonTest {
  private static final int FULL = 0;
  private static final int LEAKED = 2;
  private static final int REFILLED = 3;
  private static final int LEAKED_AGAIN = 5;

  private static final List<TrimComparison> RUNS =
      IntStream.rangeClosed(1, 6).mapToObj(seed -> run(seed, 60)).toList();

  private static TrimComparison run(long seed, double leakS) {
    return new TrimComparison(new LeakFlight(seed, leakS), ShippedController.blimp());
  }

  private static PhaseResult phase(TrimComparison run, int flight, int phase) {
    return run.flights().get(flight).phases().get(phase);
  }

  @Test
  @DisplayName("stays 8 cm or more too low without learning while leaked")
  void withoutLearning() {
    for (TrimComparison run : RUNS) {
      assertTrue(phase(run, 0, LEAKED).steadyM() > 0.08, phase(run, 0, LEAKED).toString());
    }
  }

  @Test
  @DisplayName("trims itself again to 3 cm by learning, full, leaked, refilled and leaked again")
  void retrims() {
    for (TrimComparison run : RUNS) {
      for (int phase : new int[] {FULL, LEAKED, REFILLED, LEAKED_AGAIN}) {
        assertTrue(phase(run, 2, phase).steadyM() < 0.03, phase(run, 2, phase).toString());
      }
    }
  }

  @Test
  @DisplayName("has its old trim at once when refilled: within 15 cm and 5 s, not 25 cm and 20 s")
  void returns() {
    for (TrimComparison run : RUNS) {
      PhaseResult integral = phase(run, 1, REFILLED);
      PhaseResult trim = phase(run, 2, REFILLED);
      assertTrue(trim.largestM() < 0.15 && trim.settledS() < 5, trim.toString());
      assertTrue(integral.largestM() > 0.25 && integral.settledS() > 20, integral.toString());
    }
  }

  @Test
  @DisplayName("forgets nothing: no weight of the full envelope changes while it is leaked")
  void forgetsNothing() {
    for (TrimComparison run : RUNS) {
      OldTrim old = run.oldTrim();
      assertEquals(0, old.changedWeights());
      assertEquals(old.leaked(), old.returned());
      assertEquals(old.learned(), old.returned(), 0.15);
      assertTrue(old.learned() < 3.0, "nothing was learned while full: " + old);
    }
  }

  @Test
  @DisplayName("does so after a leak of 400 s too, during which every place on the way is learned")
  void slowLeak() {
    TrimComparison run = run(1, 400);
    assertTrue(phase(run, 2, REFILLED).largestM() < 0.2, phase(run, 2, REFILLED).toString());
    assertEquals(run.oldTrim().learned(), run.oldTrim().returned(), 0.15);
    assertEquals(0, run.oldTrim().changedWeights());
  }

  @Test
  @DisplayName("flies and learns the same bits again; the learned network reads back from a file")
  void repeatable() {
    TrimComparison first = RUNS.getFirst();
    TrimComparison again = run(1, 60);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(heights(first.flights().get(i)), heights(again.flights().get(i)));
    }
    assertEquals(first.learned(), again.learned());
    assertEquals(first.learned(), NetworkJson.read("trim", NetworkJson.write(first.learned())));
    assertFalse(first.learned().equals(TrimNetwork.of(true)));
  }

  private static double[] heights(Flight flight) {
    return IntStream.range(0, flight.track().ticks())
        .mapToDouble(flight.track()::heightM)
        .toArray();
  }

  @Test
  @DisplayName("activates 7 place cells at any pressure, none of them both full and leaked")
  void places() {
    RetrimmingController controller =
        new RetrimmingController(ShippedController.blimp().only("pd").create(), true);
    for (int i = 0; i <= 1000; i++) {
      assertEquals(TrimNetwork.ACTIVE, controller.weightsAt(i / 1000.0).length, "at " + i);
    }
    // A field reaches 52 counts to either side; noise of 6 standard deviations another 30.
    assertTrue(1000 * (LeakFlight.FULL - LeakFlight.LEAKED) > 2 * (52 + 30));
    assertEquals(3.3, controller.trimAt(LeakFlight.FULL), 0.05);
  }

  @Test
  @DisplayName("allocates nothing in an update")
  void allocatesNothing() {
    RetrimmingController controller =
        new RetrimmingController(ShippedController.blimp().only("pd").create(), true);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 6 && least > 0; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 2000; i++) {
        controller.pressure(i / 2000.0);
        controller.update(1.5, 1.4 + (i & 15) * 0.01);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
  }

  @Test
  @DisplayName(
      "refuses a controller without a PD part or for another period, and a leak out of range")
  void refused() {
    ControllerSpec.Spiking shipped = ShippedController.blimp();
    LeakFlight leak = new LeakFlight(1, 60);
    IllegalArgumentException noPart =
        assertThrows(
            IllegalArgumentException.class, () -> new TrimComparison(leak, shipped.only("i")));
    assertTrue(noPart.getMessage().contains("no part \"pd\""), noPart.getMessage());
    IllegalArgumentException period =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new TrimComparison(leak, new ControllerSpec.Spiking("slow", 0.2, shipped.parts())));
    assertTrue(period.getMessage().contains("0.1 s, has 0.2"), period.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new LeakFlight(1, 0));
  }
}
