package dev.gondola.snn.engine;

/** The synapses of one projection while an engine runs it. */
interface ProjectionState {

  /**
   * Delivers what the source emits in a step to later ones.
   *
   * @param step number of the step, from 1
   * @return synaptic operations done
   */
  int deliver(long step);
}
