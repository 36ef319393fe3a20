package dev.gondola.ground.fly;

import dev.gondola.boards.RobotFile;
import dev.gondola.firmware.link.BrokerUrl;
import dev.gondola.ground.report.Fact;
import dev.gondola.ground.report.FlightReport;
import dev.gondola.ground.report.MetricTable;
import dev.gondola.sim.Scenario;
import dev.gondola.snn.control.ControllerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Flies several controllers through one scenario with one seed, side by side: every one sees the
 * same disturbance.
 */
public final class FlyRun {

  /**
   * What is flown.
   *
   * @param scenario the course
   * @param seed seed of the disturbance
   * @param controllers who flies it, each with another name
   * @param controllerSource where the controller beside the PID laws comes from, for the report
   * @param folder an existing folder for logs and report
   * @param broker where telemetry goes, if anywhere
   * @param obeyLink whether commands from the broker reach the robots
   */
  public record Plan(
      Scenario scenario,
      long seed,
      List<ControllerSpec> controllers,
      String controllerSource,
      Path folder,
      Optional<BrokerUrl> broker,
      boolean obeyLink) {}

  /**
   * What came out.
   *
   * @param table figures, one row a controller
   * @param logs flight logs, one a controller
   * @param report the HTML report
   * @param seconds seconds flown
   */
  public record Outcome(MetricTable table, List<Path> logs, Path report, double seconds) {}

  /** Decides when the next control period is flown, and shows what happened. */
  @FunctionalInterface
  public interface Pace {
    /**
     * Called before every control period.
     *
     * @param tick number of the period, from 0
     * @param flights the flights under way
     */
    void await(int tick, List<SimulatedFlight> flights);
  }

  private final Plan plan;

  /** Makes a run. */
  public FlyRun(Plan plan) {
    this.plan = plan;
  }

  /**
   * Flies to the end of the scenario, or until asked to stop; then writes the report.
   *
   * @param pace paces the flights
   * @param stop asked before every control period
   * @throws IOException if a log or the report cannot be written
   */
  public Outcome fly(Pace pace, BooleanSupplier stop) throws IOException {
    List<SimulatedFlight> flights = new ArrayList<>();
    RobotFile robot = RobotFile.referenceBlimp();
    try {
      for (ControllerSpec controller : plan.controllers()) {
        flights.add(new SimulatedFlight(flightPlan(robot, controller), List.of()));
      }
      int tick = 0;
      while (flights.getFirst().hasNext() && !stop.getAsBoolean()) {
        pace.await(tick++, flights);
        for (SimulatedFlight flight : flights) {
          flight.tick();
        }
      }
    } finally {
      Closing.all(flights);
    }
    return outcome(flights);
  }

  private SimulatedFlight.Plan flightPlan(RobotFile robot, ControllerSpec controller) {
    return new SimulatedFlight.Plan(
        controller.name(),
        plan.scenario(),
        plan.seed(),
        robot,
        controller,
        plan.folder().resolve(controller.name() + ".mcap"),
        plan.broker(),
        plan.obeyLink());
  }

  private Outcome outcome(List<SimulatedFlight> flights) throws IOException {
    Scenario scenario = plan.scenario();
    int ticks = flights.getFirst().trace().ticks();
    double seconds = ticks * scenario.periodS();
    List<MetricTable.Row> rows =
        ticks == 0 ? List.of() : flights.stream().map(f -> FlightResult.row(f, scenario)).toList();
    MetricTable table = new MetricTable("controller", FlightResult.METRICS, rows);
    Path file = plan.folder().resolve("report.html");
    new FlightReport(
            "Flight of " + scenario.name(),
            facts(seconds),
            table,
            flights.stream().map(f -> FlightResult.series(f, scenario)).toList())
        .write(file);
    return new Outcome(
        table, flights.stream().map(SimulatedFlight::logFile).toList(), file, seconds);
  }

  private List<Fact> facts(double seconds) {
    return List.of(
        new Fact("scenario", plan.scenario().name()),
        new Fact("seed", Long.toString(plan.seed())),
        new Fact("controller", plan.controllerSource()),
        new Fact("seconds flown", String.format(Locale.ROOT, "%.1f", seconds)),
        new Fact("broker", plan.broker().map(BrokerUrl::toString).orElse("none")));
  }
}
