package dev.gondola.firmware.link;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes one JSON object, field by field. */
final class FlatJsonWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final JsonGenerator generator =
      FACTORY.createGenerator(ObjectWriteContext.empty(), bytes).writeStartObject();

  FlatJsonWriter text(String name, String value) {
    generator.writeStringProperty(name, value);
    return this;
  }

  FlatJsonWriter integer(String name, long value) {
    generator.writeNumberProperty(name, value);
    return this;
  }

  /** Writes a count, or null for -1. */
  FlatJsonWriter count(String name, int value) {
    if (value < 0) {
      generator.writeNullProperty(name);
    } else {
      generator.writeNumberProperty(name, value);
    }
    return this;
  }

  FlatJsonWriter bool(String name, boolean value) {
    generator.writeBooleanProperty(name, value);
    return this;
  }

  /** Writes a number, or null where JSON has none: NaN and the infinities. */
  FlatJsonWriter number(String name, double value) {
    if (Double.isFinite(value)) {
      generator.writeNumberProperty(name, value);
    } else {
      generator.writeNullProperty(name);
    }
    return this;
  }

  byte[] toBytes() {
    generator.writeEndObject().close();
    return bytes.toByteArray();
  }
}
