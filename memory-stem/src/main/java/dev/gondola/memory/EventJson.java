package dev.gondola.memory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON form of events, {@code schema/event.schema.json}. Writing is canonical: equal events
 * give equal bytes (fixed field order, no white space, shortest decimal form of a double).
 */
final class EventJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(Transport.MAX_MESSAGE_BYTES)
                          .maxNestingDepth(6)
                          .maxStringLength(1_024)
                          .maxNameLength(64)
                          .maxNumberLength(32)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EventJson() {}

  /**
   * Parses JSON of at most {@link Transport#MAX_MESSAGE_BYTES}.
   *
   * @throws IllegalArgumentException if it is not JSON, too long, too deep or has duplicate names
   */
  static JsonNode parse(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not acceptable JSON: " + e.getOriginalMessage(), e);
    }
  }

  static byte[] bytes(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json =
        MAPPER.tokenStreamFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      content.accept(json);
    }
    return out.toByteArray();
  }

  static byte[] encode(Event event) {
    return bytes(json -> write(json, event));
  }

  static String encode(Payload payload) {
    return new String(bytes(json -> write(json, payload)), StandardCharsets.UTF_8);
  }

  private static void write(JsonGenerator json, Event event) {
    json.writeStartObject();
    writeKeyAndStamp(json, event.key(), event.stamp());
    json.writeStringProperty("kind", event.payload().kind());
    json.writeName("payload");
    write(json, event.payload());
    json.writeEndObject();
  }

  static void writeKeyAndStamp(JsonGenerator json, EventKey key, Stamp stamp) {
    json.writeStringProperty("robot", key.origin().robot());
    json.writeNumberProperty("boot", key.origin().boot());
    json.writeNumberProperty("seq", key.seq());
    json.writeNumberProperty("millis", stamp.millis());
    json.writeNumberProperty("logical", stamp.logical());
  }

  static void write(JsonGenerator json, Payload payload) {
    json.writeStartObject();
    switch (payload) {
      case Observation.Pose pose -> {
        json.writeStringProperty("robot", pose.robot());
        json.writeNumberProperty("x", pose.x());
        json.writeNumberProperty("y", pose.y());
        json.writeNumberProperty("z", pose.z());
        json.writeNumberProperty("timeMillis", pose.timeMillis());
      }
      case EmbodimentProfile profile -> {
        json.writeStringProperty("robot", profile.robot());
        json.writeStringProperty("name", profile.name());
        json.writeStringProperty("type", profile.type());
        json.writeObjectPropertyStart("abilities");
        profile.abilities().forEach(json::writeStringProperty);
        json.writeEndObject();
      }
      case TaskNote note -> {
        json.writeStringProperty("task", note.task());
        json.writeStringProperty("status", note.status().name());
        json.writeStringProperty("text", note.text());
      }
    }
    json.writeEndObject();
  }

  /**
   * Reads an event.
   *
   * @param path where it stands, for error messages
   * @throws IllegalArgumentException if it is not an event
   */
  static Event read(String path, JsonNode node) {
    Fields fields = new Fields(path, node);
    Origin origin = new Origin(fields.text("robot"), fields.integer("boot"));
    EventKey key = new EventKey(origin, fields.integer("seq"));
    long logical = fields.integer("logical");
    Checks.range("logical", logical, 0, Stamp.MAX_LOGICAL);
    Stamp stamp = new Stamp(fields.integer("millis"), (int) logical);
    Payload payload =
        readPayload(fields.path("payload"), fields.text("kind"), fields.object("payload"));
    fields.end();
    return new Event(key, stamp, payload);
  }

  static Payload readPayload(String path, String kind, JsonNode node) {
    Fields fields = new Fields(path, node);
    Payload payload =
        switch (kind) {
          case "pose" ->
              new Observation.Pose(
                  fields.text("robot"),
                  fields.number("x"),
                  fields.number("y"),
                  fields.number("z"),
                  fields.integer("timeMillis"));
          case "profile" ->
              new EmbodimentProfile(
                  fields.text("robot"),
                  fields.text("name"),
                  fields.text("type"),
                  readAbilities(fields));
          case "task" ->
              new TaskNote(fields.text("task"), status(fields.text("status")), fields.text("text"));
          default -> throw new IllegalArgumentException(path + ": unknown kind of event");
        };
    fields.end();
    return payload;
  }

  private static Map<String, String> readAbilities(Fields fields) {
    Fields abilities = new Fields(fields.path("abilities"), fields.object("abilities"));
    Map<String, String> map = new TreeMap<>();
    for (String name : abilities.names()) {
      map.put(name, abilities.text(name));
    }
    return map;
  }

  private static TaskNote.Status status(String name) {
    return switch (name) {
      case "OK" -> TaskNote.Status.OK;
      case "FAIL" -> TaskNote.Status.FAIL;
      default -> throw new IllegalArgumentException("status must be OK or FAIL");
    };
  }
}
