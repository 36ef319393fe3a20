package dev.gondola.snn;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The schemas we ship. */
public final class Schemas {
  private static final String PREFIX = "urn:gondola:schema:";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemas(
                  Map.of(
                      PREFIX + "network:v1", resource("network"),
                      PREFIX + "controller:v1", resource("controller"))));

  /** Faults of a document, empty if it is valid. */
  public List<String> faults(String schema, JsonNode json) {
    return registry
        .getSchema(SchemaLocation.of(PREFIX + schema + ":v1"))
        .validate(json.toString(), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static String resource(String name) {
    try (InputStream in = Schemas.class.getResourceAsStream("schema/" + name + ".schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
