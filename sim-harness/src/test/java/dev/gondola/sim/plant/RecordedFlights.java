package dev.gondola.sim.plant;

import dev.gondola.snn.control.Controller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Makes recordings of simulated flights, in the form of the real ones. */
final class RecordedFlights {
  private RecordedFlights() {}

  /** Flies a step of 1 m down and back every 20 s and writes what a recorder would have seen. */
  static Path record(
      Path file, BlimpParameters blimp, Controller controller, long seed, double start, int rows)
      throws IOException {
    BlimpPlant plant = new BlimpPlant(blimp);
    plant.reset(seed, start);
    StringBuilder text = new StringBuilder("t_s,height_m,ref_m,u_cmd,error_m\n");
    for (int row = 0; row < rows; row++) {
      double ref = (row / 200) % 2 == 0 ? 1.5 : 0.5;
      double height = Math.rint(plant.height() * 100) / 100;
      double u = controller.update(ref, height);
      text.append(
          String.format(
              Locale.ROOT, "%.1f,%.2f,%.2f,%.4f,%.2f%n", row * 0.1, height, ref, u, ref - height));
      plant.setCommand(u);
      plant.advance(FlightCsv.PERIOD_S);
    }
    Files.writeString(file, text);
    return file;
  }
}
