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
 * flight the robots stay connected until every event has reached every robot.
 *
 * <p>A flight may run faster than real time, the network does not. So before the cut the flight
 * waits until all events have arrived: what is missing when the link is mended was missed for the
 * cut alone.
 */
public final class FleetRun {
  /** Most robots. */
  public static final int MAX_ROBOTS = 8;

  private static final Duration AGREE = Duration.ofSeconds(30);
  private static final long POLL_NANOS = 20_000_000;

  /**
   * When the second robot's link is cut, in seconds of flight.
   *
   * @param fromS cut here, at least 0
   * @param toS mended here, not before {@code fromS}
   */
  public record Cut(double fromS, double toS) {
    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if a time is negative, not a number or before the other
     */
    public Cut {
      if (!(fromS >= 0 && toS >= fromS)) {
        throw new IllegalArgumentException(
            "cut from %s s to %s s is not a span of the flight".formatted(fromS, toS));
      }
    }
  }

  /**
   * What is flown.
   *
   * @param robots number of robots, 2..{@value #MAX_ROBOTS}
   * @param scenario the course
   * @param seed seed of the first robot's disturbance; the others' follow it
   * @param controller who flies
   * @param folder an existing folder for logs and memories
   * @param broker the broker, which carries the memory of no other robots
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
   * @param missedInCut events of others that it lacked when the link was mended; 0 without a cut
   * @param lacking events of others that it lacks in the end
   * @param places the last place of every robot it knows
   */
  public record RobotMemory(
      String robot,
      Path log,
      String memoryDigest,
      long missedInCut,
      long lacking,
      List<Known> places) {}

  /**
   * What came out.
   *
   * @param table figures of the flights, one row a robot
   * @param memories what each robot knew in the end
   * @param equalBeforeCut whether all events had arrived when the link was cut; true without a cut
   * @param agreed whether in the end all events had arrived, all remembered the same and knew every
   *     robot's place
   * @param agreeS real time from the end of the flight until they did, s
   */
  public record Outcome(
      MetricTable table,
      List<RobotMemory> memories,
      boolean equalBeforeCut,
      boolean agreed,
      double agreeS) {}

  private final Plan plan;
  private final List<FleetRobot> robots = new ArrayList<>();
  private List<Long> missed = List.of();
  private boolean equalBeforeCut = true;

  /**
   * Makes a run, good for one flight.
   *
   * @throws IllegalArgumentException if the number of robots is out of range or the cut does not
   *     end within the scenario
   */
  public FleetRun(Plan plan) {
    if (plan.robots() < 2 || plan.robots() > MAX_ROBOTS) {
      throw new IllegalArgumentException(
          "a fleet has 2..%d robots, not %d".formatted(MAX_ROBOTS, plan.robots()));
    }
    double end = plan.scenario().durationS();
    plan.cut()
        .filter(cut -> cut.toS() > end)
        .ifPresent(
            cut -> {
              throw new IllegalArgumentException(
                  "the cut ends at %s s, the flight at %s s".formatted(cut.toS(), end));
            });
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
    if (plan.cut().isEmpty()) {
      return fly(Optional.empty(), pace, stop);
    }
    try (LinkCutter wire = new LinkCutter(plan.broker())) {
      return fly(Optional.of(wire), pace, stop);
    }
  }

  /** The robots say goodbye before the wire goes. */
  private Outcome fly(Optional<LinkCutter> wire, FlyRun.Pace pace, BooleanSupplier stop)
      throws IOException {
    try {
      Instant start = Instant.now();
      RobotFile robot = RobotFile.referenceBlimp();
      for (int i = 0; i < plan.robots(); i++) {
        BrokerUrl url = i == 1 ? wire.map(LinkCutter::url).orElse(plan.broker()) : plan.broker();
        robots.add(new FleetRobot(flightPlan(robot, i, url), plan.folder(), start));
      }
      flyScenario(wire, pace, stop);
      long ended = System.nanoTime();
      boolean agreed = waitUntil(this::agree, stop);
      return outcome(agreed, (System.nanoTime() - ended) * 1e-9);
    } finally {
      Closing.all(robots);
    }
  }

  private SimulatedFlight.Plan flightPlan(RobotFile robot, int i, BrokerUrl url) {
    String id = "blimp-" + (i + 1);
    return new SimulatedFlight.Plan(
        id,
        plan.scenario(),
        plan.seed() + i,
        robot,
        plan.controller(),
        plan.folder().resolve(id + ".mcap"),
        Optional.of(url),
        false);
  }

  private void flyScenario(Optional<LinkCutter> wire, FlyRun.Pace pace, BooleanSupplier stop) {
    List<SimulatedFlight> flights = robots.stream().map(FleetRobot::flight).toList();
    int cutTick = tick(plan.cut().map(Cut::fromS));
    int mendTick = tick(plan.cut().map(Cut::toS));
    boolean whole = true;
    for (int tick = 0; tick < plan.scenario().ticks() && !stop.getAsBoolean(); tick++) {
      pace.await(tick, flights);
      if (tick == cutTick) {
        equalBeforeCut = waitUntil(this::allArrived, stop);
        wire.ifPresent(LinkCutter::cut);
        whole = false;
      }
      if (tick == mendTick) {
        mend(wire);
        whole = true;
      }
      for (FleetRobot robot : robots) {
        robot.tick();
        robot.remember();
      }
    }
    if (!whole) {
      mend(wire);
    }
  }

  private int tick(Optional<Double> seconds) {
    return seconds.map(s -> (int) Math.round(s / plan.scenario().periodS())).orElse(-1);
  }

  private void mend(Optional<LinkCutter> wire) {
    missed = robots.stream().map(this::lacking).toList();
    wire.ifPresent(LinkCutter::mend);
  }

  /** Keeps the memories at work until something is so; gives up after {@link #AGREE}. */
  private boolean waitUntil(BooleanSupplier condition, BooleanSupplier stop) {
    long since = System.nanoTime();
    while (System.nanoTime() - since < AGREE.toNanos() && !stop.getAsBoolean()) {
      robots.forEach(FleetRobot::remember);
      if (condition.getAsBoolean()) {
        return true;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return false;
  }

  private boolean allArrived() {
    return robots.stream()
        .allMatch(r -> lacking(r) == 0 && r.flight().linkUp().orElse(Boolean.FALSE));
  }

  private boolean agree() {
    return allArrived()
        && robots.stream().map(r -> r.memory().digest()).distinct().count() == 1
        && robots.getFirst().memory().spatial().size() == robots.size();
  }

  /** Events that the others have made and this robot does not have. The files begin empty. */
  private long lacking(FleetRobot robot) {
    long all = robots.stream().mapToLong(FleetRobot::made).sum();
    return all - robot.made() - robot.received();
  }

  private Outcome outcome(boolean agreed, double seconds) {
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
        IntStream.range(0, robots.size()).mapToObj(this::memory).toList(),
        equalBeforeCut,
        agreed,
        seconds);
  }

  private RobotMemory memory(int i) {
    FleetRobot robot = robots.get(i);
    List<Known> places =
        robots.stream()
            .flatMap(other -> robot.memory().place(other.flight().robotId()).stream())
            .map(pose -> known(pose, robot.millis()))
            .toList();
    return new RobotMemory(
        robot.flight().robotId(),
        robot.flight().logFile(),
        robot.memory().digest(),
        missed.isEmpty() ? 0 : missed.get(i),
        lacking(robot),
        places);
  }

  private static Known known(Observation.Pose pose, long nowMillis) {
    return new Known(pose.robot(), pose.z(), pose.ageMillis(nowMillis) * 1e-3);
  }
}
