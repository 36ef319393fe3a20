package dev.gondola.ground.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gondola.boards.RobotFile;
import dev.gondola.firmware.Mode;
import dev.gondola.firmware.OperatorInput;
import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.link.FleetLink;
import dev.gondola.firmware.link.FleetLinkOptions;
import dev.gondola.firmware.link.LinkOptions;
import dev.gondola.firmware.link.LoopCommands;
import dev.gondola.firmware.link.RobotId;
import dev.gondola.firmware.link.TelemetryListener;
import dev.gondola.firmware.log.FlightLog;
import dev.gondola.firmware.robot.Robot;
import dev.gondola.firmware.robot.RobotHardware;
import dev.gondola.ground.broker.EmbeddedBroker;
import dev.gondola.sim.Scenario;
import dev.gondola.sim.bus.BlimpWiring;
import dev.gondola.sim.bus.SimulatedBlimp;
import dev.gondola.snn.control.Controller;
import dev.gondola.snn.control.ShippedController;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName(
    "100,000 ticks of the whole robot: drivers, shipped spiking controller, log, telemetry")
class RobotAllocationTest {
  private static final int TICKS = 100_000;
  private static final int MOST_FLIGHTS = 5;
  private static final int TICKS_PER_SETPOINT = 500;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Scenario scenario = Scenario.reference();
  private final RobotFile file = RobotFile.referenceBlimp();
  private final OperatorInput operator = new OperatorInput(1);
  private final long[] spikes = new long[1];
  private final Mode[] mode = new Mode[1];
  private int tick;

  @TempDir private Path folder;

  @Test
  @DisplayName("allocate nothing on the loop's thread")
  void allocateNothing() throws IOException {
    Controller controller = ShippedController.blimp().create();
    FlightLog.Options options =
        new FlightLog.Options(
            FlightLog.WhenFull.DROP_AND_COUNT,
            FlightLog.Options.robot().capacity(),
            FlightLog.Options.simulation().chunking());
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        FleetLink link = link(broker).start();
        FlightLog log =
            FlightLog.open(
                folder.resolve("flight.mcap"), Robot.shape(file, controller), Map.of(), options);
        SimulatedBlimp blimp =
            new SimulatedBlimp(scenario.plant(), scenario.sensor(), BlimpWiring.of(file));
        Robot robot =
            Robot.assemble(
                file,
                new RobotHardware(blimp.pi4j(), (port, baud) -> blimp.rangeLink()),
                controller,
                operator,
                List.of(log, new TelemetryListener(link.telemetry()), this::note))) {
      blimp.reset(1, scenario.startHeightM());
      operator.arm();
      long allocated = Long.MAX_VALUE;
      for (int flight = 0; allocated > 0 && flight < MOST_FLIGHTS; flight++) {
        allocated = bytesOf(blimp, robot);
      }
      assertEquals(0, allocated, "bytes in " + TICKS + " ticks");
      assertEquals(Mode.ARMED, mode[0]);
      assertTrue(spikes[0] > TICKS, spikes[0] + " spikes");
      assertTrue(link.messages().statistics().sent() > 0, "telemetry was sent");
      assertTrue(log.failure().isEmpty(), () -> log.failure().toString());
    }
  }

  private FleetLink link(EmbeddedBroker broker) {
    FleetLinkOptions options =
        new FleetLinkOptions(
            new RobotId("blimp-1"),
            LinkOptions.of(broker.url(), "blimp-1"),
            FleetLinkOptions.TELEMETRY_INTERVAL,
            Robot.MIN_SETPOINT_M,
            Robot.MAX_SETPOINT_M);
    return new FleetLink(
        options, new LoopCommands(operator), InstantSource.system(), System::nanoTime);
  }

  private void note(TickRecord record) {
    spikes[0] += record.spikes;
    mode[0] = record.mode;
  }

  /**
   * Returns the bytes allocated in 100,000 ticks. Loading a class, and HotSpot resolving the string
   * constants of a class on the thread that asks for a compilation, allocate once; a robot that
   * allocates in its ticks never has a flight of 0.
   */
  private long bytesOf(SimulatedBlimp blimp, Robot robot) {
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < TICKS; i++) {
      long now = tick * scenario.periodNanos();
      blimp.advanceTo(now);
      operator.heartbeat();
      operator.setSetpoint(1 + tick / TICKS_PER_SETPOINT % 3);
      robot.loop().tick(now);
      tick++;
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
