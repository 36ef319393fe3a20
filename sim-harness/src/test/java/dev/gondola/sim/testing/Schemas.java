package dev.gondola.sim.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Holds JSON against the schemas this module publishes. */
public final class Schemas {
  private Schemas() {}

  /** Returns what a schema resource under {@code dev/gondola/sim} says against a JSON text. */
  public static List<String> faults(String schemaResource, String json) {
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemas(
                    java.util.Map.of(
                        "urn:gondola:schema:blimp-parameters:v1",
                        resource("/dev/gondola/sim/plant/schema/blimp-parameters.schema.json"))));
    return registry
        .getSchema(resource("/dev/gondola/sim/" + schemaResource), InputFormat.JSON)
        .validate(json, InputFormat.JSON)
        .stream()
        .map(Error::toString)
        .toList();
  }

  /** Returns a resource's text. */
  public static String resource(String name) {
    try (InputStream in = Schemas.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
