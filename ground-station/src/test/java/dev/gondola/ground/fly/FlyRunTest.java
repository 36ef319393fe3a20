package dev.gondola.ground.fly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.firmware.log.FlightLogReader;
import dev.gondola.firmware.log.FlightRecording;
import dev.gondola.sim.Scenario;
import dev.gondola.sim.ScenarioFlight;
import dev.gondola.sim.metrics.StepMetrics;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.PidGains;
import dev.gondola.snn.control.ShippedController;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A run of simulated flights")
class FlyRunTest {
  private static final Scenario SCENARIO = Scenario.reference().withDuration(60);
  private static final FlyRun.Pace AT_ONCE = (tick, flights) -> {};

  @TempDir private Path folder;

  @Test
  @DisplayName("writes the same logs for the same seed, and others for another")
  void deterministic() throws IOException {
    List<ControllerSpec> all = List.of(pid("pid-flown"), ShippedController.blimp());
    List<Path> first = run("a", 1, all).logs();
    List<Path> second = run("b", 1, all).logs();
    List<Path> other = run("c", 2, all).logs();
    for (int i = 0; i < all.size(); i++) {
      assertEquals(-1, Files.mismatch(first.get(i), second.get(i)), first.get(i).toString());
      FlightRecording one = FlightLogReader.read(first.get(i));
      FlightRecording another = FlightLogReader.read(other.get(i));
      assertFalse(Arrays.equals(one.heightsM(), another.heightsM()));
      assertTrue(one.report().complete());
      assertEquals(SCENARIO.ticks(), one.ticks().size());
    }
  }

  @Test
  @DisplayName("lets every controller meet the same disturbance")
  void sameDisturbance() throws IOException {
    List<Path> logs = run("a", 3, List.of(pid("one"), pid("two"))).logs();
    assertArrayEquals(
        FlightLogReader.read(logs.get(0)).heightsM(), FlightLogReader.read(logs.get(1)).heightsM());
  }

  @Test
  @DisplayName("gives the figures of the same flight on the direct path, and counts spikes")
  void figures() throws IOException {
    ControllerSpec.Spiking spiking = ShippedController.blimp();
    FlyRun.Outcome outcome = run("a", 1, List.of(spiking));
    StepMetrics direct =
        StepMetrics.of(SCENARIO, new ScenarioFlight(SCENARIO).fly(1, spiking.create()));
    var figures = outcome.table().records().getFirst();
    assertEquals(direct.rmseM(), figures.get("rmse_m"));
    assertEquals(direct.overshootUpM(), figures.get("overshoot_up_m"));
    assertEquals(direct.steadyStateErrorM(), figures.get("steady_state_error_m"));
    assertEquals(direct.totalVariation(), figures.get("total_variation"));

    FlightRecording log = FlightLogReader.read(outcome.logs().getFirst());
    long spikes = log.ticks().stream().mapToLong(tick -> tick.spikes).sum();
    long operations = log.ticks().stream().mapToLong(tick -> tick.synapticOperations).sum();
    int steps = spiking.parts().stream().mapToInt(p -> p.network().stepsPerTick()).sum();
    assertEquals(spikes / 60.0, figures.get("spikes_per_s"));
    assertEquals((double) operations / (600 * steps), figures.get("synops_per_step"));
  }

  @Test
  @DisplayName("ends when asked to stop, with log and report of what was flown")
  void stops() throws IOException {
    int[] asked = {0};
    FlyRun.Outcome outcome =
        new FlyRun(plan("a", 1, List.of(pid("pid-flown")))).fly(AT_ONCE, () -> ++asked[0] > 100);
    assertEquals(10, outcome.seconds());
    FlightRecording log = FlightLogReader.read(outcome.logs().getFirst());
    assertEquals(100, log.ticks().size());
    assertTrue(log.report().complete());
    assertTrue(Files.size(outcome.report()) > 0);
  }

  @Test
  @DisplayName("ends in order when stopped before the first control period")
  void stopsAtOnce() throws IOException {
    FlyRun.Outcome outcome =
        new FlyRun(plan("a", 1, List.of(ShippedController.blimp()))).fly(AT_ONCE, () -> true);
    assertEquals(0, outcome.seconds());
    assertEquals(List.of(), outcome.table().records());
    assertTrue(Files.size(outcome.report()) > 0);
  }

  private FlyRun.Outcome run(String name, long seed, List<ControllerSpec> controllers)
      throws IOException {
    return new FlyRun(plan(name, seed, controllers)).fly(AT_ONCE, () -> false);
  }

  private FlyRun.Plan plan(String name, long seed, List<ControllerSpec> controllers)
      throws IOException {
    Path out = Files.createDirectory(folder.resolve(name));
    return new FlyRun.Plan(SCENARIO, seed, controllers, "test", out, Optional.empty(), false);
  }

  private static ControllerSpec pid(String name) {
    return new ControllerSpec.Flown(name, SCENARIO.periodS(), PidGains.FLOWN);
  }
}
