package dev.gondola.snn.engine;

import dev.gondola.snn.learning.LearningRule;
import dev.gondola.snn.learning.PairStdp;
import dev.gondola.snn.learning.SynapticScaling;
import dev.gondola.snn.learning.ThreeFactor;
import dev.gondola.snn.learning.Traces;
import dev.gondola.snn.learning.TripletStdp;

/**
 * A learning rule while an engine runs it. {@link #step} is called once a step, after every neuron
 * has updated; it allocates nothing. In it: traces decay; source spikes act, by ascending source;
 * target spikes act, by ascending target; traces grow.
 */
abstract class RuleState {
  final PlasticWeights weights;

  RuleState(PlasticWeights weights) {
    this.weights = weights;
  }

  static RuleState of(LearningRule rule, PlasticWeights weights, int[] modulators) {
    return switch (rule) {
      case PairStdp r -> new PairStdpState(r, weights);
      case TripletStdp r -> new TripletStdpState(r, weights);
      case ThreeFactor r -> new ThreeFactorState(r, weights, modulators);
      case SynapticScaling r -> new SynapticScalingState(r, weights);
    };
  }

  /**
   * Learns from the spikes of a step.
   *
   * @param pre values of the source; any that is not 0 is a spike
   * @param post spikes of the target
   */
  abstract void step(int[] pre, int[] post);

  /** Forgets all traces. */
  abstract void clear();

  /** Lets all traces of a group decay. */
  static void decay(int[] traces, int decay) {
    int keep = Traces.MAX_DECAY - decay;
    for (int i = 0; i < traces.length; i++) {
      traces[i] = PopulationState.decay(traces[i], keep);
    }
  }

  /** Adds 1 to the trace of everyone that spiked. */
  static void grow(int[] traces, int[] spikes) {
    for (int i = 0; i < traces.length; i++) {
      traces[i] += spikes[i] == 0 ? 0 : Traces.ONE;
    }
  }

  /** Multiplies an amplitude by a trace, rounded toward zero. */
  static long product(long amplitude, int trace) {
    return amplitude * trace / Traces.ONE;
  }
}
