package dev.gondola.snn.nir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gondola.snn.NetworkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The writer of NIR files")
class NirWriterTest {
  @TempDir private Path folder;

  private NirGraph again(NirGraph graph) {
    Path file = folder.resolve("again.nir");
    NirWriter.write(graph, file);
    return NirReader.read(file);
  }

  /** A graph with every element type that is written, names beyond ASCII, and a graph within. */
  static NirGraph rich() {
    NirMetadata remarks =
        new NirMetadata(
            new TreeMap<>(
                Map.of(
                    "dt", NirArray.float64(0.001),
                    "nan", NirArray.float32(new double[] {Double.NaN, -0.0, 1e40}, 3),
                    "bytes", NirArray.wholes(NirDtype.UINT8, new long[] {0, 255}, 2),
                    "short", NirArray.wholes(NirDtype.INT16, new long[] {-32768}, 1),
                    "int", NirArray.wholes(NirDtype.UINT32, new long[] {4294967295L}),
                    "long", NirArray.int64(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, 1, 2),
                    "text", NirArray.text("gr\u00f6\u00dfe"),
                    "empty", NirArray.text(""),
                    "texts",
                        NirArray.texts(new String[] {"a", "bcd", "", "longest", "e", "f"}, 3, 2))),
            new TreeMap<>(
                Map.of("deep", NirMetadata.of(new TreeMap<>(Map.of("n", NirArray.int64(7)))))));
    NirNode unknown =
        new NirNode(
            "Quantum",
            new TreeMap<>(Map.of("q", NirArray.float64(new double[24], 2, 3, 4))),
            Optional.empty(),
            remarks);
    TreeMap<String, NirNode> nodes = new TreeMap<>();
    nodes.put("l.lif", NirGraphs.lif(3));
    nodes.put("\u00e4\u4e2d\ud83d\ude80", unknown);
    nodes.put("n".repeat(250), NirNode.input(3));
    nodes.put("within", NirNode.graph(NirGraphs.controller()));
    return new NirGraph(
        NirGraph.VERSION,
        nodes,
        NirGraphs.edges("l.lif", "l.lif", "n".repeat(250), "l.lif"),
        remarks);
  }

  @Test
  @DisplayName("writes what reads back equal")
  void equal() {
    assertEquals(rich(), again(rich()));
    NirGraph controller = again(NirGraphs.controller());
    assertEquals(NirGraphs.controller(), controller);
    assertEquals(NirGraph.VERSION, controller.version());
  }

  @Test
  @DisplayName("writes truth values as uint8 and float16 as float32, which jhdf knows")
  void widened() {
    NirMetadata remarks =
        NirMetadata.of(
            new TreeMap<>(
                Map.of(
                    "flag", NirArray.bool(true),
                    "half", NirArray.reals(NirDtype.FLOAT16, new double[] {0.5}, 1))));
    NirMetadata read =
        again(
                new NirGraph(
                    "1", NirGraphs.controller().nodes(), NirGraphs.controller().edges(), remarks))
            .metadata();
    assertEquals(NirArray.wholes(NirDtype.UINT8, new long[] {1}), read.value("flag").orElseThrow());
    assertEquals(NirArray.float32(new double[] {0.5}, 1), read.value("half").orElseThrow());
  }

  @Test
  @DisplayName("writes the same bytes each time, on every machine, and nothing about the machine")
  void deterministic() throws Exception {
    Path first = folder.resolve("a.nir");
    Path second = folder.resolve("b.nir");
    NirWriter.write(NirGraphs.controller(), first);
    NirWriter.write(NirGraphs.controller(), second);
    byte[] bytes = Files.readAllBytes(first);
    assertArrayEquals(bytes, Files.readAllBytes(second));
    assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("jHDF"));
    assertEquals(
        "333ca744d76ae45aae9c2f42da1072638e2f8da3f998880c0827e645d3d9f18d",
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
  }

  @Test
  @DisplayName("puts a file in the place of an old one, and leaves no draft behind")
  void replaces() throws IOException {
    Path file = folder.resolve("net.nir");
    Files.writeString(file, "old");
    NirWriter.write(NirGraphs.controller(), file);
    assertEquals(NirGraphs.controller(), NirReader.read(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  @DisplayName("refuses what the library below cannot write, all of it, and writes nothing then")
  void refuses() {
    NirGraph graph =
        new NirGraph(
            "1",
            new TreeMap<>(
                Map.of(
                    "x",
                    new NirNode(
                        "X",
                        new TreeMap<>(Map.of("none", NirArray.float64(new double[0], 0, 3))),
                        Optional.empty(),
                        NirMetadata.NONE))),
            List.of(),
            NirMetadata.of(new TreeMap<>(Map.of("t", NirArray.text("a\0b")))));
    Path file = folder.resolve("net.nir");
    NetworkException fault =
        assertThrows(NetworkException.class, () -> NirWriter.write(graph, file));
    assertEquals(
        List.of(
            "/edges: a graph without edges cannot be written",
            "/metadata/t: a string with a zero character cannot be written",
            "/x/none: an array without elements cannot be written"),
        fault.faults());
    assertFalse(Files.exists(file));
    NetworkException nowhere =
        assertThrows(
            NetworkException.class,
            () -> NirWriter.write(NirGraphs.controller(), folder.resolve("no/folder.nir")));
    assertEquals(1, nowhere.faults().size());
    assertEquals(
        "cannot be written: java.nio.file.NoSuchFileException",
        nowhere.faults().getFirst().split(": /", 2)[0]);
  }

  @Test
  @DisplayName("writes thousands of nodes")
  void many() {
    TreeMap<String, NirNode> nodes = new TreeMap<>();
    String[] edges = new String[2 * 3000];
    for (int i = 0; i < 3000; i++) {
      nodes.put("n" + i, NirNode.of(NirType.SCALE, Map.of("scale", NirArray.float64(i))));
      edges[2 * i] = "n" + i;
      edges[2 * i + 1] = "n" + (i + 1) % 3000;
    }
    NirGraph graph = new NirGraph("1.0", nodes, NirGraphs.edges(edges), NirMetadata.NONE);
    assertEquals(graph, again(graph));
  }
}
