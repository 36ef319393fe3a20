package dev.gondola.snn.engine;

import dev.gondola.snn.Network;

/**
 * Executes a {@link Network} step by step. Every engine gives the same spikes. Arrays that are
 * returned are live: they change with the next step and belong to the engine, except that a caller
 * writes the inputs. Engines belong to one thread; {@link #step} allocates nothing.
 */
public interface Engine {

  /** Returns the network that runs. */
  Network network();

  /**
   * Returns the values of an input, to be written before a step; they are held until changed.
   *
   * @param index position in {@link Network#inputs}
   */
  int[] input(int index);

  /** Runs one network step. */
  void step();

  /** Returns to the state before the first step, with all inputs 0. */
  void reset();

  /** Returns the spikes of the last step of a population, each 0, 1, or -1. */
  int[] spikes(int population);

  /** Returns the synaptic currents u of a population. */
  int[] current(int population);

  /** Returns the membrane potentials v of a population. */
  int[] membranePotential(int population);

  /** Returns the spikes emitted since the start or the last reset. */
  long spikeCount();

  /**
   * Returns the synaptic operations since the start or the last reset: one for every non-zero
   * synapse that a spike went through.
   */
  long synapticOperations();
}
