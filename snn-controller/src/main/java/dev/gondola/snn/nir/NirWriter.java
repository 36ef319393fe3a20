package dev.gondola.snn.nir;

import dev.gondola.snn.NetworkException;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import io.jhdf.checksum.ChecksumUtils;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Writes NIR files that the Python package {@code nir} reads. The same graph gives the same bytes
 * on every machine. Strings are of fixed length, truth values uint8, float16 numbers float32,
 * because jhdf writes no others; arrays are not packed.
 */
public final class NirWriter {
  private static final String JHDF_ATTRIBUTE = "_jHDF";
  private static final int END_OF_FILE_AT = 28;
  private static final int CHECKSUM_AT = 44;

  private NirWriter() {}

  /**
   * Writes a file, in place of one that is there. A reader sees the old file or the new one, whole.
   *
   * @throws NetworkException if the file cannot be written, or the graph has what jhdf cannot
   *     write: no edges, arrays without elements, strings with a zero character; all faults at once
   */
  public static void write(NirGraph graph, Path file) {
    List<String> faults = NirUnwritable.of(graph);
    if (!faults.isEmpty()) {
      throw new NetworkException(file.toString(), faults);
    }
    // Not a temporary file of Java's: only its owner could read it.
    Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      String trailer = writeDraft(graph, draft);
      Files.write(draft, withoutTrailer(Files.readAllBytes(draft), trailer));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | HdfException e) {
      throw new NetworkException(file.toString(), List.of("cannot be written: " + reason(e)));
    } finally {
      delete(draft);
    }
  }

  private static String reason(Exception e) {
    return e.getCause() instanceof IOException cause ? cause.toString() : e.toString();
  }

  private static void delete(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      throw new NetworkException(draft.toString(), List.of("cannot be removed: " + e.getMessage()));
    }
  }

  /** Writes by jhdf; returns the remark about itself that jhdf puts at the end of the file. */
  private static String writeDraft(NirGraph graph, Path draft) {
    try (WritableHdfFile file = HdfFile.write(draft)) {
      Attribute remark = file.removeAttribute(JHDF_ATTRIBUTE);
      file.putDataset("version", graph.version().isEmpty() ? NirGraph.VERSION : graph.version());
      graph(file.putGroup("node"), graph);
      return (String) remark.getData();
    }
  }

  private static void graph(WritableGroup group, NirGraph graph) {
    group.putDataset("type", NirType.GRAPH.label());
    group.putDataset(
        "edges",
        graph.edges().stream()
            .map(e -> new String[] {e.source(), e.target()})
            .toArray(String[][]::new));
    WritableGroup nodes = group.putGroup("nodes");
    graph.nodes().forEach((name, node) -> node(nodes.putGroup(name), node));
    metadata(group, graph.metadata());
  }

  private static void node(WritableGroup group, NirNode node) {
    if (node.graph().isPresent()) {
      graph(group, node.graph().get());
      return;
    }
    group.putDataset("type", node.type());
    node.parameters().forEach((name, array) -> dataset(group, name, array));
    metadata(group, node.metadata());
  }

  private static void metadata(WritableGroup group, NirMetadata metadata) {
    if (!metadata.isEmpty()) {
      remarks(group.putGroup("metadata"), metadata);
    }
  }

  private static void remarks(WritableGroup group, NirMetadata metadata) {
    metadata.values().forEach((name, array) -> dataset(group, name, array));
    metadata.groups().forEach((name, within) -> remarks(group.putGroup(name), within));
  }

  private static void dataset(WritableGroup group, String name, NirArray array) {
    Object data = NirJavaArray.of(array);
    if (NirJavaArray.isUnsigned(array.dtype())) {
      group.putDataset(name, data, DatasetCreationOptions.builder().unsigned().build());
    } else {
      group.putDataset(name, data);
    }
  }

  /**
   * jhdf ends a file with a text about itself and the machine, which the superblock counts in (HDF5
   * File Format Specification 3.0, II.A, superblock version 2: end of file address at byte 28,
   * checksum of the bytes before it at byte 44).
   */
  private static byte[] withoutTrailer(byte[] file, String trailer) {
    byte[] text = trailer.getBytes(StandardCharsets.UTF_8);
    int end = file.length - text.length;
    if (end < CHECKSUM_AT || !Arrays.equals(file, end, file.length, text, 0, text.length)) {
      throw new IllegalStateException("jhdf ends a file otherwise than it did in version 0.13");
    }
    byte[] cut = Arrays.copyOf(file, end);
    ByteBuffer superblock = ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN);
    superblock.putLong(END_OF_FILE_AT, end);
    int checksum = ChecksumUtils.checksum(Arrays.copyOf(cut, CHECKSUM_AT));
    superblock.putInt(CHECKSUM_AT, checksum);
    return cut;
  }
}
