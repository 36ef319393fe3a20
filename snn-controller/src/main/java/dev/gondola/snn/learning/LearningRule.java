package dev.gondola.snn.learning;

/**
 * How a projection's weights change. All numbers are integers: weights and traces have 16
 * fractional bits, so that an amplitude of 65536 changes a weight by 1 where a trace stands at 1.
 * Every product is rounded toward zero.
 *
 * <p>Spikes that source and target emit in the same step form no pair.
 */
public sealed interface LearningRule permits PairStdp, TripletStdp, ThreeFactor, SynapticScaling {
  /** Largest magnitude of an amplitude: a change of 16 weight units. */
  int MAX_AMPLITUDE = 1 << 20;

  /** Returns the name used in files, such as {@code pair-stdp}. */
  String label();
}
