package dev.gondola.snn.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a framework means the numbers of a NIR file. NIR gives differential equations; what a step
 * does is the framework's own, and neither the step nor the kind of reset is in the file.
 */
public enum Profile {
  /** NIR's equations by forward Euler, {@code v += dt / tau (v_leak - v + r i)}, the new i. */
  GENERIC("NIR's equations by forward Euler"),
  /**
   * Norse's {@code from_nir}: forward Euler; IF adds r x each step (norse {@code
   * functional/lif_box.py}).
   */
  NORSE("forward Euler; IF adds r x each step"),
  /**
   * What Norse writes for its LIFCell as CubaLIF: the input is added to i before i decays and acts
   * on v (norse {@code functional/lif.py}).
   */
  NORSE_LIFCELL("as norse, but the input of a CubaLIF jumps i before it decays"),
  /**
   * snnTorch: time is counted in steps of 1e-4 s whatever a step is; v_reset is ignored (snntorch
   * {@code export_nir.py}).
   */
  SNNTORCH("forward Euler, a step is 1e-4 s in the file; v_reset ignored"),
  /** lava-dl: as snnTorch, but a neuron spikes at its threshold already. */
  LAVA_DL("as snntorch, but a spike at v >= v_threshold"),
  /**
   * Sinabs: {@code v = exp(-1 / tau) v + x} with tau in steps, spike at the threshold already; r
   * and v_reset are ignored, IF adds x each step (sinabs {@code nir.py}).
   */
  SINABS(
      "v = exp(-1 / tau) v + x with tau in steps, a spike at v >= v_threshold; r, v_reset ignored");

  private final String meaning;

  Profile(String meaning) {
    this.meaning = meaning;
  }

  /** Returns the name on the command line, such as {@code lava-dl}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns in a few words what it means. */
  public String meaning() {
    return meaning;
  }

  /** Returns the profile of that label, if there is one. */
  public static Optional<Profile> ofLabel(String label) {
    return Arrays.stream(values()).filter(p -> p.label().equals(label)).findFirst();
  }

  /** Returns all labels. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Profile::label).toList();
  }

  /** Returns whether its neurons may subtract the threshold, which no NIR file says. */
  boolean mayResetBySubtraction() {
    return this == SNNTORCH || this == LAVA_DL || this == SINABS;
  }

  /** Returns whether a neuron spikes at its threshold already, not only above. */
  boolean spikesAtThreshold() {
    return this == LAVA_DL || this == SINABS;
  }

  /** Returns whether times in the file count steps of 1e-4 s. */
  boolean hasOwnStep() {
    return this == SNNTORCH || this == LAVA_DL;
  }

  /** Returns whether IF and I add their input each step, not times dt. */
  boolean integratesEachStep() {
    return this != GENERIC;
  }
}
