package dev.gondola.snn.nir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The public NIR samples, run")
class NirSamplesRunTest {
  private static final double VALUE = 1e-9;

  @Test
  @DisplayName("spike and count as other programs do")
  void traces() {
    NirSamples.each(
        (file, expected) -> {
          if (expected.has("trace")) {
            trace(file, expected);
          }
        });
  }

  private static void trace(Path file, JsonNode expected) {
    JsonNode wanted = expected.get("trace");
    NirRun run = new NirRun(NirReader.read(file), wanted.get("dt_s").doubleValue());
    long seed = wanted.get("inputs").get(0).get("seed").longValue();
    NirStimulus stimulus = new NirStimulus(run, seed, wanted.get("input_p").doubleValue());
    NirTrace trace = NirTrace.of(run, stimulus, wanted.get("steps").intValue());
    NirSamples.fields(wanted.get("nodes"))
        .forEach(
            (name, node) -> {
              String where = file + " " + name;
              if (node.get("kind").stringValue().equals("spikes")) {
                NirTrace.Spikes spikes = trace.spikes().get(name);
                assertEquals(ints(node.get("counts")), spikes.counts(), where);
                assertEquals(ints(node.get("first_spike_step")), spikes.firstStep(), where);
                assertEquals(node.get("total").longValue(), spikes.total(), where);
                assertEquals(node.get("first_100_steps").intValue(), spikes.inFirst100(), where);
              } else {
                values(where, node, trace.values().get(name));
              }
            });
    bench(file.toString(), expected.get("neurobench"), run, trace);
  }

  private static void values(String where, JsonNode expected, NirTrace.Values values) {
    NirSamples.fields(expected.get("at_step"))
        .forEach(
            (step, wanted) -> close(where, wanted, values.atStep().get(Integer.parseInt(step))));
    close(where, expected.get("mean"), values.mean());
    assertEquals(expected.get("min").doubleValue(), values.min(), VALUE, where);
    assertEquals(expected.get("max").doubleValue(), values.max(), VALUE, where);
  }

  private static void close(String where, JsonNode expected, List<Double> values) {
    assertEquals(expected.size(), values.size(), where);
    for (int i = 0; i < values.size(); i++) {
      assertEquals(expected.get(i).doubleValue(), values.get(i), VALUE, where);
    }
  }

  private static void bench(String where, JsonNode expected, NirRun run, NirTrace trace) {
    NirFootprint footprint = NirFootprint.of(run.graph(), run.shapes());
    JsonNode synops = expected.get("synops_per_step");
    assertEquals(expected.get("weights").longValue(), footprint.weights(), where);
    assertEquals(
        expected.get("connection_sparsity").doubleValue(),
        footprint.connectionSparsity(),
        5e-7,
        where);
    assertEquals(
        expected.get("activation_sparsity").doubleValue(), trace.activationSparsity(), 5e-7, where);
    assertEquals(synops.get("Dense").doubleValue(), trace.densePairs(), where);
    assertEquals(synops.get("Effective_ACs").doubleValue(), trace.accumulates(), 5e-5, where);
    assertEquals(
        synops.get("Effective_MACs").doubleValue(), trace.multiplyAccumulates(), 5e-5, where);
  }

  private static List<Integer> ints(JsonNode list) {
    List<Integer> ints = new ArrayList<>();
    list.forEach(v -> ints.add(v.intValue()));
    return ints;
  }

  @Test
  @DisplayName("give Norse's potential and spikes for lif_norse.nir")
  void norse() throws IOException {
    if (NirSamples.expected().isEmpty()) {
      return;
    }
    NirRun run = new NirRun(NirReader.read(NirSamples.file("lif_norse.nir")), 1e-4);
    NirNode lif = run.graph().node(run.graph().index("1"));
    float rate = 1e-4f / (float) lif.value("tau", 0);
    float v = 0;
    List<Integer> spikes = new ArrayList<>();
    List<String> rows = Files.readAllLines(NirSamples.file("lif_norse.csv"));
    for (int t = 0; t < rows.size(); t++) {
      String[] row = rows.get(t).split(",", -1);
      float x = Float.parseFloat(row[0]);
      run.input(run.graph().index("input"))[0] = x;
      run.step();
      v += rate * (0 - v + x);
      if (v > (float) lif.value("v_threshold", 0)) {
        v = 0;
      }
      assertEquals(Double.parseDouble(row[1]), v, 4e-9, "float32, row " + t);
      assertEquals(
          Double.parseDouble(row[1]), run.potential(run.graph().index("1"), 0), 3e-8, "row " + t);
      assertEquals(Double.parseDouble(row[2]), run.output(run.graph().index("1"), 0), "row " + t);
      if (run.output(run.graph().index("1"), 0) != 0) {
        spikes.add(t);
      }
    }
    assertEquals(List.of(460, 510, 710, 760), spikes);
  }
}
