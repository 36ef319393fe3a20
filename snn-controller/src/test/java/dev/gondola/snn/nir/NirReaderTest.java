package dev.gondola.snn.nir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.NetworkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The reader of NIR files")
class NirReaderTest {
  @TempDir private Path folder;

  static byte[] bytes(String name) {
    try (InputStream in = NirReaderTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static NirGraph read(String name) {
    return NirReader.read(name, bytes(name));
  }

  @Test
  @DisplayName("knows every element type, byte order, packing and layout that h5py writes")
  void kinds() {
    NirGraph graph = read("kinds.nir");
    NirNode lif = graph.nodes().get("lif");
    assertEquals(NirArray.float64(new double[] {1, 2, 3, 4}, 4), lif.require("tau"));
    assertEquals(NirArray.wholes(NirDtype.INT8, new long[] {1, -2, 3, 4}, 4), lif.require("r"));
    assertEquals(
        NirArray.reals(NirDtype.FLOAT16, new double[] {0.5, 0.25, 0, -1}, 4),
        lif.require("v_leak"));
    assertEquals(
        NirArray.wholes(NirDtype.UINT64, new long[] {1, 2, 3, 1L << 40}, 4),
        lif.require("v_threshold"));
    assertEquals(NirArray.float32(new double[] {-0.5}), lif.require("v_reset"));
  }

  @Test
  @DisplayName("reads metadata: truth values, strings, matrices, groups, packed arrays")
  void metadata() {
    NirMetadata remarks = read("kinds.nir").metadata();
    assertEquals(
        Set.of("flag", "flags", "note", "fixed", "matrix", "inner", "packed"), remarks.keys());
    assertEquals(NirArray.bool(true), remarks.value("flag").orElseThrow());
    assertEquals(
        NirArray.wholes(NirDtype.BOOL, new long[] {1, 0}, 2), remarks.value("flags").orElseThrow());
    assertEquals("\u00fcber", remarks.value("note").orElseThrow().textAt(0));
    assertEquals(NirArray.texts(new String[] {"ab", "c"}, 2), remarks.value("fixed").orElseThrow());
    assertEquals(
        NirArray.wholes(NirDtype.INT32, new long[] {0, 1, 2, 3, 4, 5}, 2, 3),
        remarks.value("matrix").orElseThrow());
    assertEquals(
        NirArray.wholes(NirDtype.UINT8, new long[] {250, 5}, 2),
        remarks.groups().get("inner").value("bytes").orElseThrow());
    double[] counted = new double[35];
    Arrays.setAll(counted, i -> i);
    assertEquals(NirArray.float64(counted, 5, 7), remarks.value("packed").orElseThrow());
  }

  @Test
  @DisplayName("reads what old versions wrote: scalars for layers, no Input, no Output")
  void old() {
    FlatGraph graph = FlatGraph.of(read("old.nir"));
    NirShapes shapes = NirShapes.of(graph).orThrow("old");
    assertEquals(Set.of("0", "1"), read("old.nir").nodes().keySet());
    assertArrayEquals(new int[] {3}, shapes.output(graph.index("1")).orElseThrow());
    assertArrayEquals(new int[] {2}, shapes.output(graph.index("0/Input")).orElseThrow());
    assertArrayEquals(new int[] {3}, shapes.output(graph.index("1/Output")).orElseThrow());
  }

  @Test
  @DisplayName("takes h5py's empty list of edges for one")
  void noEdges() {
    assertEquals(List.of(), read("lone.nir").edges());
  }

  @ParameterizedTest
  @CsvSource({
    "lzf.nir, 'is packed with \"lzf\"; write it with gzip or without packing'",
    "links.nir, '/node/nodes/soft: must be a group'",
    "links.nir, '/node/nodes/input/metadata/far: must be a dataset, and no link to one'",
    "circle.nir, 'has graphs within each other without end'",
    "bomb.nir, 'a chunk has 13 bytes in place of 8'"
  })
  @DisplayName("says what it does not read, and where")
  void refused(String file, String message) {
    NetworkException fault = assertThrows(NetworkException.class, () -> read(file));
    assertTrue(fault.getMessage().startsWith(file + ": "), fault.getMessage());
    assertTrue(fault.getMessage().contains(message), fault.getMessage());
  }

  @Test
  @DisplayName("tells a file that is no HDF5 file, is missing, or is cut off")
  void noHdf() throws IOException {
    Path file = folder.resolve("x.nir");
    assertTrue(message(file).contains("there is no such file"), message(file));
    Files.writeString(file, "{}");
    assertTrue(message(file).contains("is no HDF5 file"), message(file));
    byte[] whole = bytes("kinds.nir");
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertTrue(message(file).contains("x.nir: "), message(file));
    }
    Files.write(file, new byte[NirReader.MAX_BYTES + 1]);
    assertTrue(message(file).contains("is larger than 64 MiB"), message(file));
  }

  private static String message(Path file) {
    return assertThrows(NetworkException.class, () -> NirReader.read(file)).getMessage();
  }

  @Test
  @DisplayName("prints no control characters of a file")
  void printable() {
    byte[] bytes = bytes("old.nir");
    replace(bytes, "v_leak", "\u001b[31m!");
    String message =
        assertThrows(NetworkException.class, () -> NirReader.read("old", bytes)).getMessage();
    assertTrue(message.contains("?[31m!"), message);
    assertEquals(-1, message.indexOf('\u001b'));
  }

  @Test
  @DisplayName("does not follow a tree that leads to itself")
  void treeOfItself() {
    byte[] bytes = bytes("old.nir");
    int tree = indexOf(bytes, "TREE");
    bytes[tree + 5] = 1; // its level: its children are trees
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[tree + 32 + i] = (byte) ((long) tree >> (8 * i)); // its first child
    }
    NetworkException fault =
        assertThrows(NetworkException.class, () -> NirReader.read("tree", bytes));
    assertTrue(fault.getMessage().startsWith("tree: is damaged: it asks for more"), fault + "");
  }

  @Test
  @DisplayName("reads no byte much more often than a sound file needs")
  void metered() throws IOException {
    MeteredBytes bytes = new MeteredBytes(new byte[1 << 20]);
    ByteBuffer all = ByteBuffer.allocate(1 << 20);
    int times = 0;
    try {
      while (times < 1000) {
        bytes.position(0).read(all.clear());
        times++;
      }
    } catch (NirFormatException e) {
      assertEquals("its parts point to each other without end", e.getMessage());
    }
    assertEquals(48, times);
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  @Test
  @DisplayName("collects the faults of several nodes")
  void allFaults() {
    byte[] bytes = bytes("old.nir");
    replace(bytes, "v_leak", "w_leak");
    replace(bytes, "weight", "height");
    NetworkException fault =
        assertThrows(NetworkException.class, () -> NirReader.read("old", bytes));
    assertEquals(
        List.of(
            "/node: node \"0\" (Linear): the dataset \"weight\" is missing",
            "/node: node \"0\" (Linear): there is no dataset \"height\" in this type",
            "/node: node \"1\" (LIF): the dataset \"v_leak\" is missing",
            "/node: node \"1\" (LIF): there is no dataset \"w_leak\" in this type"),
        fault.faults());
  }

  private static void replace(byte[] bytes, String from, String to) {
    for (int i = 0; i + from.length() <= bytes.length; i++) {
      if (new String(bytes, i, from.length(), StandardCharsets.US_ASCII).equals(from)) {
        for (int k = 0; k < to.length(); k++) {
          bytes[i + k] = (byte) to.charAt(k);
        }
      }
    }
  }
}
