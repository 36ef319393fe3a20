package dev.gondola.snn.engine;

import dev.gondola.snn.Network;

/** Makes engines of one kind. Every kind gives the same spikes. */
@FunctionalInterface
public interface EngineFactory {

  /**
   * Makes an engine in its initial state.
   *
   * @param network what it runs
   * @param range whether parameters may go beyond the chip
   * @throws dev.gondola.snn.NetworkException if they do and may not, or if this kind of engine
   *     cannot run the network, naming everything that stands in the way
   */
  Engine make(Network network, FixedPointEngine.Range range);
}
