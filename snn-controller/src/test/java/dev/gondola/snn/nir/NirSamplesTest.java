package dev.gondola.snn.nir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("The public NIR samples")
class NirSamplesTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("are read as other readers do: versions, nodes, datasets, edges, metadata")
  void read() {
    NirSamples.each(
        (file, expected) -> {
          NirGraph graph = NirReader.read(file);
          assertEquals(expected.get("version").stringValue(), graph.version());
          graph(file.toString(), expected.get("graph"), graph);
        });
  }

  @Test
  @DisplayName("written again read back equal")
  void again() {
    NirSamples.each(
        (file, expected) -> {
          NirGraph graph = NirReader.read(file);
          Path copy = folder.resolve(file.getFileName());
          NirWriter.write(graph, copy);
          NirGraph read = NirReader.read(copy);
          assertEquals(graph.nodes(), read.nodes());
          assertEquals(graph.edges(), read.edges());
          assertEquals(graph.metadata().keys(), read.metadata().keys());
        });
  }

  @Test
  @DisplayName("have shapes that fit along every edge")
  void shapes() {
    NirSamples.each(
        (file, expected) ->
            assertEquals(
                List.of(), NirShapes.of(FlatGraph.of(NirReader.read(file))).faults(), file + ""));
  }

  private static void graph(String where, JsonNode expected, NirGraph graph) {
    List<String> edges = new ArrayList<>();
    expected.get("edges").forEach(e -> edges.add(e.get(0) + " " + e.get(1)));
    assertEquals(
        new TreeSet<>(edges),
        new TreeSet<>(
            graph.edges().stream()
                .map(e -> "\"" + e.source() + "\" \"" + e.target() + "\"")
                .toList()));
    if (expected.has("metadata_keys")) {
      List<String> keys = new ArrayList<>();
      expected.get("metadata_keys").forEach(k -> keys.add(k.stringValue()));
      assertEquals(keys, List.copyOf(graph.metadata().keys()));
    }
    assertEquals(NirSamples.fields(expected.get("nodes")).keySet(), graph.nodes().keySet(), where);
    NirSamples.fields(expected.get("nodes"))
        .forEach((name, node) -> node(where + "/" + name, node, graph.nodes().get(name)));
  }

  private static void node(String where, JsonNode expected, NirNode node) {
    assertEquals(expected.get("type").stringValue(), node.type(), where);
    if (expected.has("nodes")) {
      graph(where, expected, node.graph().orElseThrow());
      return;
    }
    assertEquals(
        NirSamples.fields(expected.get("params")).keySet(), node.parameters().keySet(), where);
    NirSamples.fields(expected.get("params"))
        .forEach((name, p) -> array(where + "/" + name, p, node.require(name)));
  }

  private static void array(String where, JsonNode expected, NirArray array) {
    if (expected.has("string")) {
      assertEquals(expected.get("string").stringValue(), array.textAt(0), where);
      return;
    }
    assertEquals(expected.get("dtype").stringValue(), array.dtype().label(), where);
    assertEquals(expected.get("shape").toString(), shape(array), where);
    double[] values = array.toDoubles();
    for (int i = 0; i < expected.get("first").size(); i++) {
      assertEquals(expected.get("first").get(i).doubleValue(), values[i], where);
    }
    assertEquals(expected.get("last").doubleValue(), values[values.length - 1], where);
    double sum = 0;
    int nonzero = 0;
    for (double v : values) {
      sum += v;
      nonzero += v == 0 ? 0 : 1;
    }
    assertEquals(expected.get("nonzero").intValue(), nonzero, where);
    assertEquals(expected.get("sum").doubleValue(), sum, 2e-6 * Math.max(1, Math.abs(sum)), where);
  }

  private static String shape(NirArray array) {
    return Arrays.toString(array.shape()).replace(" ", "");
  }
}
