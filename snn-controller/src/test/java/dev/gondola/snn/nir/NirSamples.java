package dev.gondola.snn.nir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public sample files, where there are any, and what is known about them. */
final class NirSamples {
  private static final Path FOLDER =
      Path.of(System.getProperty("gondola.shared", "../shared"), "data", "nir");

  private NirSamples() {}

  /** What is known, empty where the samples are absent. */
  static Optional<JsonNode> expected() {
    Path file = FOLDER.resolve("expected.json");
    if (!Files.exists(file)) {
      System.out.println("NIR samples skipped: no " + file + "; set -Dgondola.shared=DIR");
      return Optional.empty();
    }
    return Optional.of(JsonMapper.shared().readTree(file));
  }

  static Path file(String name) {
    return FOLDER.resolve(name);
  }

  /** Runs a check over every sample. */
  static void each(BiConsumer<Path, JsonNode> check) {
    expected()
        .ifPresent(
            json ->
                json.get("files")
                    .properties()
                    .forEach(f -> check.accept(file(f.getKey()), f.getValue())));
  }

  static Map<String, JsonNode> fields(JsonNode node) {
    Map<String, JsonNode> fields = new TreeMap<>();
    node.properties().forEach(p -> fields.put(p.getKey(), p.getValue()));
    return fields;
  }
}
