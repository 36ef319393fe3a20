package dev.gondola.snn.engine;

import dev.gondola.snn.Projection;

/** One projection that learns: its weights, and its rules in their order. */
final class LearningState {
  private final Projection projection;
  private final PlasticWeights weights;
  private final RuleState[] rules;
  private final int[] pre;
  private final int[] post;

  LearningState(Projection projection, SynapseRows rows, int[] pre, int[] post, int[] modulators) {
    this.projection = projection;
    this.pre = pre;
    this.post = post;
    weights = new PlasticWeights(projection, rows);
    rules =
        projection.learning().orElseThrow().rules().stream()
            .map(r -> RuleState.of(r, weights, modulators))
            .toArray(RuleState[]::new);
  }

  void step() {
    for (RuleState rule : rules) {
      rule.step(pre, post);
    }
  }

  /** Forgets traces, not weights. */
  void clear() {
    for (RuleState rule : rules) {
      rule.clear();
    }
  }

  /** Returns to the weights of the network. */
  void reset() {
    clear();
    weights.reset();
  }

  /** Returns the projection with the weights it has now. */
  Projection learned() {
    return projection.withSynapses(weights.learned());
  }

  /** Returns a copy of the weights with their fractions. */
  int[] exactWeights() {
    return weights.exact();
  }
}
