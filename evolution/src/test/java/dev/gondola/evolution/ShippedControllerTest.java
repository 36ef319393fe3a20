package dev.gondola.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gondola.evolution.imitation.ErrorRecording;
import dev.gondola.evolution.imitation.ImitationData;
import dev.gondola.evolution.imitation.PdTargetLaw;
import dev.gondola.sim.plant.FlightCsv;
import dev.gondola.snn.control.Controller;
import dev.gondola.snn.control.ShippedController;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The PD part of the shipped controller")
class ShippedControllerTest {
  private static final double MOST = 0.50;

  private static double meanLoss(List<ErrorRecording> recordings) {
    Controller controller = ShippedController.blimp().only("pd").create();
    return recordings.stream().mapToDouble(r -> r.loss(controller).loss()).average().orElseThrow();
  }

  @Test
  @DisplayName("imitates the PD law on simulated flights that it was not trained on")
  void simulated() {
    ImitationData data =
        ImitationData.simulate(
            EvolutionConfig.SHIPPED.seed(),
            EvolutionConfig.PERIOD,
            () -> new PdTargetLaw(EvolutionConfig.PERIOD));
    double loss = meanLoss(data.validation());
    assertTrue(loss <= MOST, "mean loss " + loss);
  }

  @Test
  @DisplayName("imitates the PD law on the four published real flights")
  void real() throws IOException {
    Path folder = Path.of(System.getProperty("gondola.shared", "none"), "data", "blimp-flights");
    assumeTrue(Files.isDirectory(folder), "no real flights beside the checkout: " + folder);
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(f -> f.toString().endsWith(".csv")).sorted().toList();
    }
    assertEquals(4, files.size());
    double sum = 0;
    for (Path file : files) {
      FlightCsv csv = FlightCsv.read(file);
      double[] errors = IntStream.range(0, csv.rows()).mapToDouble(csv::errorM).toArray();
      sum += meanLoss(List.of(new ErrorRecording(errors, new PdTargetLaw(EvolutionConfig.PERIOD))));
    }
    assertTrue(sum / 4 <= MOST, "mean loss " + sum / 4);
  }
}
