package dev.gondola.snn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.control.SpikingController;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.FixedPointEngine;
import dev.gondola.snn.io.NetworkJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The README's examples")
class NetworkExampleTest {

  @Test
  @DisplayName("make a network, run it and write it")
  void network() {
    IntParameter zero = IntParameter.of(0);
    Population neurons =
        Population.lif("neurons", 2, IntParameter.of(4095), zero, IntParameter.of(100), zero, zero);
    Synapses weights = Synapses.dense(new int[][] {{60}, {-60}}); // weights[target][source]
    Network network =
        new Network(
            "example",
            1,
            List.of(new Input("in", 1)),
            List.of(neurons),
            List.of(Projection.of("c", "in", "neurons", Port.CURRENT, 0, weights)));
    Engine engine = new FixedPointEngine(network);
    engine.input(0)[0] = 1; // held until changed
    for (int step = 0; step < 3; step++) {
      engine.step();
    }
    assertEquals(1, engine.spikes(0)[0]); // 60, 120 > 100: spike in the third step
    assertEquals(-120 * 64, engine.membranePotential(0)[1]);
    assertEquals(network, NetworkJson.read("example", NetworkJson.write(network)));
  }

  @Test
  @DisplayName("fly a controller")
  void controller() {
    SpikingController controller = ShippedController.blimp().create();
    double command = 0;
    for (int tick = 0; tick < 20; tick++) {
      command = controller.update(1.5, 1.0);
    }
    assertTrue(command > 0, "below the set-point, up: " + command);
  }
}
