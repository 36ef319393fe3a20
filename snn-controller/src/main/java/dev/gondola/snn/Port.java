package dev.gondola.snn;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a projection acts on in its target neurons. */
public enum Port {
  /** The synaptic current u. */
  CURRENT,
  /** The threshold of an {@link NeuronModel#IWTA_LIF} neuron. */
  THRESHOLD;

  /** Returns the name used in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the port of that file name, if there is one. */
  public static Optional<Port> ofLabel(String label) {
    return Stream.of(values()).filter(p -> p.label().equals(label)).findFirst();
  }
}
