package dev.gondola.snn.io;

import dev.gondola.snn.IntParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of one JSON object and collects every fault with its path, so that a file's
 * faults are reported at once. A faulty field reads as a harmless default; nothing is made of it.
 */
public final class JsonFields {
  private final JsonNode node;
  private final String path;
  private final List<String> faults;
  private final Set<String> known = new HashSet<>();

  /**
   * Makes a reader.
   *
   * @param node the object
   * @param path its path, for messages; empty for the root
   * @param faults receives the faults
   */
  public JsonFields(JsonNode node, String path, List<String> faults) {
    this.node = node;
    this.path = path;
    if (node.isObject()) {
      this.faults = faults;
    } else {
      addFault(faults, path.isEmpty() ? "/" : path, "must be an object, is " + brief(node));
      // What is missing inside is no further news.
      this.faults = new ArrayList<>();
    }
  }

  /** Returns whether the field is there. */
  public boolean has(String name) {
    return node.has(name);
  }

  /** Records a fault of a field. */
  public void reject(String name, String what) {
    fault(at(name), what);
  }

  /** Records a fault of the whole object. */
  public void reject(String what) {
    fault(path.isEmpty() ? "/" : path, what);
  }

  /** Reads a required text that has only one value. */
  public void constant(String name, String only) {
    JsonNode value = required(name);
    if (value != null && !(value.isString() && value.stringValue().equals(only))) {
      reject(name, "must be \"" + only + "\", is " + brief(value));
    }
  }

  /** Reads a required text. */
  public String text(String name) {
    JsonNode value = required(name);
    if (value != null && !value.isString()) {
      reject(name, "must be a text");
      return "";
    }
    return value == null ? "" : value.stringValue();
  }

  /** Reads a text, or a default where the field is absent. */
  public String text(String name, String absent) {
    return optional(name) ? text(name) : absent;
  }

  /** Reads a text that must be one of a set of labels. */
  public <T> T label(String name, Function<String, Optional<T>> parse, T absent, String choices) {
    if (!optional(name)) {
      return absent;
    }
    String label = text(name);
    return parse
        .apply(label)
        .orElseGet(
            () -> {
              reject(name, "must be one of " + choices + ", is \"" + label + "\"");
              return absent;
            });
  }

  /** Reads a required whole number in low..high. */
  public int integer(String name, int low, int high) {
    JsonNode value = required(name);
    return value == null ? low : integer(value, at(name), low, high);
  }

  /** Reads a whole number in low..high, or a default where the field is absent. */
  public int integer(String name, int low, int high, int absent) {
    return optional(name) ? integer(name, low, high) : absent;
  }

  /** Reads a required finite number in low..high. */
  public double number(String name, double low, double high) {
    JsonNode value = required(name);
    if (value == null) {
      return low;
    }
    if (!value.isNumber() || !(value.doubleValue() >= low && value.doubleValue() <= high)) {
      reject(name, "must be a number in " + low + ".." + high + ", is " + brief(value));
      return low;
    }
    return value.doubleValue();
  }

  /** Reads a required truth value. */
  public boolean bool(String name) {
    JsonNode value = required(name);
    if (value != null && !value.isBoolean()) {
      reject(name, "must be true or false, is " + brief(value));
      return false;
    }
    return value != null && value.booleanValue();
  }

  /** Reads a required whole number of 64 bits. */
  public long longInteger(String name) {
    JsonNode value = required(name);
    if (value != null && !(value.isIntegralNumber() && value.canConvertToLong())) {
      reject(name, "must be a whole number of 64 bits, is " + brief(value));
      return 0;
    }
    return value == null ? 0 : value.longValue();
  }

  /** Reads a required list of finite numbers. */
  public double[] numbers(String name) {
    JsonNode value = required(name);
    return value == null ? new double[0] : numbers(value, at(name));
  }

  /** Reads a required list of lists of finite numbers. */
  public List<double[]> numberLists(String name) {
    JsonNode value = required(name);
    List<double[]> lists = new ArrayList<>();
    if (value != null && array(value, at(name))) {
      for (int i = 0; i < value.size(); i++) {
        lists.add(numbers(value.get(i), at(name) + "/" + i));
      }
    }
    return lists;
  }

  private double[] numbers(JsonNode value, String where) {
    if (!array(value, where)) {
      return new double[0];
    }
    double[] numbers = new double[value.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = value.get(i);
      if (!number.isNumber() || !Double.isFinite(number.doubleValue())) {
        fault(where + "/" + i, "must be a finite number, is " + brief(number));
      } else {
        numbers[i] = number.doubleValue();
      }
    }
    return numbers;
  }

