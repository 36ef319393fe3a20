package dev.gondola.sim.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gondola.sim.plant.Identification.Options;
import dev.gondola.sim.plant.Identification.Progress;
import dev.gondola.sim.plant.IdentificationReport.FlightFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Four real flights")
class RealFlightsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("gondola.shared", "absent"), "data", "blimp-flights");
  private static final List<Path> FILES =
      Stream.of("neutral-pid-down-1.0m", "neutral-snn-up-1.0m", "heavy-pid-down-1.0m", "heavy-snn")
          .map(name -> FOLDER.resolve(name + ".csv"))
          .toList();

  @BeforeEach
  void recordingsAreThere() {
    assumeTrue(FILES.stream().allMatch(Files::exists), "the recordings are not there: " + FOLDER);
  }

  @Test
  @DisplayName("are predicted 5 s ahead by the published parameters as far as they should be")
  void publishedParameters() throws IOException {
    double[] buoyancy = {0.002, -0.001, -0.158, -0.117};
    double[] bound = {0.085, 0.075, 0.095, 0.095};
    double[] staysPut = {0.24, 0.27, 0.29, 0.18};
    for (int i = 0; i < FILES.size(); i++) {
      FlightWindows flight = new FlightWindows(FlightCsv.read(FILES.get(i)));
      BlimpParameters blimp = BlimpParameters.jointFit();
      assertTrue(
          Identification.errors(flight, blimp.thrust(), blimp.drag(), buoyancy[i]).ahead5sM()
              < bound[i]);
      assertEquals(staysPut[i], Identification.staysPut(flight), 0.01);
    }
  }

  @Test
  @Tag("slow")
  @DisplayName("are fitted to 7 cm and better 5 s ahead, and predicted to 8.5 cm when left out")
  void identified() throws IOException {
    IdentificationReport report = Identification.run(FILES, Options.standard(), Progress.NONE);
    System.out.println(report.toTable());
    double[] published = {0.069, 0.064, 0.062, 0.033};
    for (int i = 0; i < FILES.size(); i++) {
      FlightFit flight = report.flights().get(i);
      assertTrue(flight.fitted().ahead5sM() < published[i] + 0.005, flight.toString());
      assertTrue(flight.fitted().ahead1sM() < 0.015, flight.toString());
      assertTrue(flight.leftOut().orElseThrow().ahead5sM() < 0.085, flight.toString());
    }
    assertEquals(-0.16, report.flights().get(2).buoyancyMps2(), 0.015);
    assertEquals(-0.12, report.flights().get(3).buoyancyMps2(), 0.015);
    double slowness =
        report.thrust().delayS() + report.thrust().lagS() + report.thrust().servoTurnS() / 2;
    assertTrue(slowness > 0.40 && slowness < 0.70, "delay, lag and half a turn: " + slowness);
  }
}
