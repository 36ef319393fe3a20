package dev.gondola.snn.io;

import dev.gondola.snn.NetworkException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON from outside within stated bounds, so that no file can exhaust the robot. */
public final class JsonFiles {
  /** Largest file read, bytes, after unpacking. */
  public static final int MAX_BYTES = 64 << 20;

  /** Most JSON tokens in a file: each costs up to about 60 bytes of memory. */
  public static final int MAX_TOKENS = 1 << 22;

  private static final int MAX_DEPTH = 64;

  /** The strict, bounded mapper for all files of this module. Immutable. */
  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_TOKENS)
                          .maxNumberLength(100)
                          .maxStringLength(1 << 20)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFiles() {}

  /**
   * Reads a file whose whole is a JSON object; a name that ends in {@code .gz} is unpacked.
   *
   * @throws NetworkException if the file cannot be read, is too large or is not a JSON object
   */
  public static ObjectNode readObject(Path file) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return parseObject(file.toString(), in.readNBytes(MAX_BYTES + 1));
    } catch (NoSuchFileException e) {
      throw fault(file.toString(), "there is no such file");
    } catch (IOException e) {
      throw fault(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  /**
   * Reads a JSON object from bytes.
   *
   * @param subject what the bytes are, for messages
   * @throws NetworkException if there are too many or they are not a JSON object
   */
  public static ObjectNode parseObject(String subject, byte[] json) {
    if (json.length > MAX_BYTES) {
      throw fault(subject, "is larger than " + (MAX_BYTES >> 20) + " MiB");
    }
    try {
      JsonNode root = MAPPER.readTree(json);
      if (root instanceof ObjectNode object) {
        return object;
      }
      throw fault(subject, "must be a JSON object");
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      String where =
          at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
      throw fault(subject, where + "not valid JSON: " + e.getOriginalMessage());
    }
  }

  /**
   * Reads a resource of a class.
   *
   * @throws IllegalStateException if the resource is missing: a fault of the build
   */
  public static byte[] resource(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void put(ObjectNode f, String name, int[] values) {
    ArrayNode list = f.putArray(name);
    for (int value : values) {
      list.add(value);
    }
  }

  static void put(ObjectNode f, String name, List<Integer> values) {
    ArrayNode list = f.putArray(name);
    values.forEach(list::add);
  }

  private static NetworkException fault(String subject, String what) {
    return new NetworkException(subject, List.of(what));
  }
}
