package dev.gondola.sim.json;

import dev.gondola.snn.NetworkException;
import dev.gondola.snn.io.JsonFields;
import dev.gondola.snn.io.JsonFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Reads a value from a file that holds one JSON object, with all faults reported at once. */
public final class JsonFile {
  private JsonFile() {}

  /**
   * Reads a file.
   *
   * @param reader makes the value of the fields; the faults it records are thrown together
   * @throws JsonFileException if the file cannot be read or is not valid
   */
  public static <T> T read(Path file, Function<JsonFields, T> reader) {
    return read(file.toString(), () -> JsonFiles.readObject(file), reader);
  }

  /**
   * Reads a text.
   *
   * @param subject what the text is, for messages
   * @param reader as in {@link #read(Path, Function)}
   * @throws JsonFileException if the text is not valid
   */
  public static <T> T parse(String subject, String json, Function<JsonFields, T> reader) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return read(subject, () -> JsonFiles.parseObject(subject, bytes), reader);
  }

  private static <T> T read(
      String subject, Supplier<ObjectNode> object, Function<JsonFields, T> reader) {
    ObjectNode root;
    try {
      root = object.get();
    } catch (NetworkException e) {
      throw new JsonFileException(subject, e.faults());
    }
    List<String> faults = new ArrayList<>();
    T value = reader.apply(new JsonFields(root, "", faults));
    if (!faults.isEmpty()) {
      throw new JsonFileException(subject, faults);
    }
    return value;
  }
}
