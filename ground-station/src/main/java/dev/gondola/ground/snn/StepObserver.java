package dev.gondola.ground.snn;

import dev.gondola.snn.engine.Engine;
import java.io.IOException;

/** Sees every step of a run. */
@FunctionalInterface
public interface StepObserver {

  /**
   * Called after a step.
   *
   * @param step number of the step, from 1
   * @param engine its spikes and state are those at the end of the step
   * @throws IOException if what is observed cannot be written
   */
  void observe(long step, Engine engine) throws IOException;
}
