package dev.gondola.snn.engine;

import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that changes of a network while an engine runs it. Learning allocates nothing. */
final class Plasticity {
  private final Network network;
  private final HomeostasisState[] homeostasis;
  private final LearningState[] learning;
  private final int[] modulators;
  private boolean frozen;

  /**
   * Gathers what learns.
   *
   * @param homeostasis one for each population, null for one without
   * @param learning those of the projections that learn, in the network's order
   * @param modulators the third factors
   */
  Plasticity(
      Network network,
      HomeostasisState[] homeostasis,
      List<LearningState> learning,
      int[] modulators) {
    this.network = network;
    this.homeostasis = homeostasis;
    this.learning = learning.toArray(LearningState[]::new);
    this.modulators = modulators;
  }

  /** Lets a population learn from its spikes. */
  void learn(int population) {
    if (!frozen && homeostasis[population] != null) {
      homeostasis[population].step();
    }
  }

  /** Lets the projections learn. */
  void learn() {
    if (!frozen) {
      for (LearningState state : learning) {
        state.step();
      }
    }
  }

  int[] modulators() {
    return modulators;
  }

  boolean frozen() {
    return frozen;
  }

  void freeze(boolean value) {
    frozen = value;
    for (LearningState state : learning) {
      state.clear();
    }
  }

  void forget() {
    for (HomeostasisState state : homeostasis) {
      if (state != null) {
        state.reset();
      }
    }
    for (LearningState state : learning) {
      state.reset();
    }
  }

  void reset() {
    Arrays.fill(modulators, 0);
    forget();
  }

  int[] exactWeights(int projection) {
    List<Projection> all = network.projections();
    if (all.get(projection).learning().isEmpty()) {
      throw new IllegalArgumentException(
          "projection \"" + all.get(projection).id() + "\" does not learn");
    }
    long before = all.subList(0, projection).stream().filter(p -> p.learning().isPresent()).count();
    return learning[(int) before].exactWeights();
  }

  Network learned() {
    List<Population> populations = new ArrayList<>(network.populations());
    for (int i = 0; i < homeostasis.length; i++) {
      if (homeostasis[i] != null) {
        populations.set(i, homeostasis[i].learned());
      }
    }
    List<Projection> projections = new ArrayList<>(network.projections());
    int next = 0;
    for (int i = 0; i < projections.size(); i++) {
      if (projections.get(i).learning().isPresent()) {
        projections.set(i, learning[next++].learned());
      }
    }
    return new Network(
        network.name(), network.stepsPerTick(), network.inputs(), populations, projections);
  }
}
