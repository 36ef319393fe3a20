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

  /** Spikes of this step: 0, 1, or -1. */
  final int[] spikes;

  /** Factor out of 4096 that the current keeps each step. */
  final int[] currentKeep;

  /** Factor out of 4096 that the membrane potential keeps each step. */
  final int[] membraneKeep;

  /** Threshold, already shifted; {@link #V_MAX}, never exceeded, where the model has none. */
  final int[] threshold;

  final int[] bias;

  PopulationState(Population population) {
    this.population = population;
    size = population.size();
    u = new int[size];
    v = new int[size];
    spikes = new int[size];
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

  /** Sets the state to that before the first step. */
  void reset() {
    for (int i = 0; i < size; i++) {
      u[i] = population.u0().at(i);
      v[i] = population.v0().at(i);
    }
    Arrays.fill(spikes, 0);
  }

  /**
   * Updates every neuron.
   *
   * @param step number of the step, from 1
   * @param current summed input to the current, one number a neuron
   * @param adaptation summed input to the threshold, one number a neuron; null without that port
   */
  abstract void update(long step, int[] current, int[] adaptation);

  /** {@code sign(y) * ((|y| * keep) >> 12)}: rounds toward zero, for any y. */
  static int decay(int y, int keep) {
    long magnitude = (Math.abs((long) y) * keep) >> 12;
    return (int) (y < 0 ? -magnitude : magnitude);
  }
}
