package dev.gondola.snn.engine;

import dev.gondola.snn.learning.TripletStdp;
import java.util.Arrays;

/** {@link TripletStdp} while it runs. */
final class TripletStdpState extends RuleState {
  private final TripletStdp rule;
  private final int[] r1;
  private final int[] r2;
  private final int[] o1;
  private final int[] o2;

  TripletStdpState(TripletStdp rule, PlasticWeights weights) {
    super(weights);
    this.rule = rule;
    r1 = new int[weights.sources()];
    r2 = new int[weights.sources()];
    o1 = new int[weights.targets()];
    o2 = new int[weights.targets()];
  }

  @Override
  void step(int[] pre, int[] post) {
    decay(r1, rule.preDecay());
    decay(r2, rule.preSlowDecay());
    decay(o1, rule.postDecay());
    decay(o2, rule.postSlowDecay());
    for (int i = 0; i < r1.length; i++) {
      if (pre[i] != 0) {
        depress(i);
      }
    }
    for (int j = 0; j < o1.length; j++) {
      if (post[j] != 0) {
        potentiate(j);
      }
    }
    grow(r1, pre);
    grow(r2, pre);
    grow(o1, post);
    grow(o2, post);
  }

  private void depress(int i) {
    long amplitude = rule.minus2() + product(rule.minus3(), r2[i]);
    for (int k = weights.firstOfSource(i); k < weights.firstOfSource(i + 1); k++) {
      weights.change(k, -product(amplitude, o1[weights.target(k)]));
    }
  }

  private void potentiate(int j) {
    long amplitude = rule.plus2() + product(rule.plus3(), o2[j]);
    for (int n = weights.firstOfTarget(j); n < weights.firstOfTarget(j + 1); n++) {
      int k = weights.ofTarget(n);
      weights.change(k, product(amplitude, r1[weights.source(k)]));
    }
  }

  @Override
  void clear() {
    Arrays.fill(r1, 0);
    Arrays.fill(r2, 0);
    Arrays.fill(o1, 0);
    Arrays.fill(o2, 0);
  }
}
