package dev.gondola.ground.snn.diff;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Compares two JSON objects field by field. Numbers and lists of numbers of one length are compared
 * number by number, and a number stands for a list of equal ones; all else is the same or not.
 */
final class JsonDifference {
  private static final int SHOWN = 60;

  private final List<FieldDifference> differences = new ArrayList<>();

  private JsonDifference() {}

  /**
   * Returns the fields that differ.
   *
   * @param except names that are not compared, at the top level only
   */
  static List<FieldDifference> of(JsonNode a, JsonNode b, Set<String> except) {
    JsonDifference difference = new JsonDifference();
    Set<String> names = names(a, b);
    names.removeAll(except);
    names.forEach(name -> difference.field(name, a.get(name), b.get(name)));
    return difference.differences;
  }

  private static Set<String> names(JsonNode a, JsonNode b) {
    Set<String> names = new LinkedHashSet<>(a.propertyNames());
    names.addAll(b.propertyNames());
    return names;
  }

  private void field(String path, JsonNode a, JsonNode b) {
    if (a != null && b != null && a.isObject() && b.isObject()) {
      names(a, b).forEach(name -> field(path + "." + name, a.get(name), b.get(name)));
      return;
    }
    double[] x = numbers(a);
    double[] y = numbers(b);
    int length = Math.max(x.length, y.length);
    boolean comparable = x.length > 0 && y.length > 0 && sameShape(a, b);
    if (!comparable) {
      if (a == null || !a.equals(b)) {
        differences.add(new FieldDifference(path, brief(a), brief(b), 0, 0, 0));
      }
      return;
    }
    int differing = 0;
    double most = 0;
    for (int i = 0; i < length; i++) {
      double d = Math.abs(x[x.length == 1 ? 0 : i] - y[y.length == 1 ? 0 : i]);
      differing += d == 0 ? 0 : 1;
      most = Math.max(most, d);
    }
    if (differing > 0) {
      differences.add(new FieldDifference(path, brief(a), brief(b), length, differing, most));
    }
  }

  /** A number fits any list, a list one of the same length whose elements fit. */
  private static boolean sameShape(JsonNode a, JsonNode b) {
    if (a.isNumber() || b.isNumber()) {
      return true;
    }
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = a.get(i).isNumber() == b.get(i).isNumber() && sameShape(a.get(i), b.get(i));
    }
    return same;
  }

  /** The numbers of a number, a list, or lists of lists; empty if anything else is among them. */
  private static double[] numbers(JsonNode node) {
    List<Double> numbers = new ArrayList<>();
    return node != null && collect(node, numbers)
        ? numbers.stream().mapToDouble(Double::doubleValue).toArray()
        : new double[0];
  }

  private static boolean collect(JsonNode node, List<Double> numbers) {
    if (node.isNumber()) {
      numbers.add(node.doubleValue());
      return true;
    }
    return node.isArray() && node.valueStream().allMatch(value -> collect(value, numbers));
  }

  private static String brief(JsonNode node) {
    if (node == null) {
      return null;
    }
    String text = node.isString() ? node.stringValue() : node.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 3) + "...";
  }
}
