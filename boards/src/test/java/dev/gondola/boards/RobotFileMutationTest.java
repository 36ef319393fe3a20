package dev.gondola.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Spoils the reference blimp's file in every place and every way. */
@DisplayName("A robot.yaml in which")
class RobotFileMutationTest {
  private static final BoardCatalog BOARDS = BoardCatalog.builtIn();
  private static final FileSchema SCHEMA = FileSchema.load("robot");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** A place of the file: the container's JSON pointer, and the member's key or index. */
  record Place(String container, String key, String path) {
    @Override
    public String toString() {
      return path;
    }
  }

  @Test
  @DisplayName("nothing is spoilt has no fault")
  void whole() {
    assertEquals(List.of(), faultsOf(reference()));
  }

  @ParameterizedTest(name = "{0} is missing")
  @MethodSource("keys")
  void removed(Place place) {
    JsonNode root = reference();
    ((ObjectNode) root.at(place.container)).remove(place.key);
    assertNames(place, faultsOf(root));
  }

  @ParameterizedTest(name = "{0} has the wrong type")
  @MethodSource("places")
  void mistyped(Place place) {
    JsonNode root = reference();
    boolean wasText = value(root, place).isString();
    put(root, place, wasText ? NODES.numberNode(7) : NODES.stringNode("seven"));
    assertNames(place, faultsOf(root));

    put(root, place, NODES.nullNode());
    assertNames(place, faultsOf(root));

    put(root, place, value(root, place).isArray() ? NODES.objectNode() : NODES.arrayNode());
    assertNames(place, faultsOf(root));
  }

  @ParameterizedTest(name = "{0} is out of range")
  @MethodSource("places")
  void outOfRange(Place place) {
    JsonNode value = value(reference(), place);
    List<JsonNode> beyond = new ArrayList<>();
    if (value.isNumber()) {
      beyond.add(NODES.numberNode(2_000_000_000));
      beyond.add(NODES.numberNode(-2_000_000_000));
    } else if (value.isString()) {
      beyond.add(NODES.stringNode(""));
      beyond.add(NODES.stringNode("x".repeat(300)));
    } else if (value.isArray()) {
      ArrayNode tooLong = NODES.arrayNode();
      for (int i = 0; i < 9; i++) {
        tooLong.add(value.get(0));
      }
      beyond.add(tooLong);
      beyond.add(NODES.arrayNode());
    } else {
      ObjectNode unknownKey = ((ObjectNode) value).deepCopy();
      unknownKey.put("extra", 1);
      beyond.add(unknownKey);
    }
    for (JsonNode out : beyond) {
      JsonNode root = reference();
      put(root, place, out);
      assertNames(place, faultsOf(root));
    }
  }

  private static void assertNames(Place place, List<Fault> faults) {
    assertFalse(faults.isEmpty(), "no fault was found");
    String shown = faults.toString();
    assertTrue(faults.stream().anyMatch(f -> names(f, place)), shown);
    assertTrue(faults.stream().allMatch(f -> f.line() > 0 && !f.remedy().isEmpty()), shown);
  }

  // "controller" may hold one of two keys, so a missing one is named by the remedy.
  private static boolean names(Fault fault, Place place) {
    boolean ofChoice =
        place.container.equals("/control/controller")
            && fault.path().equals("$.control.controller")
            && fault.remedy().contains(place.key);
    return fault.path().startsWith(place.path) || ofChoice;
  }

  static Stream<Place> keys() {
    return places().filter(p -> !p.path.endsWith("]"));
  }

  static Stream<Place> places() {
    List<Place> places = new ArrayList<>();
    collect(reference(), "", "$", places::add);
    return places.stream();
  }

  private static void collect(JsonNode node, String pointer, String path, Consumer<Place> into) {
    node.properties()
        .forEach(
            member -> {
              String memberPath = Faults.member(path, member.getKey());
              into.accept(new Place(pointer, member.getKey(), memberPath));
              collect(member.getValue(), pointer + "/" + member.getKey(), memberPath, into);
            });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      into.accept(new Place(pointer, Integer.toString(i), path + "[" + i + "]"));
      collect(node.get(i), pointer + "/" + i, path + "[" + i + "]", into);
    }
  }

  private static JsonNode value(JsonNode root, Place place) {
    return root.at(place.container + "/" + place.key);
  }

  private static void put(JsonNode root, Place place, JsonNode value) {
    JsonNode container = root.at(place.container);
    if (container instanceof ObjectNode object) {
      object.set(place.key, value);
    } else {
      ((ArrayNode) container).set(Integer.parseInt(place.key), value);
    }
  }

  private static JsonNode reference() {
    return YamlDocument.parse(RobotFile.referenceBlimpText(), new Faults("reference"));
  }

  // JSON is YAML, so the spoilt tree can be written as JSON.
  private static List<Fault> faultsOf(JsonNode root) {
    Faults faults = new Faults("robot.yaml");
    JsonNode read = YamlDocument.parse(root.toString(), faults);
    RobotFile.findFaults(read, Path.of("").toAbsolutePath(), BOARDS, SCHEMA, faults);
    return faults.sorted();
  }
}
