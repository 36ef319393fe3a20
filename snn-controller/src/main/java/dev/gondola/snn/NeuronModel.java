package dev.gondola.snn;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The neuron models of the fixed-point engine. They are models of Lava's bit-accurate processes
 * (github.com/lava-nc/lava, {@code proc/lif}); {@link #LEAKY_INTEGRATOR} is that of a LIF neuron
 * whose threshold is out of reach, and {@link #IWTA_LIF} an extension of ours.
 */
public enum NeuronModel {
  /** Current-based leaky integrate-and-fire neuron with hard reset to 0. */
  LIF,
  /** {@link #LIF} that cannot spike for a number of steps after a spike. */
  LIF_REFRACTORY,
  /** {@link #LIF} whose state is set to 0 periodically. */
  LIF_RESET,
  /** LIF with an upper and a lower threshold that emits +1 or -1. */
  TERNARY_LIF,
  /**
   * Non-spiking leaky integrator: u and v as {@link #LIF}, without threshold and reset, so v only
   * decays and saturates. It is read by its membrane potential.
   */
  LEAKY_INTEGRATOR,
  /**
   * LIF with input-weighted threshold adaptation (arXiv 2304.08778): spikes that arrive at the
   * threshold port raise or lower the threshold. No Loihi chip runs it.
   */
  IWTA_LIF;

  /** Returns whether neurons of this model may spike, and so have a threshold. */
  public boolean spikes() {
    return this != LEAKY_INTEGRATOR;
  }

  /** Returns the name used in files, such as {@code lif-refractory}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the model of that file name, if there is one. */
  public static Optional<NeuronModel> ofLabel(String label) {
    return Stream.of(values()).filter(m -> m.label().equals(label)).findFirst();
  }
}
