package dev.gondola.ground.snn;

import dev.gondola.snn.Population;
import dev.gondola.snn.engine.Engine;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes every spike as it comes: {@code step,population,neuron,value}, in that order. */
public final class SpikeCsv implements StepObserver, Closeable {
  private final List<String> populations;
  private final BufferedWriter writer;

  /**
   * Opens a file, replaced if it exists.
   *
   * @throws IOException if it cannot be written
   */
  public SpikeCsv(Path file, List<Population> populations) throws IOException {
    this.populations = populations.stream().map(p -> CsvText.cell(p.id())).toList();
    writer = Files.newBufferedWriter(file);
    writer.write("step,population,neuron,value\n");
  }

  @Override
  public void observe(long step, Engine engine) throws IOException {
    for (int p = 0; p < populations.size(); p++) {
      int[] spikes = engine.spikes(p);
      for (int i = 0; i < spikes.length; i++) {
        if (spikes[i] != 0) {
          writer.write(step + "," + populations.get(p) + "," + i + "," + spikes[i] + "\n");
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
