package dev.gondola.snn;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which signs the weights of a projection may have; it decides how they are rounded. */
public enum SignMode {
  /** Weights -256..255. The sign costs one bit of resolution. */
  MIXED,
  /** Weights 0..255. */
  EXCITATORY,
  /** Weights -255..0. */
  INHIBITORY,
  /** Excitatory if no weight is negative, else inhibitory if none is positive, else mixed. */
  AUTO;

  /** Returns the name used in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the mode of that file name, if there is one. */
  public static Optional<SignMode> ofLabel(String label) {
    return Stream.of(values()).filter(m -> m.label().equals(label)).findFirst();
  }
}
