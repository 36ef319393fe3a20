package dev.gondola.snn.engine;

import dev.gondola.snn.Network;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The engines that run a network in this JVM, by name. */
public enum EngineKind implements EngineFactory {
  /** Plain loops: {@link FixedPointEngine}. */
  SCALAR,
  /** Vector instructions where the JVM and the network allow: {@link Engines#fast}. */
  FAST;

  @Override
  public Engine make(Network network, FixedPointEngine.Range range) {
    return switch (this) {
      case SCALAR -> Engines.scalar(network, range);
      case FAST -> Engines.fast(network, range);
    };
  }

  /** Returns the name used in commands and their output. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the kind of that name, if there is one. */
  public static Optional<EngineKind> ofLabel(String label) {
    return Stream.of(values()).filter(k -> k.label().equals(label)).findFirst();
  }
}
