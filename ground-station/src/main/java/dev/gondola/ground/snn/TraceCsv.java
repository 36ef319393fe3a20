package dev.gondola.ground.snn;

import dev.gondola.snn.Network;
import dev.gondola.snn.engine.Engine;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the state of chosen neurons, one row a step: {@code step,v hidden[0],v hidden[1]}. */
public final class TraceCsv implements StepObserver, Closeable {
  private final List<TraceSelection> selections;
  private final List<TraceVariable> variables;
  private final BufferedWriter writer;
  private final StringBuilder row = new StringBuilder();

  /**
   * Opens a file, replaced if it exists.
   *
   * @throws IOException if it cannot be written
   */
  public TraceCsv(
      Path file, Network network, List<TraceSelection> selections, List<TraceVariable> variables)
      throws IOException {
    this.selections = List.copyOf(selections);
    this.variables = List.copyOf(variables);
    row.append("step");
    for (TraceVariable variable : variables) {
      for (TraceSelection s : selections) {
        String id = network.populations().get(s.population()).id();
        s.neurons().forEach(n -> row.append(',').append(CsvText.cell(name(variable, id, n))));
      }
    }
    writer = Files.newBufferedWriter(file);
    writer.append(row.append('\n'));
  }

  private static String name(TraceVariable variable, String id, int neuron) {
    return variable.label() + " " + id + "[" + neuron + "]";
  }

  @Override
  public void observe(long step, Engine engine) throws IOException {
    row.setLength(0);
    row.append(step);
    for (TraceVariable variable : variables) {
      for (TraceSelection s : selections) {
        int[] values = variable.of(engine, s.population());
        for (int neuron : s.neurons()) {
          row.append(',').append(values[neuron]);
        }
      }
    }
    writer.append(row.append('\n'));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
