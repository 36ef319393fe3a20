package dev.gondola.boards;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Collects the faults of one file and knows where each path of it stands. The number kept is
 * bounded.
 */
final class Faults {
  private static final int MAX_FAULTS = 100;
  private static final int MAX_QUOTE = 60;
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]{1,60}");

  private final String file;
  private final Map<String, Position> positions = new HashMap<>();
  private final Set<String> unread = new HashSet<>();
  private final List<Fault> found = new ArrayList<>();

  Faults(String file) {
    this.file = file;
  }

  private record Position(int line, int column) {}

  void place(String path, int line, int column) {
    positions.put(path, new Position(line, column));
  }

  /** Adds a fault at the place of its path. */
  void add(String path, String message, String remedy) {
    add(path, path, message, remedy);
  }

  /** Adds a fault of a path that is not in the file, at the place of one that is. */
  void add(String path, String placeOf, String message, String remedy) {
    Position position = positions.getOrDefault(placeOf, new Position(0, 0));
    addAt(position.line, position.column, path, message, remedy);
  }

  void addAt(int line, int column, String path, String message, String remedy) {
    if (found.size() < MAX_FAULTS) {
      found.add(new Fault(file, line, column, path, message, remedy));
    }
  }

  /** Notes that the value of a path could not be read, so that its type says nothing. */
  void setUnread(String path) {
    unread.add(path);
  }

  boolean isUnread(String path) {
    return unread.contains(path);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns the faults in the order of the file. */
  List<Fault> sorted() {
    return found.stream()
        .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
        .toList();
  }

  /** Returns a path one member deeper. */
  static String member(String path, String key) {
    return isPlain(key) ? path + "." + key : path + "['" + quote(key) + "']";
  }

  /** Returns a path one array element deeper. */
  static String element(String path, int index) {
    return path + "[" + index + "]";
  }

  /** Makes text from the file fit for a message: short, on one line, without control characters. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < text.length() && i < MAX_QUOTE; i++) {
      char c = text.charAt(i);
      quoted.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return text.length() > MAX_QUOTE ? quoted + "..." : quoted.toString();
  }

  private static boolean isPlain(String key) {
    return PLAIN_KEY.matcher(key).matches();
  }
}
