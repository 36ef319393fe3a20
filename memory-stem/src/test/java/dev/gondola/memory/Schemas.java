package dev.gondola.memory;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The schemas we ship. */
final class Schemas {

  private static final String PREFIX = "urn:gondola:schema:memory-";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemas(
                  Map.of(
                      PREFIX + "event:v1", resource("event"),
                      PREFIX + "message:v1", resource("message"),
                      PREFIX + "state:v1", resource("memory-state"))));

  /** Faults of a document, empty if it is valid. */
  List<String> faults(String schema, byte[] json) {
    Schema compiled = registry.getSchema(SchemaLocation.of(PREFIX + schema + ":v1"));
    String text = new String(json, StandardCharsets.UTF_8);
    return compiled.validate(text, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static String resource(String name) {
    try (InputStream in = Schemas.class.getResourceAsStream("schema/" + name + ".schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
