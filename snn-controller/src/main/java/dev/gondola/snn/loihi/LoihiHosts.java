package dev.gondola.snn.loihi;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.EngineFactory;
import dev.gondola.snn.engine.FixedPointEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes engines on one Loihi host, such as for the parts of a {@code SpikingController}, and closes
 * them together. Belongs to one thread.
 */
public final class LoihiHosts implements EngineFactory, AutoCloseable {
  private final HostAddress address;
  private final LinkOptions options;
  private final EngineFactory jvmEngines;
  private final LinkClock clock;
  private final List<LoihiHostEngine> engines = new ArrayList<>();

  /**
   * Makes a factory.
   *
   * @param address where the host listens
   * @param options waits and memory of each engine; the budgets of a controller's parts add up
   * @param jvmEngines makes the engine that runs beside the host
   * @param clock the time
   */
  public LoihiHosts(
      HostAddress address, LinkOptions options, EngineFactory jvmEngines, LinkClock clock) {
    this.address = address;
    this.options = options;
    this.jvmEngines = jvmEngines;
    this.clock = clock;
  }

  /** Returns why a network cannot run on a host; empty if it can. */
  public static List<String> faults(Network network) {
    return NetworkImage.faults(network);
  }

  /**
   * Makes an engine on the host.
   *
   * @throws NetworkException if a host cannot run the network, naming everything that stands in the
   *     way; {@code BEYOND_CHIP} makes no difference, for a chip has its limits
   */
  @Override
  public Engine make(Network network, FixedPointEngine.Range range) {
    LoihiHostEngine engine = new LoihiHostEngine(network, address, options, jvmEngines, clock);
    engines.add(engine);
    return engine;
  }

  /** Returns what each engine has done, in the order they were made. */
  public List<LinkStatistics> statistics() {
    return engines.stream().map(LoihiHostEngine::statistics).toList();
  }

  @Override
  public void close() {
    engines.forEach(LoihiHostEngine::close);
  }
}
