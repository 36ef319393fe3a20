package dev.gondola.firmware.link;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of one JSON object, as all messages of the link are. Reading is bounded in every
 * direction and refuses duplicate fields, text after the object, and numbers that are not finite.
 */
final class FlatJson {
  private static final int MAX_FIELDS = 64;
  private static final int MAX_STRING_LENGTH = 512;
  private static final int MAX_NUMBER_LENGTH = 40;
  private static final int MAX_NAME_LENGTH = 64;
  private static final int MAX_DEPTH = 4;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING_LENGTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .build())
          .build();

  /** Stands for an object or array, which no known field is. */
  private static final Object NESTED = new Object();

  private final Map<String, Object> fields;

  private FlatJson(Map<String, Object> fields) {
    this.fields = fields;
  }

  /**
   * Reads a message.
   *
   * @param maxBytes largest message read, bytes
   * @throws BadMessageException if it is longer, not one JSON object, or beyond a bound
   */
  static FlatJson read(byte[] payload, int maxBytes) throws BadMessageException {
    if (payload.length > maxBytes) {
      throw new BadMessageException("longer than " + maxBytes + " bytes");
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), payload)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadMessageException("not a JSON object");
      }
      FlatJson json = new FlatJson(fields(parser));
      if (parser.nextToken() != null) {
        throw new BadMessageException("something follows the JSON object");
      }
      return json;
    } catch (JacksonException e) {
      throw new BadMessageException("not valid JSON: " + Text.clean(e.getOriginalMessage()));
    }
  }

  private static Map<String, Object> fields(JsonParser parser) throws BadMessageException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      if (fields.size() == MAX_FIELDS) {
        throw new BadMessageException("more than " + MAX_FIELDS + " fields");
      }
      String name = parser.currentName();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static Object value(JsonParser parser) {
    return switch (parser.nextToken()) {
      case VALUE_STRING -> parser.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_FLOAT -> (Object) parser.getDoubleValue();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) parser.getDoubleValue()
              : (Object) parser.getLongValue();
      default -> {
        parser.skipChildren();
        yield NESTED;
      }
    };
  }

  /** Refuses every field that is not among the names. */
  void requireOnly(String... names) throws BadMessageException {
    for (String field : fields.keySet()) {
      if (!List.of(names).contains(field)) {
        throw new BadMessageException("unknown field " + Text.quote(field));
      }
    }
  }

  /** Returns a finite number. */
  double number(String name) throws BadMessageException {
    if (fields.get(name) instanceof Number n && Double.isFinite(n.doubleValue())) {
      return n.doubleValue();
    }
    throw new BadMessageException(name + " is missing or not a finite number");
  }

  /** Returns a finite number, or NaN if the field is absent or null. */
  double numberOrNaN(String name) throws BadMessageException {
    return fields.get(name) == null ? Double.NaN : number(name);
  }

  /** Returns an integer within the range of long. */
  long integer(String name) throws BadMessageException {
    if (fields.get(name) instanceof Long n) {
      return n;
    }
    throw new BadMessageException(name + " is missing or not an integer");
  }

  /** Returns an integer from 0 to 2^31-1, or -1 if the field is absent or null. */
  int countOrNone(String name) throws BadMessageException {
    if (fields.get(name) == null) {
      return -1;
    }
    long value = integer(name);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new BadMessageException(name + " is out of range");
    }
    return (int) value;
  }

  boolean bool(String name) throws BadMessageException {
    if (fields.get(name) instanceof Boolean b) {
      return b;
    }
    throw new BadMessageException(name + " is missing or not a boolean");
  }

  String text(String name) throws BadMessageException {
    if (fields.get(name) instanceof String s) {
      return s;
    }
    throw new BadMessageException(name + " is missing or not a string");
  }

  /** Returns a string, or the empty one if the field is absent or null. */
  String textOrEmpty(String name) throws BadMessageException {
    return fields.get(name) == null ? "" : text(name);
  }
}
