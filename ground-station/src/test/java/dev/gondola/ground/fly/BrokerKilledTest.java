package dev.gondola.ground.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gondola.firmware.link.BrokerUrl;
import dev.gondola.firmware.log.FlightLogReader;
import dev.gondola.firmware.log.FlightRecording;
import dev.gondola.sim.Scenario;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.ShippedController;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs a mosquitto on the machine; is skipped with the reason where there is none. */
@Tag("slow")
@DisplayName("A broker that is killed during a flight")
class BrokerKilledTest {
  private static final Scenario SCENARIO = Scenario.reference().withDuration(60);
  private static final ControllerSpec CONTROLLER = ShippedController.blimp();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int KILL_TICK = 150;
  private static final int RESTART_TICK = 300;
  private static final int LAST_TICK = 599;
  private static final long TICK_NANOS = 5_000_000;

  @TempDir private Path folder;
  private Process mosquitto;

  @AfterEach
  void end() {
    if (mosquitto != null) {
      mosquitto.destroyForcibly();
    }
  }

  @Test
  @DisplayName("disturbs nothing: the link comes back by itself, and the log has the same bytes")
  void killed() throws IOException {
    String executable = executable().orElse(null);
    assumeTrue(executable != null, "mosquitto is not installed: not tried");
    int port = freePort();
    start(executable, port);
    List<String> seen = new ArrayList<>();
    FlyRun.Pace pace =
        (tick, flights) -> {
          SimulatedFlight flight = flights.getFirst();
          switch (tick) {
            case KILL_TICK -> {
              awaitTrue("the link is up", () -> isUp(flight));
              mosquitto.destroyForcibly();
              seen.add("killed");
            }
            case RESTART_TICK -> {
              awaitTrue("the loss is seen", () -> !isUp(flight));
              start(executable, port);
              seen.add("restarted");
            }
            case LAST_TICK -> {
              awaitTrue("the link is back", () -> isUp(flight));
              seen.add("back");
            }
            default -> LockSupport.parkNanos(TICK_NANOS);
          }
        };
    Path flown = fly("killed", Optional.of(new BrokerUrl(false, "127.0.0.1", port)), pace);
    Path quiet = fly("quiet", Optional.empty(), (tick, flights) -> {});

    assertEquals(List.of("killed", "restarted", "back"), seen);
    FlightRecording log = FlightLogReader.read(flown);
    assertTrue(log.report().complete(), log.report().toString());
    assertEquals(SCENARIO.ticks(), log.ticks().size());
    assertEquals(-1, Files.mismatch(quiet, flown), "first byte that differs");
  }

  private static boolean isUp(SimulatedFlight flight) {
    return flight.linkUp().orElseThrow();
  }

  private Path fly(String name, Optional<BrokerUrl> broker, FlyRun.Pace pace) throws IOException {
    Path out = Files.createDirectory(folder.resolve(name));
    FlyRun.Plan plan =
        new FlyRun.Plan(SCENARIO, 1, List.of(CONTROLLER), "shipped", out, broker, false);
    return new FlyRun(plan).fly(pace, () -> false).logs().getFirst();
  }

  private static Optional<String> executable() {
    return List.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto")
        .stream()
        .filter(file -> Files.isExecutable(Path.of(file)))
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Without a configuration file it listens on the loopback address and lets everybody in. */
  private void start(String executable, int port) {
    try {
      mosquitto =
          new ProcessBuilder(executable, "-p", Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitTrue(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not within " + LIMIT + ": " + what);
      LockSupport.parkNanos(TICK_NANOS);
    }
  }
}
