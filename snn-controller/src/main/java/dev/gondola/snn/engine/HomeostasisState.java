package dev.gondola.snn.engine;

import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Population;
import dev.gondola.snn.learning.AdaptiveGain;
import dev.gondola.snn.learning.Homeostasis;
import dev.gondola.snn.learning.HomeostaticThreshold;
import dev.gondola.snn.learning.Traces;

/**
 * Homeostasis of one population: a value a neuron, threshold mantissa or gain, with 16 fractional
 * bits.
 */
final class HomeostasisState {
  private static final int FRACTION_BITS = 16;
  private static final long HALF = 1L << (FRACTION_BITS - 1);

  /** The largest input that a gain may make of a smaller one: no current wraps from it. */
  private static final int MAX_SCALED_INPUT = (1 << 17) - 1;

  private final PopulationState state;
  private final Homeostasis rule;
  private final IntParameter initial;
  private final boolean gain;

  /** -1 where the value falls with a spike (gain), 1 where it rises (threshold). */
  private final int sign;

  private final long min;
  private final long max;
  private final long[] value;

  HomeostasisState(PopulationState state) {
    this.state = state;
    Population p = state.population;
    rule = p.homeostasis().orElseThrow();
    value = new long[p.size()];
    switch (rule) {
      case HomeostaticThreshold h -> {
        gain = false;
        initial = p.vth();
        min = (long) h.vthMin() << FRACTION_BITS;
        max = (long) h.vthMax() << FRACTION_BITS;
      }
      case AdaptiveGain h -> {
        gain = true;
        initial = h.gain();
        min = (long) h.gainMin() << FRACTION_BITS;
        max = (long) h.gainMax() << FRACTION_BITS;
      }
    }
    sign = gain ? -1 : 1;
    reset();
  }

  /** Returns to the values of the network. */
  void reset() {
    for (int i = 0; i < value.length; i++) {
      value[i] = (long) initial.at(i) << FRACTION_BITS;
      apply(i);
    }
  }

  /** Multiplies the input of a step by the gain, where there is one. */
  void scale(int[] input) {
    if (!gain) {
      return;
    }
    for (int i = 0; i < value.length; i++) {
      long magnitude = Math.abs((long) input[i]);
      long scaled = (magnitude * rounded(i)) / AdaptiveGain.ONE;
      int limited = (int) Math.min(scaled, Math.max(magnitude, MAX_SCALED_INPUT));
      input[i] = input[i] < 0 ? -limited : limited;
    }
  }

  /** Learns from the spikes of a step. */
  void step() {
    int[] spikes = state.spikes;
    for (int i = 0; i < value.length; i++) {
      int difference = (spikes[i] == 0 ? 0 : Traces.ONE) - rule.target();
      long change = (long) rule.rate() * difference / Traces.ONE;
      value[i] = Math.clamp(value[i] + sign * change, min, max);
      apply(i);
    }
  }

  private void apply(int i) {
    if (!gain) {
      state.threshold[i] = rounded(i) << 6;
    }
  }

  private int rounded(int i) {
    return (int) ((value[i] + HALF) >> FRACTION_BITS);
  }

  /** Returns the population with the values it has now. */
  Population learned() {
    int[] values = new int[value.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = rounded(i);
    }
    IntParameter now = IntParameter.perNeuron(values);
    return switch (rule) {
      case HomeostaticThreshold h -> state.population.withVth(now);
      case AdaptiveGain h ->
          state.population.withHomeostasis(
              new AdaptiveGain(h.target(), h.rate(), now, h.gainMin(), h.gainMax()));
    };
  }
}
