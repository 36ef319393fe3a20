package dev.gondola.ground.command;

import dev.gondola.snn.engine.EngineKind;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The names that {@code --engine} takes. */
final class EngineNames {

  private static final String ALL = "all";

  private EngineNames() {}

  /** Every engine's name, and {@code all}; for help and completion. */
  static final class WithAll implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(names(), Stream.of(ALL)).iterator();
    }
  }

  /** Every engine's name; for help and completion. */
  static final class Single implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  /** Returns the engines of a name, all of them for {@code all}; empty if there is none. */
  static Optional<List<EngineKind>> kinds(String name) {
    return name.equals(ALL)
        ? Optional.of(List.of(EngineKind.values()))
        : EngineKind.ofLabel(name).map(List::of);
  }

  /** Returns what to say of a name that is none. */
  static String refusal(String name) {
    return "--engine: there is no engine \"%s\"; there is %s"
        .formatted(name, String.join(", ", names().toList()));
  }

  private static Stream<String> names() {
    return Stream.of(EngineKind.values()).map(EngineKind::label);
  }
}
