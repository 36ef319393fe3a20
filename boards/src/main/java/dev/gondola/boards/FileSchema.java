package dev.gondola.boards;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON Schema of ours, used to find faults. The words of a fault's remedy come from the schema's
 * descriptions, so that the schema is the one place that tells what a key means.
 */
final class FileSchema {
  private final JsonNode document;
  private final Schema schema;

  private FileSchema(JsonNode document) {
    this.document = document;
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(document);
  }

  /** Loads the schema of the given name, such as {@code robot}. */
  static FileSchema load(String name) {
    String resource = "schema/" + name + ".schema.json";
    try (InputStream in = FileSchema.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the schema " + resource + " is not in the jar");
      }
      return new FileSchema(JsonMapper.shared().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a fault for everything in the tree that the schema does not allow. */
  void check(JsonNode root, Faults faults) {
    for (Error error : schema.validate(root)) {
      addFault(error, faults);
    }
  }

  private void addFault(Error error, Faults faults) {
    String path = pathOf(error.getInstanceLocation());
    if (faults.isUnread(path)) {
      return;
    }
    JsonNode rule = ruleAt(error.getInstanceLocation());
    String property = error.getProperty();
    switch (error.getKeyword()) {
      case "required" ->
          faults.add(
              Faults.member(path, property),
              path,
              "the key '" + property + "' is missing",
              "add it: " + description(member(rule, property)));
      case "additionalProperties", "unevaluatedProperties" ->
          faults.add(
              Faults.member(path, property),
              "the key '" + Faults.quote(property) + "' is not known",
              "take it out; known here: "
                  + String.join(", ", rule.path("properties").propertyNames()));
      default -> faults.add(path, message(error), "give " + description(rule));
    }
  }

  private static String message(Error error) {
    if (error.getInstanceNode().isNull()) {
      return "it has no value";
    }
    String value = shown(error.getInstanceNode());
    JsonNode limit = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "type" -> value + " is " + typeOf(error.getInstanceNode()) + ", not " + types(limit);
      case "enum" -> value + " is not one of " + list(limit);
      case "const" -> value + " is not " + shown(limit);
      case "minimum" -> value + " is below " + shown(limit);
      case "maximum" -> value + " is above " + shown(limit);
      case "exclusiveMinimum" -> value + " is not above " + shown(limit);
      case "exclusiveMaximum" -> value + " is not below " + shown(limit);
      case "minLength", "maxLength", "pattern" -> value + " has not the right form";
      case "minItems" -> "too few entries: at least " + shown(limit) + " wanted";
      case "maxItems" -> "too many entries: at most " + shown(limit) + " wanted";
      case "minProperties" -> "too few keys: at least " + shown(limit) + " wanted";
      case "maxProperties" -> "too many keys: at most " + shown(limit) + " wanted";
      case "uniqueItems" -> "something is there twice";
      default -> Faults.quote(error.getMessage());
    };
  }

  /** Follows a path of the file through the schema. */
  private JsonNode ruleAt(NodePath path) {
    JsonNode rule = document;
    for (int i = 0; i < path.getNameCount(); i++) {
      Object step = path.getElement(i);
      rule = step instanceof Integer ? resolved(rule.path("items")) : member(rule, step.toString());
    }
    return rule;
  }

  private JsonNode member(JsonNode rule, String key) {
    JsonNode found = rule.path("properties").path(key);
    return resolved(found.isMissingNode() ? rule.path("additionalProperties") : found);
  }

  private JsonNode resolved(JsonNode rule) {
    JsonNode reference = rule.path("$ref");
    return reference.isString() ? document.at(reference.stringValue().substring(1)) : rule;
  }

  private static String description(JsonNode rule) {
    return rule.path("description").asString("what the documentation says");
  }

  private static String pathOf(NodePath location) {
    String path = "$";
    for (int i = 0; i < location.getNameCount(); i++) {
      Object step = location.getElement(i);
      path =
          step instanceof Integer index
              ? Faults.element(path, index)
              : Faults.member(path, step.toString());
    }
    return path;
  }

  private static String shown(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "'" + Faults.quote(value.stringValue()) + "'";
      case OBJECT -> "{...}";
      case ARRAY -> "[...]";
      default -> Faults.quote(value.toString());
    };
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "a text";
      case NUMBER -> value.isIntegralNumber() ? "a whole number" : "a number";
      case OBJECT -> "a mapping";
      case ARRAY -> "a list";
      case BOOLEAN -> "true or false";
      default -> "no value";
    };
  }

  private static String types(JsonNode type) {
    return switch (type.asString("")) {
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "object" -> "a mapping";
      case "array" -> "a list";
      default -> type.toString();
    };
  }

  private static String list(JsonNode values) {
    StringJoiner joiner = new StringJoiner(", ");
    for (JsonNode value : values) {
      joiner.add(value.isString() ? value.stringValue() : value.toString());
    }
    return joiner.toString();
  }
}