  /** Reads one number for all neurons or a list of one for each, or a default where absent. */
  public IntParameter parameter(String name, IntParameter absent) {
    if (!optional(name)) {
      return absent;
    }
    JsonNode value = node.get(name);
    if (!value.isArray()) {
      return IntParameter.of(integer(value, at(name), Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
    return IntParameter.perNeuron(integers(value, at(name), Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  /** Reads a required list of whole numbers. */
  public int[] integers(String name) {
    return integers(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** Reads a required list of whole numbers in low..high. */
  public int[] integers(String name, int low, int high) {
    JsonNode value = required(name);
    return value == null ? new int[0] : integers(value, at(name), low, high);
  }

  /** Reads a required list of whole numbers. */
  public List<Integer> integerList(String name) {
    return Arrays.stream(integers(name)).boxed().toList();
  }

  /** Reads a text that names a constant in lower case, or a default where the field is absent. */
  public <E extends Enum<E>> E choice(String name, E[] constants, E absent) {
    Map<String, E> byName = new LinkedHashMap<>();
    for (E constant : constants) {
      byName.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    String choices = String.join(", ", byName.keySet());
    return label(name, text -> Optional.ofNullable(byName.get(text)), absent, choices);
  }

  /** Reads a required list of lists of whole numbers. */
  public int[][] matrix(String name) {
    JsonNode value = required(name);
    return value == null ? new int[0][] : matrix(value, at(name));
  }

  private int[][] matrix(JsonNode value, String where) {
    if (!array(value, where)) {
      return new int[0][];
    }
    int[][] rows = new int[value.size()][];
    for (int j = 0; j < rows.length; j++) {
      rows[j] = integers(value.get(j), where + "/" + j, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    return rows;
  }

  /** Reads a required list of matrices of whole numbers. */
  public List<int[][]> matrices(String name) {
    JsonNode value = required(name);
    List<int[][]> list = new ArrayList<>();
    if (value != null && array(value, at(name))) {
      for (int i = 0; i < value.size(); i++) {
        list.add(matrix(value.get(i), at(name) + "/" + i));
      }
    }
    return list;
  }

  /** Reads a required list of lists of matrices of whole numbers. */
  public int[][][][] tensor(String name) {
    JsonNode value = required(name);
    if (value == null || !array(value, at(name))) {
      return new int[0][][][];
    }
    int[][][][] tensor = new int[value.size()][][][];
    for (int i = 0; i < tensor.length; i++) {
      String where = at(name) + "/" + i;
      JsonNode matrices = value.get(i);
      tensor[i] = new int[array(matrices, where) ? matrices.size() : 0][][];
      for (int k = 0; k < tensor[i].length; k++) {
        tensor[i][k] = matrix(matrices.get(k), where + "/" + k);
      }
    }
    return tensor;
  }

  /** Reads a required list of objects. */
  public List<JsonFields> objects(String name) {
    JsonNode value = required(name);
    List<JsonFields> list = new ArrayList<>();
    if (value != null && array(value, at(name))) {
      for (int i = 0; i < value.size(); i++) {
        list.add(new JsonFields(value.get(i), at(name) + "/" + i, faults));
      }
    }
    return list;
  }

  /** Reads a required object. */
  public JsonFields object(String name) {
    JsonNode value = required(name);
    return value == null
        ? new JsonFields(JsonFiles.MAPPER.createObjectNode(), at(name), new ArrayList<>())
        : new JsonFields(value, at(name), faults);
  }

  /** Returns a required field as it is; null if it is missing. */
  public JsonNode required(String name) {
    known.add(name);
    JsonNode value = node.get(name);
    if (value == null) {
      fault(at(name), "is missing");
    }
    return value;
  }

  /** Records a fault for every field that was not asked for. */
  public void refuseOthers() {
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        fault(at(name), "is not a known field; known here: " + known.stream().sorted().toList());
      }
    }
  }

  private boolean optional(String name) {
    known.add(name);
    return node.has(name);
  }

  private int[] integers(JsonNode value, String where, int low, int high) {
    if (!array(value, where)) {
      return new int[0];
    }
    int[] numbers = new int[value.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = integer(value.get(i), where + "/" + i, low, high);
    }
    return numbers;
  }

  private int integer(JsonNode value, String where, int low, int high) {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      fault(where, "must be a whole number of 32 bits, is " + brief(value));
      return low > 0 || high < 0 ? low : 0;
    }
    int number = value.intValue();
    if (number < low || number > high) {
      fault(where, "must be %d..%d, is %d".formatted(low, high, number));
      return low;
    }
    return number;
  }

  private boolean array(JsonNode value, String where) {
    if (!value.isArray()) {
      fault(where, "must be a list, is " + brief(value));
    }
    return value.isArray();
  }

  private String at(String name) {
    return path + "/" + name;
  }

  private void fault(String where, String what) {
    addFault(faults, where, what);
  }

  private static void addFault(List<String> faults, String where, String what) {
    if (faults.size() < 50) {
      faults.add(where + ": " + what);
    }
  }

  private static String brief(JsonNode value) {
    String text = value.toString();
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }
}
