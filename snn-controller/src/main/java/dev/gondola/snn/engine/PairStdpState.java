package dev.gondola.snn.engine;

import dev.gondola.snn.learning.PairStdp;
import java.util.Arrays;

/** {@link PairStdp} while it runs. */
final class PairStdpState extends RuleState {
  private final PairStdp rule;
  private final int[] x;
  private final int[] y;

  PairStdpState(PairStdp rule, PlasticWeights weights) {
    super(weights);
    this.rule = rule;
    x = new int[weights.sources()];
    y = new int[weights.targets()];
  }

  @Override
  void step(int[] pre, int[] post) {
    decay(x, rule.preDecay());
    decay(y, rule.postDecay());
    for (int i = 0; i < x.length; i++) {
      if (pre[i] != 0) {
        depress(i);
      }
    }
    for (int j = 0; j < y.length; j++) {
      if (post[j] != 0) {
        potentiate(j);
      }
    }
    grow(x, pre);
    grow(y, post);
  }

  private void depress(int i) {
    for (int k = weights.firstOfSource(i); k < weights.firstOfSource(i + 1); k++) {
      weights.change(k, -product(rule.minus(), y[weights.target(k)]));
    }
  }

  private void potentiate(int j) {
    for (int n = weights.firstOfTarget(j); n < weights.firstOfTarget(j + 1); n++) {
      int k = weights.ofTarget(n);
      weights.change(k, product(rule.plus(), x[weights.source(k)]));
    }
  }

  @Override
  void clear() {
    Arrays.fill(x, 0);
    Arrays.fill(y, 0);
  }
}
