package dev.gondola.sim.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON object that is being read. Faults are collected, so that a file is reported whole;
 * {@link #finish} throws if there were any. After a fault a getter returns a harmless value.
 */
public final class JsonFields {
  /** Largest file accepted, bytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonNode node;
  private final String path;
  private final List<String> faults;
  private final Set<String> known = new HashSet<>();

  private JsonFields(JsonNode node, String path, List<String> faults) {
    this.node = node;
    this.path = path;
    this.faults = faults;
  }

  /**
   * Reads a file that holds one JSON object.
   *
   * @param file file of at most {@link #MAX_BYTES}
   * @param reader turns the object into a value; all faults it reports are thrown together
   * @return the value
   * @throws IOException if the file cannot be read
   * @throws JsonFileException if it is not valid
   */
  public static <T> T readFile(Path file, Function<JsonFields, T> reader) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new JsonFileException(
          file.toString(), List.of("$: larger than " + MAX_BYTES + " bytes"));
    }
    return read(Files.readString(file), file.toString(), reader);
  }

  /**
   * Reads a text that holds one JSON object.
   *
   * @param text JSON
   * @param source where the text came from, for messages
   * @param reader turns the object into a value; all faults it reports are thrown together
   * @return the value
   * @throws JsonFileException if it is not valid
   */
  public static <T> T read(String text, String source, Function<JsonFields, T> reader) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JacksonException e) {
      String where =
          e.getLocation() == null
              ? "$"
              : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
      throw new JsonFileException(
          source, List.of(where + ": not valid JSON: " + e.getOriginalMessage()));
    }
    if (root == null || !root.isObject()) {
      throw new JsonFileException(source, List.of("$: must be a JSON object"));
    }
    List<String> faults = new ArrayList<>();
    T value = null;
    try {
      value = reader.apply(new JsonFields(root, "$", faults));
    } catch (IllegalArgumentException e) {
      // A rule over several fields, thrown by the value's own constructor.
      faults.add("$: " + e.getMessage());
    }
    if (!faults.isEmpty()) {
      throw new JsonFileException(source, faults);
    }
    return value;
  }

  /** Reports a fault of a field. */
  public void fault(String field, String reason) {
    faults.add(path + "." + field + ": " + reason);
  }

  /** Returns whether a field is there and not null. */
  public boolean has(String field) {
    known.add(field);
    return node.hasNonNull(field);
  }

  /** Returns whether a field holds a text. */
  public boolean isText(String field) {
    known.add(field);
    return node.path(field).isString();
  }

  /** Reads a number that must be there, {@code min..max}. */
  public double number(String field, double min, double max) {
    if (!has(field)) {
      fault(field, "is missing");
      return min;
    }
    JsonNode value = node.get(field);
    if (!value.isNumber()) {
      fault(field, "must be a number, is " + shown(value));
      return min;
    }
    double number = value.doubleValue();
    if (!(number >= min && number <= max)) {
      fault(field, "must be " + min + ".." + max + ", is " + shown(value));
      return min;
    }
    return number;
  }

  /** Reads a number that may be left out, {@code min..max}. */
  public double number(String field, double min, double max, double otherwise) {
    return has(field) ? number(field, min, max) : otherwise;
  }

  /** Reads a whole number that may be left out; the whole range of a long. */
  public long integer(String field, long otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    JsonNode value = node.get(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      fault(field, "must be a whole number of 64 bits, is " + shown(value));
      return otherwise;
    }
    return value.longValue();
  }

  /** Reads a text that must be there. */
  public String text(String field) {
    if (!has(field)) {
      fault(field, "is missing");
      return "";
    }
    if (!isText(field)) {
      fault(field, "must be a text, is " + shown(node.get(field)));
      return "";
    }
    return node.get(field).stringValue();
  }

  /** Reads an object that must be there. */
  public <T> T object(String field, T otherwise, Function<JsonFields, T> reader) {
    if (!has(field)) {
      fault(field, "is missing");
      return otherwise;
    }
    return child(node.get(field), path + "." + field, otherwise, reader);
  }

  /** Reads an object that may be left out. */
  public <T> T optionalObject(String field, T otherwise, Function<JsonFields, T> reader) {
    return has(field) ? object(field, otherwise, reader) : otherwise;
  }

  /** Reads an array of objects that must be there, of {@code min..max} elements. */
  public <T> List<T> objects(String field, int min, int max, Function<JsonFields, T> reader) {
    List<T> values = new ArrayList<>();
    JsonNode array = node.path(field);
    known.add(field);
    if (!array.isArray() || array.size() < min || array.size() > max) {
      fault(field, "must be an array of " + min + ".." + max + " objects");
      return values;
    }
    for (int i = 0; i < array.size(); i++) {
      T value = child(array.get(i), path + "." + field + "[" + i + "]", null, reader);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private <T> T child(JsonNode at, String where, T otherwise, Function<JsonFields, T> reader) {
    if (!at.isObject()) {
      faults.add(where + ": must be an object, is " + shown(at));
      return otherwise;
    }
    int before = faults.size();
    JsonFields fields = new JsonFields(at, where, faults);
    try {
      T value = reader.apply(fields);
      return faults.size() == before ? value : otherwise;
    } catch (IllegalArgumentException e) {
      faults.add(where + ": " + e.getMessage());
      return otherwise;
    }
  }

  /** Reports every field nobody asked for; call it last. */
  public void finish() {
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        fault(
            name.length() > 40 ? name.substring(0, 40) + "..." : name,
            "is not known here; known are " + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }
}
