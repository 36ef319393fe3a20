package dev.gondola.memory;

import java.util.Collection;
import tools.jackson.databind.JsonNode;

/**
 * Reads a JSON object strictly: every field named must be there with its type, and no other. Ranges
 * are the business of the value built from them.
 */
final class Fields {

  private final String path;
  private final JsonNode node;
  private int used;

  /**
   * Opens an object.
   *
   * @param path where it stands, for error messages
   * @param node the node, may be null
   * @throws IllegalArgumentException if the node is not an object
   */
  Fields(String path, JsonNode node) {
    if (node == null || !node.isObject()) {
      throw new IllegalArgumentException(path + " must be an object");
    }
    this.path = path;
    this.node = node;
  }

  String text(String name) {
    JsonNode value = take(name);
    if (!value.isString()) {
      throw wrongType(name, "a string");
    }
    return value.stringValue();
  }

  long integer(String name) {
    return integer(path + "." + name, take(name));
  }

  static long integer(String path, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(path + " must be an integer");
    }
    return value.longValue();
  }

  double number(String name) {
    JsonNode value = take(name);
    if (!value.isNumber()) {
      throw wrongType(name, "a number");
    }
    return value.asDouble();
  }

  JsonNode array(String name) {
    JsonNode value = take(name);
    if (!value.isArray()) {
      throw wrongType(name, "an array");
    }
    return value;
  }

  JsonNode object(String name) {
    JsonNode value = take(name);
    if (!value.isObject()) {
      throw wrongType(name, "an object");
    }
    return value;
  }

  boolean has(String name) {
    return node.has(name);
  }

  Collection<String> names() {
    return node.propertyNames();
  }

  String path(String name) {
    return path + "." + name;
  }

  /** To be called last: refuses fields that nobody asked for. */
  void end() {
    if (used != node.size()) {
      throw new IllegalArgumentException(path + " has unknown fields: " + node.propertyNames());
    }
  }

  private JsonNode take(String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new IllegalArgumentException(path + "." + name + " is missing");
    }
    used++;
    return value;
  }

  private IllegalArgumentException wrongType(String name, String type) {
    return new IllegalArgumentException(path + "." + name + " must be " + type);
  }
}
