package dev.gondola.snn.engine;

import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The neurons of several populations, one behind the other in the same arrays, so that one loop
 * serves them all. Each population begins at a multiple of the vector; what lies between never
 * fires. Models: LIF, IWTA and the leaky integrator, within the chip's range.
 */
final class FlatState {
  /** Vectors from which on a loop of their own is worth it. */
  private static final int WORTH_A_LOOP = 16;

  private final List<Population> populations;
  private final List<Projection> projections;

  /**
   * Neurons that take the same loop.
   *
   * @param encoding whether their current is the direct input of the step alone
   * @param fed whether they have direct inputs
   */
  record Segment(int from, int to, boolean encoding, boolean fed) {}

  /** Where each population begins. */
  final int[] base;

  /** Length of the arrays, a multiple of the vector. */
  final int length;

  final int[] u;
  final int[] v;

  /** Spikes of the last step, 0 or 1. */
  final int[] spikes;

  /** Runs of neurons that take the same loop. */
  final Segment[] segments;

  /** Spikes of every neuron, or empty; {@link FlatEngine} empties them before they overflow. */
  final int[] totals;

  /** Values of the direct inputs. */
  int[] direct;

  /** One vector. */
  final int[] zeros;

  final int[] currentKeep;
  final int[] membraneKeep;
  final int[] bias;
  final int[] threshold;

  /** Threshold adaptation, its decay and the thresholds with it, of IWTA neurons. */
  final int[] w;

  final int[] adaptationKeep;
  final int[] adapted;

  /**
   * Makes the state.
   *
   * @param lanes neurons in a vector
   * @param counts whether to count the spikes of every neuron
   * @param projections what may end in the populations
   */
  FlatState(List<Population> populations, int lanes, boolean counts, List<Projection> projections) {
    this.populations = populations;
    this.projections = projections;
    base = new int[populations.size()];
    int at = 0;
    for (int p = 0; p < base.length; p++) {
      base[p] = at;
      at += RowWeights.padded(populations.get(p).size(), lanes);
    }
    length = at;
    u = new int[length];
    v = new int[length];
    spikes = new int[length];
    totals = new int[counts ? length : 0];
    direct = new int[length];
    zeros = new int[lanes];
    currentKeep = new int[length];
    membraneKeep = new int[length];
    bias = new int[length];
    threshold = new int[length];
    w = new int[length];
    adaptationKeep = new int[length];
    adapted = new int[length];
    Arrays.fill(threshold, PopulationState.V_MAX);
    for (int p = 0; p < base.length; p++) {
      parameters(populations.get(p), base[p]);
    }
    System.arraycopy(threshold, 0, adapted, 0, length);
    segments = segments(lanes);
  }

  /** Returns whether neurons of that population can be part of the block. */
  static boolean fits(Population p) {
    return switch (p.model()) {
      case LIF, IWTA_LIF, LEAKY_INTEGRATOR -> true;
      case LIF_REFRACTORY, LIF_RESET, TERNARY_LIF -> false;
    };
  }

  private void parameters(Population p, int at) {
    for (int i = 0; i < p.size(); i++) {
      currentKeep[at + i] = 4096 - (p.du().at(i) + 1);
      membraneKeep[at + i] = 4096 - p.dv().at(i);
      bias[at + i] = p.biasMant().at(i) << p.biasExp().at(i);
      adaptationKeep[at + i] = 4096 - p.dth().at(i);
      if (p.model().spikes()) {
        threshold[at + i] = p.vth().at(i) << 6;
      }
    }
  }

  /** Returns the segments; those that are not worth a loop of their own belong to the next. */
  private Segment[] segments(int lanes) {
    List<Segment> list = new ArrayList<>();
    int from = 0;
    boolean fed = false;
    for (int p = 0; p < base.length; p++) {
      int to = p + 1 < base.length ? base[p + 1] : length;
      boolean direct = ends(p, Projection::isDirect);
      if (to - base[p] < WORTH_A_LOOP * lanes) {
        fed |= direct;
        continue;
      }
      if (base[p] > from) {
        list.add(new Segment(from, base[p], false, fed));
      }
      list.add(new Segment(base[p], to, encodes(p), direct));
      from = to;
      fed = false;
    }
    if (from < length) {
      list.add(new Segment(from, length, false, fed));
    }
    return list.toArray(Segment[]::new);
  }

  private boolean encodes(int population) {
    return populations.get(population).du().within(4095, 4095)
        && ends(population, Projection::isDirect)
        && !ends(population, p -> !p.isDirect() && p.port() == Port.CURRENT);
  }

  private boolean ends(int population, Predicate<Projection> kind) {
    String id = populations.get(population).id();
    return projections.stream().anyMatch(p -> p.to().equals(id) && kind.test(p));
  }

  /** Returns where the neurons with adaptive thresholds begin and end; empty if there are none. */
  int[] adaptive() {
    int from = length;
    int to = 0;
    for (int p = 0; p < base.length; p++) {
      if (populations.get(p).model() == NeuronModel.IWTA_LIF) {
        from = Math.min(from, base[p]);
        to = p + 1 < base.length ? base[p + 1] : length;
      }
    }
    return new int[] {Math.min(from, to), to};
  }

  /** Returns whether a population is all there is, so that its arrays can be these. */
  boolean isAll(Population p) {
    return base.length == 1 && p.size() == length;
  }

  /** Sets the state to that before the first step. */
  void reset() {
    for (int p = 0; p < base.length; p++) {
      for (int i = 0; i < populations.get(p).size(); i++) {
        u[base[p] + i] = populations.get(p).u0().at(i);
        v[base[p] + i] = populations.get(p).v0().at(i);
      }
    }
    for (int[] zero : new int[][] {spikes, totals, direct, w}) {
      Arrays.fill(zero, 0);
    }
    System.arraycopy(threshold, 0, adapted, 0, length);
  }
}
