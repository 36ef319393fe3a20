package dev.gondola.snn.engine;

import dev.gondola.snn.learning.SynapticScaling;
import dev.gondola.snn.learning.Traces;
import java.util.Arrays;

/** {@link SynapticScaling} while it runs. */
final class SynapticScalingState extends RuleState {
  private final SynapticScaling rule;
  private final int[] y;
  private int untilChange;

  SynapticScalingState(SynapticScaling rule, PlasticWeights weights) {
    super(weights);
    this.rule = rule;
    y = new int[weights.targets()];
    untilChange = rule.interval();
  }

  @Override
  void step(int[] pre, int[] post) {
    decay(y, rule.rateDecay());
    grow(y, post);
    untilChange--;
    if (untilChange == 0) {
      untilChange = rule.interval();
      scale();
    }
  }

  private void scale() {
    for (int j = 0; j < y.length; j++) {
      long rate = (long) y[j] * rule.rateDecay() / Traces.MAX_DECAY;
      long factor = rule.gain() * (rule.target() - rate);
      for (int n = weights.firstOfTarget(j); n < weights.firstOfTarget(j + 1); n++) {
        int k = weights.ofTarget(n);
        weights.add(k, factor * weights.raw(k) / ((long) Traces.ONE * Traces.ONE));
      }
    }
  }

  @Override
  void clear() {
    Arrays.fill(y, 0);
    untilChange = rule.interval();
  }
}
