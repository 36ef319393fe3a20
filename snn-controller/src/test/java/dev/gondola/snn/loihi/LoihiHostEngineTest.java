package dev.gondola.snn.loihi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.Population;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.control.SpikingController;
import dev.gondola.snn.engine.EngineFactory;
import dev.gondola.snn.engine.FixedPointEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@DisplayName("A Loihi host engine")
class LoihiHostEngineTest {
  /** Generous, so that a busy machine does not count as a late host. */
  static final LinkOptions PATIENT =
      new LinkOptions(2_000_000_000L, 5_000_000_000L, 5_000_000_000L, 1_000_000, 50_000_000, 5_000);

  static LoihiHostEngine engine(Network network, HostAddress address, LinkOptions options) {
    return new LoihiHostEngine(
        network, address, options, FixedPointEngine::new, LinkClock.system());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  @DisplayName("lets the host run every step, with the spikes of the JVM engine")
  void hostRuns(int stepsPerTick) throws Exception {
    Network network = HostNetworks.motley(stepsPerTick);
    try (FakeHost host = FakeHost.tcp(FakeHost.HONEST);
        LoihiHostEngine engine = engine(network, host.address(), PATIENT)) {
      Flight flight = new Flight(engine);
      flight.until("connected", () -> engine.statistics().connected());
      long jvmSteps = engine.statistics().jvmSteps();
      flight.rounds(200);
      LinkStatistics after = engine.statistics();
      assertEquals(jvmSteps, after.jvmSteps());
      assertTrue(after.hostSteps() >= 200L * stepsPerTick, after.toString());
      assertEquals(0, after.fallbacks() + after.mismatches() + after.reconnects());
      assertEquals("fake", after.backend());
      assertTrue(after.roundTripP50Nanos() > 0);
      assertTrue(after.roundTripP99Nanos() >= after.roundTripP50Nanos());
    }
  }

  @Test
  @DisplayName("runs any network of the models that Lava has")
  void anyNetwork() throws Exception {
    for (int seed = 0; seed < 40; seed++) {
      try (FakeHost host = FakeHost.tcp(FakeHost.HONEST);
          LoihiHostEngine engine = engine(HostNetworks.any(seed), host.address(), PATIENT)) {
        Flight flight = new Flight(engine);
        flight.until("connected", () -> engine.statistics().connected());
        flight.rounds(20);
        assertEquals(0, engine.statistics().fallbacks(), "seed " + seed);
      }
    }
  }

  @Test
  @DisplayName("gives the host the synapses of a convolution one by one")
  void convolution() throws Exception {
    try (FakeHost host = FakeHost.tcp(FakeHost.HONEST);
        LoihiHostEngine engine = engine(HostNetworks.convolution(), host.address(), PATIENT)) {
      new Flight(engine).until("host runs", () -> engine.statistics().hostSteps() > 100);
      assertEquals(0, engine.statistics().fallbacks());
    }
  }

  @Test
  @DisplayName("connects over a Unix socket, too")
  void unixSocket(@TempDir Path folder) throws Exception {
    try (FakeHost host = FakeHost.unix(folder.resolve("host"), FakeHost.HONEST);
        LoihiHostEngine engine = engine(HostNetworks.motley(3), host.address(), PATIENT)) {
      new Flight(engine).until("host runs", () -> engine.statistics().hostSteps() > 30);
    }
  }

  @Test
  @DisplayName("runs on the JVM where there is no host")
  void noHost() throws IOException {
    HostAddress nobody;
    try (FakeHost host = FakeHost.tcp(FakeHost.HONEST)) {
      nobody = host.address();
    }
    try (LoihiHostEngine engine = engine(HostNetworks.motley(3), nobody, PATIENT)) {
      Flight flight = new Flight(engine);
      flight.until("a fault is noted", () -> engine.statistics().lastFault().isPresent());
      flight.rounds(20);
      assertEquals(0, engine.statistics().hostSteps());
      assertFalse(engine.statistics().connected());
    }
  }

  @Test
  @DisplayName("is after a reset as at the beginning, and so is the host")
  void reset() throws Exception {
    try (FakeHost host = FakeHost.tcp(FakeHost.HONEST);
        LoihiHostEngine engine = engine(HostNetworks.motley(3), host.address(), PATIENT)) {
      Flight flight = new Flight(engine);
      for (int i = 0; i < 3; i++) {
        long before = engine.statistics().hostSteps();
        flight.until("host runs", () -> engine.statistics().hostSteps() > before + 30);
        flight.step();
        flight.reset();
      }
      assertEquals(0, engine.statistics().fallbacks());
      assertEquals(1, host.connections.get());
    }
  }

  @Test
  @DisplayName("does not bother the host with a reset before the first step")
  void needlessReset() throws Exception {
    try (FakeHost host = FakeHost.tcp(FakeHost.HONEST);
        LoihiHostEngine engine = engine(HostNetworks.motley(3), host.address(), PATIENT)) {
      engine.reset();
      Flight flight = new Flight(engine);
      flight.until("host runs", () -> engine.statistics().hostSteps() > 3);
      assertEquals(0, host.resets.get());
    }
  }

  @Test
  @DisplayName("gives the right spikes when an input changes within a round, without the host")
  void inputWithinRound() throws Exception {
    try (FakeHost host = FakeHost.tcp(FakeHost.HONEST);
        LoihiHostEngine engine = engine(HostNetworks.motley(3), host.address(), PATIENT)) {
      Flight flight = new Flight(engine);
      flight.until("connected", () -> engine.statistics().connected());
      flight.round();
      flight.step();
      flight.input(0, 1, 1 - engine.input(0)[1]);
      flight.step();
      flight.step();
      long hostSteps = engine.statistics().hostSteps();
      flight.rounds(50);
      assertEquals(hostSteps, engine.statistics().hostSteps());
      flight.reset();
      flight.until("host is back", () -> engine.statistics().hostSteps() > hostSteps);
    }
  }

  @Test
  @DisplayName("steers a controller that cannot tell the difference")
  void controller() throws Exception {
    ControllerSpec.Spiking spec = ShippedController.blimp();
    try (FakeHost host = FakeHost.tcp(FakeHost.HONEST);
        LoihiHosts hosts =
            new LoihiHosts(host.address(), PATIENT, FixedPointEngine::new, LinkClock.system())) {
      // Its I part has adaptive thresholds, which no Loihi chip runs.
      EngineFactory engines =
          (network, range) ->
              LoihiHosts.faults(network).isEmpty()
                  ? hosts.make(network, range)
                  : new FixedPointEngine(network, range);
      SpikingController remote = spec.create(engines);
      SpikingController local = spec.create();
      for (int i = 0; i < 20_000 && hosts.statistics().getFirst().hostSteps() < 300; i++) {
        double height = StrictMath.sin(i * 0.01);
        assertEquals(local.update(1, height), remote.update(1, height));
        assertEquals(local.spikes(), remote.spikes());
        LockSupport.parkNanos(100_000); // a control period leaves a host time to catch up
      }
      LinkStatistics pd = hosts.statistics().getFirst();
      assertTrue(pd.hostSteps() >= 300, pd.toString());
      assertEquals(0, pd.mismatches());
      assertEquals(1, hosts.statistics().size());
    }
  }

  @Test
  @DisplayName("refuses networks that Lava cannot run, with the population's name")
  void refuses() {
    IntParameter one = IntParameter.of(1);
    Population iwta = Population.iwta("adaptive", 1, one, one, one, one, one, one);
    Network network = new Network("n", 1, List.of(), List.of(iwta), List.of());
    NetworkException e =
        assertThrows(
            NetworkException.class,
            () -> engine(network, new HostAddress.Tcp("localhost", 1), PATIENT));
    assertTrue(e.getMessage().contains("population \"adaptive\""), e.getMessage());
    assertTrue(e.getMessage().contains("iwta-lif"), e.getMessage());
  }

  @Test
  @DisplayName("allocates nothing in a step that the host answers")
  void allocatesNothing() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (FakeHost host = FakeHost.tcp(FakeHost.HONEST);
        LoihiHostEngine engine = engine(HostNetworks.motley(3), host.address(), PATIENT)) {
      new Flight(engine).until("connected", () -> engine.statistics().connected());
      long fewest = Long.MAX_VALUE;
      for (int block = 0; block < 6; block++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 600; i++) {
          engine.step();
        }
        fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertEquals(0, fewest);
      assertEquals(0, engine.statistics().fallbacks());
    }
  }
}
