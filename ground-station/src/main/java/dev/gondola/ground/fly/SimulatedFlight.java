package dev.gondola.ground.fly;

import dev.gondola.boards.RobotFile;
import dev.gondola.firmware.OperatorInput;
import dev.gondola.firmware.TickListener;
import dev.gondola.firmware.TickShape;
import dev.gondola.firmware.link.BrokerUrl;
import dev.gondola.firmware.link.FleetLink;
import dev.gondola.firmware.link.FleetLinkOptions;
import dev.gondola.firmware.link.LinkOptions;
import dev.gondola.firmware.link.LoopCommands;
import dev.gondola.firmware.link.MessageLink;
import dev.gondola.firmware.link.OperatorCommands;
import dev.gondola.firmware.link.RobotId;
import dev.gondola.firmware.link.TelemetryListener;
import dev.gondola.firmware.log.FlightLog;
import dev.gondola.firmware.robot.Robot;
import dev.gondola.firmware.robot.RobotHardware;
import dev.gondola.sim.Scenario;
import dev.gondola.sim.bus.BlimpWiring;
import dev.gondola.sim.bus.SimulatedBlimp;
import dev.gondola.sim.metrics.FlightTrace;
import dev.gondola.snn.control.Controller;
import dev.gondola.snn.control.ControllerSpec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One simulated blimp flown through a scenario by the robot's own firmware and drivers, with its
 * flight log and its fleet link. It is armed, given its set-points and kept alive locally, so the
 * flight depends on no broker: the same plan gives the same log.
 */
public final class SimulatedFlight implements Closeable {

  /**
   * What is flown.
   *
   * @param robotId the robot's id in the fleet
   * @param scenario the flight's course
   * @param seed seed of the disturbance
   * @param robot what the robot is made of
   * @param controller what flies it, made for the scenario's period
   * @param log file of the flight log, which must not exist
   * @param broker where telemetry goes, if anywhere
   * @param obeyLink whether commands from the link reach the robot; if so, the flight is no longer
   *     the plan's alone
   */
  public record Plan(
      String robotId,
      Scenario scenario,
      long seed,
      RobotFile robot,
      ControllerSpec controller,
      Path log,
      Optional<BrokerUrl> broker,
      boolean obeyLink) {}

  private final Plan plan;
  private final Scenario scenario;
  private final OperatorInput operator;
  private final SimulatedBlimp blimp;
  private final Robot robot;
  private final FlightLog log;
  private final Optional<FleetLink> link;
  private final FlightTrace trace;
  private final FlightRecorder recorder;
  private int tick;
  private boolean closed;

  /**
   * Makes ready to fly.
   *
   * @param plan what to fly
   * @param extra hear of every tick as well
   * @throws IOException if the log cannot be made
   */
  public SimulatedFlight(Plan plan, List<? extends TickListener> extra) throws IOException {
    this.plan = plan;
    scenario = plan.scenario();
    operator = new OperatorInput(scenario.setpointM(0));
    trace = new FlightTrace(scenario.ticks());
    Controller controller = plan.controller().create();
    TickShape shape = Robot.shape(plan.robot(), controller);
    recorder = new FlightRecorder(shape, scenario.ticks());
    log = FlightLog.open(plan.log(), shape, about(plan), FlightLog.Options.simulation());
    link = plan.broker().map(this::fleetLink);
    List<TickListener> listeners = new ArrayList<>(List.of(recorder, log));
    link.ifPresent(l -> listeners.add(new TelemetryListener(l.telemetry())));
    listeners.addAll(extra);
    blimp = new SimulatedBlimp(scenario.plant(), scenario.sensor(), BlimpWiring.of(plan.robot()));
    robot =
        Robot.assemble(
            plan.robot(),
            new RobotHardware(blimp.pi4j(), (port, baud) -> blimp.rangeLink()),
            controller,
            operator,
            listeners);
    blimp.reset(plan.seed(), scenario.startHeightM());
    link.ifPresent(FleetLink::start);
  }

  private static Map<String, String> about(Plan plan) {
    return Map.of(
        "robot", plan.robotId(),
        "controller", plan.controller().name(),
        "scenario", plan.scenario().name(),
        "seed", Long.toString(plan.seed()));
  }

  private FleetLink fleetLink(BrokerUrl broker) {
    RobotId id = new RobotId(plan.robotId());
    FleetLinkOptions options =
        new FleetLinkOptions(
            id,
            LinkOptions.of(broker, id.value()),
            FleetLinkOptions.TELEMETRY_INTERVAL,
            Robot.MIN_SETPOINT_M,
            Robot.MAX_SETPOINT_M);
    OperatorCommands commands = plan.obeyLink() ? new LoopCommands(operator) : new DeafOperator();
    return new FleetLink(options, commands, InstantSource.system(), System::nanoTime);
  }

  /** Takes no orders. */
  private static final class DeafOperator implements OperatorCommands {
    @Override
    public void arm() {}

    @Override
    public void disarm() {}

    @Override
    public void setpoint(double heightM) {}

    @Override
    public void heartbeat() {}
  }

  /** Returns whether control periods are left. */
  public boolean hasNext() {
    return tick < scenario.ticks();
  }

  /** Flies one control period. */
  public void tick() {
    long now = tick * scenario.periodNanos();
    blimp.advanceTo(now);
    double height = blimp.plant().height();
    if (tick == 0) {
      operator.arm();
    }
    // Only when it changes, so that an operator's own set-point lasts until the next step.
    if (tick == 0 || scenario.setpointM(tick) != scenario.setpointM(tick - 1)) {
      operator.setSetpoint(scenario.setpointM(tick));
    }
    operator.heartbeat();
    robot.loop().tick(now);
    trace.add(height, recorder.command(tick));
    tick++;
  }

  /** Returns the robot's id. */
  public String robotId() {
    return plan.robotId();
  }

  /** Returns the controller that flies. */
  public ControllerSpec controller() {
    return plan.controller();
  }

  /** Returns the file of the flight log. */
  public Path logFile() {
    return plan.log();
  }

  /** Returns true heights and commands so far. */
  public FlightTrace trace() {
    return trace;
  }

  /** Returns what the firmware reported so far. */
  FlightRecorder recorder() {
    return recorder;
  }

  /** Returns the link for other messages; empty without one. */
  public Optional<MessageLink> messages() {
    return link.map(FleetLink::messages);
  }

  /** Returns whether the link is up; empty without one. */
  public Optional<Boolean> linkUp() {
    return link.map(l -> l.messages().isUp());
  }

  /**
   * Ends the flight: stops the motors, completes the log, says good-bye to the broker.
   *
   * @throws IOException if the log could not be written whole
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    robot.close();
    log.close();
    link.ifPresent(FleetLink::close);
    blimp.close();
    if (log.failure().isPresent()) {
      throw new IOException(
          "flight log " + plan.log() + " is not whole: " + log.failure().get().getMessage());
    }
  }
}
