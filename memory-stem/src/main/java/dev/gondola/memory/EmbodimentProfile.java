package dev.gondola.memory;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The embodiment part: what a robot is and can do. A new profile replaces the old one as a whole.
 *
 * @param robot id of the robot described
 * @param name name for people, at most 64 characters
 * @param type kind of robot such as {@code blimp}, an id of 1 to 48 characters
 * @param abilities what it can do or carry, at most 16 entries: id to text of at most 64 characters
 */
public record EmbodimentProfile(
    String robot, String name, String type, Map<String, String> abilities) implements Payload {

  private static final int MAX_ABILITIES = 16;
  private static final int MAX_CHARS = 64;

  /**
   * Checks the ranges and copies the map, sorted by key.
   *
   * @throws IllegalArgumentException if a component is out of its range
   */
  public EmbodimentProfile {
    Checks.id("robot", robot);
    Checks.text("name", name, MAX_CHARS);
    Checks.id("type", type);
    Checks.present("abilities", abilities);
    Checks.range("the number of abilities", abilities.size(), 0, MAX_ABILITIES);
    abilities.forEach(
        (key, value) -> {
          Checks.id("ability", key);
          Checks.text("ability " + key, value, MAX_CHARS);
        });
    abilities = Collections.unmodifiableSortedMap(new TreeMap<>(abilities));
  }

  @Override
  public String kind() {
    return "profile";
  }
}
