package dev.gondola.snn.engine;

import dev.gondola.snn.Network;

/** Makes the engine that is to run a network. */
@FunctionalInterface
public interface EngineFactory {

  /**
   * Returns a new engine in the state before the first step.
   *
   * @throws dev.gondola.snn.NetworkException if the engine cannot run the network
   */
  Engine create(Network network);
}
