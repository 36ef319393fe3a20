package dev.gondola.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.sim.plant.BlimpParameters;
import dev.gondola.sim.plant.BlimpPlant;
import dev.gondola.snn.control.FlownPid;
import dev.gondola.snn.control.PidGains;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bench")
@DisplayName("The cost of simulation")
class PlantBenchTest {

  @Test
  @DisplayName("of one control period of 0.1 s, and of a whole reference flight")
  void cost() {
    BlimpPlant plant = new BlimpPlant(BlimpParameters.jointFit());
    ScenarioFlight flight = new ScenarioFlight(Scenario.reference());
    FlownPid pid = new FlownPid(new PidGains(9, 0.75, 14), 0.1);
    double period = Double.MAX_VALUE;
    double whole = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long start = System.nanoTime();
      for (int tick = 0; tick < 1_000_000; tick++) {
        plant.setCommand((tick & 31) - 16);
        plant.advance(0.1);
      }
      period = Math.min(period, (System.nanoTime() - start) / 1e6);
      start = System.nanoTime();
      for (int seed = 0; seed < 300; seed++) {
        flight.fly(seed, pid);
      }
      whole = Math.min(whole, (System.nanoTime() - start) / 300e3);
    }
    assertTrue(plant.height() >= 0);
    System.out.printf(
        "one control period of the plant: %.0f ns%n290 s with the flown PID: %.0f us%n",
        period, whole);
  }
}
