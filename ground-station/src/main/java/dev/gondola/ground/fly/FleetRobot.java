package dev.gondola.ground.fly;

import dev.gondola.firmware.link.RobotId;
import dev.gondola.firmware.link.RobotTopics;
import dev.gondola.firmware.memory.LatestHeight;
import dev.gondola.firmware.memory.MemoryService;
import dev.gondola.firmware.memory.MqttTransport;
import dev.gondola.memory.Memory;
import dev.gondola.memory.MemoryState;
import dev.gondola.memory.Replicator;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A simulated blimp with a memory that it shares with the others. */
final class FleetRobot implements Closeable {
  /** Shorter than on a robot, whose link costs more and whose flight lasts longer. */
  private static final Replicator.Settings REPLICATION =
      new Replicator.Settings(Duration.ofMillis(500), 1_000_000, 1024);

  private final SimulatedFlight flight;
  private final MemoryService service;
  private final Instant start;
  private final long periodNanos;
  private long ticks;

  /**
   * Makes ready to fly.
   *
   * @param plan what to fly; it has a broker
   * @param folder where the memory's file goes
   * @param start wall-clock time at the flight's beginning; it runs on with the simulated time
   */
  FleetRobot(SimulatedFlight.Plan plan, Path folder, Instant start) throws IOException {
    this.start = start;
    periodNanos = plan.scenario().periodNanos();
    LatestHeight height = new LatestHeight();
    Memory memory =
        Memory.open(folder.resolve(plan.robotId() + ".memory"), plan.robotId(), this::now);
    try {
      flight = new SimulatedFlight(plan, List.of(height));
    } catch (IOException | RuntimeException e) {
      memory.close();
      throw e;
    }
    RobotTopics topics = new RobotTopics(new RobotId(plan.robotId()));
    MqttTransport transport = new MqttTransport(flight.messages().orElseThrow(), topics);
    service =
        new MemoryService(
            memory, new Replicator(memory, transport, REPLICATION), height, this::now);
  }

  private Instant now() {
    return start.plusNanos(ticks * periodNanos);
  }

  /** Flies one control period. */
  void tick() {
    flight.tick();
    ticks++;
  }

  /** Lets the memory do what is due. */
  void remember() {
    service.step(System.nanoTime());
  }

  SimulatedFlight flight() {
    return flight;
  }

  MemoryState memory() {
    return service.memory().state();
  }

  /** Returns how many events this robot has made. */
  long made() {
    return service.recorded();
  }

  /** Returns how many events of others have reached this robot. */
  long received() {
    return service.replication().applied();
  }

  /** Returns the robot's wall-clock time, ms. */
  long millis() {
    return now().toEpochMilli();
  }

  @Override
  public void close() throws IOException {
    try {
      flight.close();
    } finally {
      service.memory().close();
    }
  }
}
