package dev.gondola.memory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.core.JsonGenerator;

/**
 * What the fleet knows: an immutable snapshot, the left fold of a set of events.
 *
 * <p>The fold is deterministic and independent of order and repetition: the same set of events
 * gives equal states and equal {@linkplain #digest() digests}. Each field holds what the last
 * writer wrote, by stamp, then robot id, boot and sequence number.
 *
 * @param spatial last known place by robot, sorted by robot id
 * @param embodiment profile by robot, sorted by robot id
 * @param temporal the latest {@link #TEMPORAL_VIEW} task notes, oldest first
 */
public record MemoryState(
    SortedMap<String, Known<Observation.Pose>> spatial,
    SortedMap<String, Known<EmbodimentProfile>> embodiment,
    List<Known<TaskNote>> temporal) {

  /** Number of task notes in {@link #temporal()}; the store keeps all of them. */
  public static final int TEMPORAL_VIEW = 256;

  /** The fold of no event. */
  public static final MemoryState EMPTY = fold(List.of());

  /**
   * Folds events.
   *
   * @param events in any order, also repeated
   */
  public static MemoryState fold(Iterable<Event> events) {
    Fold fold = new Fold();
    events.forEach(fold::apply);
    return fold.state();
  }

  /** Last known place of a robot. {@link Observation.Pose#ageMillis} tells how old it is. */
  public Optional<Observation.Pose> place(String robot) {
    return Optional.ofNullable(spatial.get(robot)).map(Known::value);
  }

  /** Profile of a robot. */
  public Optional<EmbodimentProfile> profile(String robot) {
    return Optional.ofNullable(embodiment.get(robot)).map(Known::value);
  }

  /** SHA-256 of {@link #toJson()}, 64 hexadecimal digits. Equal states have equal digests. */
  public String digest() {
    return HexFormat.of().formatHex(sha256(toJson()));
  }

  /** Canonical UTF-8 JSON of the whole state, {@code schema/memory-state.schema.json}. */
  public byte[] toJson() {
    return EventJson.bytes(
        json -> {
          json.writeStartObject();
          write(json, "spatial", spatial);
          write(json, "embodiment", embodiment);
          json.writeArrayPropertyStart("temporal");
          temporal.forEach(known -> write(json, known));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static <P extends Payload> void write(
      JsonGenerator json, String name, Map<String, Known<P>> fields) {
    json.writeObjectPropertyStart(name);
    fields.forEach(
        (robot, known) -> {
          json.writeName(robot);
          write(json, known);
        });
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Known<?> known) {
    json.writeStartObject();
    EventJson.writeKeyAndStamp(json, known.source(), known.stamp());
    json.writeName("value");
    EventJson.write(json, known.value());
    json.writeEndObject();
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
