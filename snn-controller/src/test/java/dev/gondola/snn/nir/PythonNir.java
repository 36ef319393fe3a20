package dev.gondola.snn.nir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Reads NIR files by Python: with h5py alone (Debian's python3-h5py), and with the public package
 * nir, whose folder the environment variable GONDOLA_NIR_PYTHON or the system property
 * gondola.nir.python names.
 */
public final class PythonNir {
  private static final String PYTHON = "/usr/bin/python3";
  private static final Path SCRIPT =
      Path.of(System.getProperty("gondola.root", ".."))
          .resolve("snn-controller/src/test/python/read_nir.py");
  private static final int SECONDS = 120;

  private PythonNir() {}

  /** Returns the lines of read_nir.py, empty with a printed reason where h5py is absent. */
  public static Optional<SortedSet<String>> byH5py(Path file) {
    if (!Files.isExecutable(Path.of(PYTHON)) || run("", "-c", "import h5py").code() != 0) {
      System.out.println("h5py check skipped: no h5py; on Debian: apt-get install python3-h5py");
      return Optional.empty();
    }
    return Optional.of(lines("", "h5py", file));
  }

  /** Returns the lines of read_nir.py, empty with a printed reason where nir is absent. */
  public static Optional<SortedSet<String>> byNir(Path file) {
    String folder = System.getProperty("gondola.nir.python", System.getenv("GONDOLA_NIR_PYTHON"));
    if (folder == null || !Files.isDirectory(Path.of(folder, "nir"))) {
      System.out.println(
          "nir check skipped: GONDOLA_NIR_PYTHON names no folder with the package nir"
              + " (github.com/neuromorphs/NIR)");
      return Optional.empty();
    }
    return Optional.of(lines(folder, "nir", file));
  }

  private static SortedSet<String> lines(String pythonPath, String by, Path file) {
    Result result = run(pythonPath, SCRIPT.toString(), by, file.toString());
    if (result.code() != 0) {
      throw new AssertionError("python ended with " + result.code() + ":\n" + result.out());
    }
    return new TreeSet<>(result.out().lines().toList());
  }

  private record Result(int code, String out) {}

  private static Result run(String pythonPath, String... arguments) {
    List<String> command = new ArrayList<>(List.of(PYTHON));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile("python", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
      builder.environment().put("PYTHONPATH", pythonPath);
      builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
      Process process = builder.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("python takes longer than " + SECONDS + " s");
      }
      String text = Files.readString(out);
      Files.delete(out);
      return new Result(process.exitValue(), text);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("python cannot be run", e);
    }
  }

  /** Returns the lines of read_nir.py that a graph should give. */
  public static SortedSet<String> expected(NirGraph graph) {
    SortedSet<String> lines = new TreeSet<>();
    graph("node", graph, lines);
    return lines;
  }

  private static void graph(String path, NirGraph graph, SortedSet<String> lines) {
    lines.add(line(path + "/type", NirArray.text("NIRGraph")));
    String[] ends =
        graph.edges().stream()
            .sorted(Comparator.comparing(NirEdge::source).thenComparing(NirEdge::target))
            .flatMap(e -> List.of(e.source(), e.target()).stream())
            .toArray(String[]::new);
    lines.add(line(path + "/edges", NirArray.texts(ends, ends.length / 2, 2)));
    metadata(path + "/metadata", graph.metadata(), lines);
    graph
        .nodes()
        .forEach(
            (name, node) -> {
              String at = path + "/nodes/" + name;
              if (node.graph().isPresent()) {
                graph(at, node.graph().get(), lines);
                return;
              }
              lines.add(line(at + "/type", NirArray.text(node.type())));
              node.parameters().forEach((p, array) -> lines.add(line(at + "/" + p, array)));
              metadata(at + "/metadata", node.metadata(), lines);
            });
  }

  private static void metadata(String path, NirMetadata metadata, SortedSet<String> lines) {
    metadata.values().forEach((name, array) -> lines.add(line(path + "/" + name, array)));
    metadata.groups().forEach((name, group) -> metadata(path + "/" + name, group, lines));
  }

  private static String line(String path, NirArray array) {
    String shape =
        Arrays.stream(array.shape()).mapToObj(Integer::toString).collect(Collectors.joining(","));
    return String.join(
        "\t", path, array.dtype().label(), shape, HexFormat.of().formatHex(bytes(array)));
  }

  private static byte[] bytes(NirArray array) {
    if (array.dtype() == NirDtype.STRING) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < array.size(); i++) {
        all.append(array.textAt(i)).append('\0');
      }
      return all.toString().getBytes(StandardCharsets.UTF_8);
    }
    int width = array.dtype().bytes();
    ByteBuffer bytes = ByteBuffer.allocate(array.size() * width).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < array.size(); i++) {
      long bits =
          switch (array.dtype()) {
            case FLOAT32 -> Float.floatToRawIntBits((float) array.at(i));
            case FLOAT64 -> Double.doubleToRawLongBits(array.at(i));
            default -> array.wholeAt(i);
          };
      for (int b = 0; b < width; b++) {
        bytes.put((byte) (bits >> (8 * b)));
      }
    }
    return bytes.array();
  }
}
