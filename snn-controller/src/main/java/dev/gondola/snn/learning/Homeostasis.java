package dev.gondola.snn.learning;

/**
 * How the neurons of a population keep to a rate of their own. Both forms compare each step with
 * the target: {@code d = spike - target}, which is 0 on average at the wanted rate (Lazar, Pipa,
 * Triesch, Frontiers in Computational Neuroscience 3, 2009).
 */
public sealed interface Homeostasis permits HomeostaticThreshold, AdaptiveGain {
  /** Largest rate of change: 256 units a spike. */
  int MAX_RATE = 1 << 24;

  /** Returns the name used in files. */
  String label();

  /** Returns the wanted spikes per step, of 65536, 0..65536. */
  int target();

  /** Returns the rate of change, 1/65536 unit a spike, 0..{@link #MAX_RATE}. */
  int rate();
}
