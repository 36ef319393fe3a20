package dev.gondola.snn.engine;

import dev.gondola.snn.learning.ThreeFactor;
import java.util.Arrays;

/** {@link ThreeFactor} while it runs. */
final class ThreeFactorState extends RuleState {
  private final ThreeFactor rule;
  private final int[] modulators;
  private final int[] x;
  private final int[] y;
  private final int[] eligibility;

  ThreeFactorState(ThreeFactor rule, PlasticWeights weights, int[] modulators) {
    super(weights);
    this.rule = rule;
    this.modulators = modulators;
    x = new int[weights.sources()];
    y = new int[weights.targets()];
    eligibility = new int[weights.count()];
  }

  @Override
  void step(int[] pre, int[] post) {
    decay(x, rule.preDecay());
    decay(y, rule.postDecay());
    decay(eligibility, rule.eligibilityDecay());
    for (int i = 0; i < x.length; i++) {
      if (pre[i] != 0) {
        markSource(i);
      }
    }
    for (int j = 0; j < y.length; j++) {
      if (post[j] != 0) {
        markTarget(j);
      }
    }
    grow(x, pre);
    grow(y, post);
    learn(modulators[rule.modulator()]);
  }

  private void markSource(int i) {
    for (int k = weights.firstOfSource(i); k < weights.firstOfSource(i + 1); k++) {
      mark(k, rule.pre() - product(rule.minus(), y[weights.target(k)]));
    }
  }

  private void markTarget(int j) {
    for (int n = weights.firstOfTarget(j); n < weights.firstOfTarget(j + 1); n++) {
      int k = weights.ofTarget(n);
      mark(k, product(rule.plus(), x[weights.source(k)]));
    }
  }

  private void mark(int k, long amount) {
    eligibility[k] =
        Math.clamp(
            eligibility[k] + amount, -ThreeFactor.MAX_ELIGIBILITY, ThreeFactor.MAX_ELIGIBILITY);
  }

  private void learn(int modulator) {
    if (modulator == 0) {
      return;
    }
    long one = 1L << rule.shift();
    for (int k = 0; k < eligibility.length; k++) {
      if (eligibility[k] != 0) {
        weights.change(k, (long) modulator * eligibility[k] / one);
      }
    }
  }

  @Override
  void clear() {
    Arrays.fill(x, 0);
    Arrays.fill(y, 0);
    Arrays.fill(eligibility, 0);
  }
}
