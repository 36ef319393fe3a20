package dev.gondola.ground.snn;

import dev.gondola.snn.engine.Engine;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A state variable of a neuron that can be recorded. */
public enum TraceVariable {
  /** The membrane potential. */
  V("membrane potential v"),
  /** The synaptic current. */
  U("synaptic current u");

  private final String title;

  TraceVariable(String title) {
    this.title = title;
  }

  /** Returns the name used on the command line, {@code v} or {@code u}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the name in words. */
  public String title() {
    return title;
  }

  /** Returns the variable of that name, if there is one. */
  public static Optional<TraceVariable> ofLabel(String label) {
    return Stream.of(values()).filter(v -> v.label().equals(label)).findFirst();
  }

  int[] of(Engine engine, int population) {
    return this == V ? engine.membranePotential(population) : engine.current(population);
  }
}
