package dev.gondola.snn.nir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the writer of NIR files writes")
class NirPythonTest {
  @TempDir private Path folder;

  private final Map<String, NirGraph> graphs =
      Map.of(
          "controller", NirGraphs.controller(),
          "all", NirGraphs.allTypes(),
          "conv1d", NirGraphs.conv1d());

  @Test
  @DisplayName("is read by h5py: every dataset, its type, shape and every bit, and nothing else")
  void h5py() {
    Map<String, NirGraph> all = new TreeMap<>(graphs);
    all.put("rich", NirWriterTest.rich());
    all.forEach(
        (name, graph) -> {
          Path file = folder.resolve(name + ".nir");
          NirWriter.write(graph, file);
          PythonNir.byH5py(file)
              .ifPresent(
                  lines -> {
                    SortedSet<String> found = new TreeSet<>(lines);
                    found.removeIf(line -> line.startsWith("version\t"));
                    assertEquals(lines.size() - 1, found.size(), "one version");
                    assertEquals(PythonNir.expected(graph), found);
                  });
        });
  }

  @Test
  @DisplayName("is read by the package nir, which checks the shapes: every number is the same")
  void nir() {
    graphs.forEach(
        (name, graph) -> {
          Path file = folder.resolve(name + ".nir");
          NirWriter.write(graph, file);
          PythonNir.byNir(file)
              .ifPresent(
                  lines -> {
                    SortedSet<String> missing = PythonNir.expected(graph);
                    missing.removeAll(lines);
                    assertEquals(new TreeSet<>(), missing, name + " gives " + lines);
                  });
        });
  }
}
