package dev.gondola.ground.fly;

import dev.gondola.boards.RobotFile;
import dev.gondola.firmware.link.BrokerUrl;
import dev.gondola.ground.report.MetricTable;
import dev.gondola.memory.Observation;
import dev.gondola.sim.Scenario;
import dev.gondola.snn.control.ControllerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Flies several simulated blimps that share their memory over a broker, each through the same
 * scenario with a disturbance of its own. The second robot's link can be cut for a while. After the
 * flight the robots stay connected until all remember the same.
 */
public final class FleetRun {
  /** Most robots. */
  public static final int MAX_ROBOTS = 8;

  private static final Duration AGREE = Duration.ofSeconds(30);
  private static final long POLL_NANOS = 20_000_000;

  /**
   * When the second robot's link is cut, in seconds of flight.
   *
   * @param fromS cut here
   * @param toS mended here
   */
  public record Cut(double fromS, double toS) {}

  /**
   * What is flown.
   *
   * @param robots number of robots, 2..{@value #MAX_ROBOTS}
   * @param scenario the course
   * @param seed seed of the first robot's disturbance; the others' follow it
   * @param controller who flies
   * @param folder an existing folder for logs and memories
   * @param broker the broker
   * @param cut when the second robot is cut off, if at all
   */
  public record Plan(
      int robots,
      Scenario scenario,
      long seed,
      ControllerSpec controller,
      Path folder,
      BrokerUrl broker,
      Optional<Cut> cut) {}

  /**
   * What a robot knows of a place.
   *
   * @param robot whose place
   * @param heightM height there, m
   * @param ageS how old it was when the flight ended, s
   */
  public record Known(String robot, double heightM, double ageS) {}

  /**
   * What one robot knew in the end.
   *
   * @param robot the robot
   * @param log its flight log
   * @param memoryDigest hash of all it remembers
   * @param places the last place of every robot it knows
   */
  public record RobotMemory(String robot, Path log, String memoryDigest, List<Known> places) {}

  /**
   * What came out.
   *
   * @param table figures of the flights, one row a robot
   * @param memories what each robot knew in the end
   * @param agreed whether all remembered the same and knew every robot's place
   * @param agreeS real time from the end of the flight until they did, s
   */
  public record Outcome(
      MetricTable table, List<RobotMemory> memories, boolean agreed, double agreeS) {}

  private final Plan plan;

  /** Makes a run. */
  public FleetRun(Plan plan) {
    this.plan = plan;
  }

  /**
   * Flies to the end of the scenario, or until asked to stop, then waits for the memories to agree.
   *
   * @param pace paces the flights
   * @param stop asked before every control period
   * @throws IOException if a log or a memory cannot be written
   */
  public Outcome fly(FlyRun.Pace pace, BooleanSupplier stop) throws IOException {
    List<FleetRobot> robots = new ArrayList<>();
    try (LinkCutter wire = new LinkCutter(plan.broker())) {
      Instant start = Instant.now();
      for (int i = 0; i < plan.robots(); i++) {
        BrokerUrl url = i == 1 ? wire.url() : plan.broker();
        robots.add(new FleetRobot(flightPlan(i, url), plan.folder(), start));
      }
      fly(robots, wire, pace, stop);
      wire.mend();
      long ended = System.nanoTime();
      boolean agreed = agree(robots, ended, stop);
      return outcome(robots, agreed, (System.nanoTime() - ended) * 1e-9);
    } finally {
      close(robots);
    }
  }

  private SimulatedFlight.Plan flightPlan(int i, BrokerUrl url) {
    String id = "blimp-" + (i + 1);
    return new SimulatedFlight.Plan(
        id,
        plan.scenario(),
        plan.seed() + i,
        RobotFile.referenceBlimp(),
        plan.controller(),
        plan.folder().resolve(id + ".mcap"),
        Optional.of(url),
        false);
  }

  private void fly(
      List<FleetRobot> robots, LinkCutter wire, FlyRun.Pace pace, BooleanSupplier stop) {
    List<SimulatedFlight> flights = robots.stream().map(FleetRobot::flight).toList();
    Scenario scenario = plan.scenario();
    int cutTick = tick(plan.cut().map(Cut::fromS));
    int mendTick = tick(plan.cut().map(Cut::toS));
    for (int tick = 0; tick < scenario.ticks() && !stop.getAsBoolean(); tick++) {
      pace.await(tick, flights);
      if (tick == cutTick) {
        wire.cut();
      }
      if (tick == mendTick) {
        wire.mend();
      }
      for (FleetRobot robot : robots) {
        robot.tick();
        robot.remember();
      }
    }
  }

  private int tick(Optional<Double> seconds) {
    return seconds.map(s -> (int) Math.round(s / plan.scenario().periodS())).orElse(-1);
  }

  private boolean agree(List<FleetRobot> robots, long since, BooleanSupplier stop) {
    while (System.nanoTime() - since < AGREE.toNanos() && !stop.getAsBoolean()) {
      robots.forEach(FleetRobot::remember);
      boolean same = robots.stream().map(r -> r.memory().digest()).distinct().count() == 1;
      if (same && robots.getFirst().memory().spatial().size() == robots.size()) {
        return true;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return false;
  }

  private Outcome outcome(List<FleetRobot> robots, boolean agreed, double seconds) {
    List<MetricTable.Row> rows =
        robots.stream()
            .filter(r -> r.flight().trace().ticks() > 0)
            .map(
                r ->
                    new MetricTable.Row(
                        r.flight().robotId(),
                        FlightResult.row(r.flight(), plan.scenario()).values()))
            .toList();
    return new Outcome(
        new MetricTable("robot", FlightResult.METRICS, rows),
        robots.stream().map(r -> memory(r, robots)).toList(),
        agreed,
        seconds);
  }

  private static RobotMemory memory(FleetRobot robot, List<FleetRobot> all) {
    List<Known> places =
        IntStream.range(0, all.size())
            .mapToObj(i -> all.get(i).flight().robotId())
            .flatMap(id -> robot.memory().place(id).stream())
            .map(pose -> known(pose, robot.millis()))
            .toList();
    return new RobotMemory(
        robot.flight().robotId(), robot.flight().logFile(), robot.memory().digest(), places);
  }

  private static Known known(Observation.Pose pose, long nowMillis) {
    return new Known(pose.robot(), pose.z(), pose.ageMillis(nowMillis) * 1e-3);
  }

  private static void close(List<FleetRobot> robots) throws IOException {
    IOException first = null;
    for (FleetRobot robot : robots) {
      try {
        robot.close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
