package dev.gondola.snn.engine;

import dev.gondola.snn.Population;
import java.util.Arrays;

/**
 * The state of one population while an engine runs it, and the arithmetic all models share. State
 * arrays are plain and flat so that the compiler can use vector instructions on them.
 */
abstract class PopulationState {
  /** Largest magnitude of the membrane potential. */
  static final int V_MAX = (1 << 23) - 1;

  static final int U_LIMIT = 1 << 23;
  static final int U_MODULUS = 1 << 24;

  final Population population;
  final int size;

  /** Synaptic current. */
  final int[] u;

  /** Membrane potential. */
  final int[] v;

  /** Spikes of this step: 0, 1, or -1; and who fired. */
  final Firing firing;

  /** The values of {@link #firing}. */
  final int[] spikes;

  /** Factor out of 4096 that the current keeps each step. */
  final int[] currentKeep;

  /** Factor out of 4096 that the membrane potential keeps each step. */
  final int[] membraneKeep;

  /** Threshold, already shifted; {@link #V_MAX}, never exceeded, where the model has none. */
  final int[] threshold;

  final int[] bias;

  /**
   * Values that are added to the input of the step itself, one array for each direct projection.
   */
  private int[][] direct = {};

  /** What multiplies the input by a gain; null for neurons without homeostasis. */
  private HomeostasisState homeostasis;

  PopulationState(Population population) {
    this.population = population;
    size = population.size();
    u = new int[size];
    v = new int[size];
    firing = new Firing(size);
    spikes = firing.values;
    currentKeep = new int[size];
    membraneKeep = new int[size];
    threshold = new int[size];
    bias = new int[size];
    for (int i = 0; i < size; i++) {
      currentKeep[i] = 4096 - (population.du().at(i) + 1);
      membraneKeep[i] = 4096 - population.dv().at(i);
      threshold[i] = population.model().spikes() ? population.vth().at(i) << 6 : V_MAX;
      int exponent = population.biasExp().at(i);
      int mantissa = population.biasMant().at(i);
      bias[i] = exponent >= 0 ? mantissa << exponent : mantissa >> -exponent;
    }
  }

  /**
   * Returns the state of a population in plain loops.
   *
   * @param withinChip whether the whole network is within the chip's range
   */
  static PopulationState of(Population p, boolean withinChip) {
    return switch (p.model()) {
      case LIF, LEAKY_INTEGRATOR -> withinChip ? new LifState(p) : new GeneralState(p);
      case IWTA_LIF -> new IwtaState(p);
      case LIF_REFRACTORY, LIF_RESET, TERNARY_LIF -> new GeneralState(p);
    };
  }

  /** Sets the state to that before the first step. */
  void reset() {
    for (int i = 0; i < size; i++) {
      u[i] = population.u0().at(i);
      v[i] = population.v0().at(i);
    }
    Arrays.fill(spikes, 0);
    firing.count = 0;
  }

  /** Sets the sources of the direct projections that end here. */
  void connect(int[][] sources) {
    direct = sources;
  }

  /** Sets what multiplies the input by a gain. */
  void scaleBy(HomeostasisState gain) {
    homeostasis = gain;
  }

  /**
   * Takes one step: updates every neuron, and lists who fired.
   *
   * @param step number of the step, from 1
   * @param current what has arrived at the current; 0 afterwards
   * @param adaptation what has arrived at the threshold, null without that port; 0 afterwards
   */
  final void step(long step, int[] current, int[] adaptation) {
    add(current);
    if (homeostasis != null) {
      homeostasis.scale(current);
    }
    update(step, current, adaptation);
    Arrays.fill(current, 0);
    if (adaptation != null) {
      Arrays.fill(adaptation, 0);
    }
    firing.listSpikes();
  }

  private void add(int[] current) {
    for (int[] values : direct) {
      add(values, current);
    }
  }

  private static void add(int[] values, int[] sums) {
    for (int i = 0; i < values.length; i++) {
      sums[i] += values[i];
    }
  }

  /** As {@link #step}, with all input in {@code current}. */
  abstract void update(long step, int[] current, int[] adaptation);

  /** {@code sign(y) * ((|y| * keep) >> 12)}: rounds toward zero, for any y. */
  static int decay(int y, int keep) {
    long magnitude = (Math.abs((long) y) * keep) >> 12;
    return (int) (y < 0 ? -magnitude : magnitude);
  }
}
