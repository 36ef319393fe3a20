package dev.gondola.snn.engine;

import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;

/** Makes the running parts of an engine: which loops it uses, not what they compute. */
interface States {

  /**
   * Returns the state of a population.
   *
   * @param withinChip whether the whole network is within the chip's range
   */
  PopulationState population(Population population, boolean withinChip);

  /** Returns the state of a projection with synapses. */
  ProjectionState projection(Projection projection, Firing source, InputRing ring);

  /** Returns how long the rows of a ring must be for a population of that size. */
  int rowLength(int size);
}
