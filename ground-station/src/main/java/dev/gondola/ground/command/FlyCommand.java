package dev.gondola.ground.command;

import dev.gondola.firmware.link.BrokerUrl;
import dev.gondola.firmware.link.RobotId;
import dev.gondola.ground.broker.EmbeddedBroker;
import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.CommandFailure;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.GracefulStop;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.ground.cli.Terminal;
import dev.gondola.ground.fly.FleetPrint;
import dev.gondola.ground.fly.FleetRun;
import dev.gondola.ground.fly.FlyRun;
import dev.gondola.ground.fly.LiveView;
import dev.gondola.ground.fly.OutputFolder;
import dev.gondola.sim.Scenario;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.PidController;
import dev.gondola.snn.control.PidGains;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.io.ControllerJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "fly",
    description = {
      "Fly a simulated blimp with two PID laws and a spiking controller, side by side.",
      "Each is flown by the robot's own firmware and drivers through the same scenario and the same"
          + " disturbance, with telemetry over MQTT. Prints the figures and writes an HTML report"
          + " and a flight log (MCAP) of each."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola fly                                  in real time, watched in the terminal",
      "  gondola fly --headless --seed 2 --json       as fast as possible, figures as JSON",
      "  gondola fly --controller my-controller.json  another spiking controller",
      "  gondola fly --broker tcp://localhost:1883    telemetry to a broker of yours",
      "  gondola fly --headless --robots 2            two robots that share their memory"
    })
final class FlyCommand extends BaseCommand {
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final String SPIKING = "spiking";

  @Option(names = "--headless", description = "Fly as fast as possible, without a view.")
  private boolean headless;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Seed of the disturbance (${DEFAULT-VALUE}); the same seed gives the same flight.")
  private long seed;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "Scenario to fly (default: the reference scenario, 290 s with a heavy blimp).")
  private Path scenarioFile;

  @Option(
      names = "--controller",
      paramLabel = "FILE|pid",
      description =
          "Controller file in place of the shipped spiking one; pid: none, the PID laws only.")
  private String controller;

  @Option(names = "--seconds", paramLabel = "S", description = "Fly only the first S seconds.")
  private Double seconds;

  @Option(
      names = "--broker",
      paramLabel = "URL",
      description = "MQTT broker, tcp:// or ssl:// (default: one is started on this machine).")
  private String broker;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "New folder for logs and report (default: a new one in gondola-flights/, named by the"
              + " seed).")
  private Path out;

  @Option(
      names = "--robots",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Fly N robots, 2..8, with the spiking controller and a memory that they share over the"
              + " broker; ends when all know every robot's last place.")
  private int robots;

  @Option(
      names = "--cut",
      paramLabel = "FROM,TO",
      split = ",",
      description =
          "With --robots: cut the second robot's link between these seconds of flight (default: the"
              + " middle third; none with ssl://).")
  private double[] cut;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    if (robots < 1 || robots > FleetRun.MAX_ROBOTS) {
      throw usageFault("--robots must be 1.." + FleetRun.MAX_ROBOTS + ", is " + robots);
    }
    if (cut != null && robots == 1) {
      throw usageFault("--cut needs --robots 2 or more");
    }
    Scenario scenario = scenario();
    List<ControllerSpec> controllers = controllers(scenario);
    Optional<BrokerUrl> url = Optional.ofNullable(broker).map(this::url);
    Path folder = OutputFolder.make(Optional.ofNullable(out), seed);
    EmbeddedBroker own = url.isPresent() ? null : EmbeddedBroker.start();
    try (GracefulStop stop = GracefulStop.install(GRACE)) {
      BrokerUrl address = url.orElseGet(() -> own.url());
      FlyRun.Pace pace = pace(scenario, address);
      if (robots > 1) {
        return flyFleet(scenario, controllers.getLast(), folder, address, pace, stop);
      }
      print(
          scenario,
          new FlyRun(plan(scenario, controllers, folder, address)).fly(pace, stop::requested));
      return stop.requested() ? ExitCodes.INTERRUPTED : ExitCodes.OK;
    } finally {
      if (own != null) {
        own.closeInBackground();
      }
    }
  }

  private FlyRun.Plan plan(
      Scenario scenario, List<ControllerSpec> controllers, Path folder, BrokerUrl address) {
    return new FlyRun.Plan(
        scenario,
        seed,
        controllers,
        controller == null ? "shipped" : controller,
        folder,
        Optional.of(address),
        !headless);
  }

  private FlyRun.Pace pace(Scenario scenario, BrokerUrl address) {
    if (headless) {
      return (tick, flights) -> {};
    }
    err().println("telemetry on " + address + ", topics gondola/v1/+/telemetry");
    return new LiveView(scenario, err(), Terminal.current().errIsTerminal());
  }

  private int flyFleet(
      Scenario scenario,
      ControllerSpec spec,
      Path folder,
      BrokerUrl address,
      FlyRun.Pace pace,
      GracefulStop stop)
      throws IOException {
    FleetRun.Plan plan =
        new FleetRun.Plan(robots, scenario, seed, spec, folder, address, cut(scenario, address));
    FleetRun.Outcome outcome = new FleetRun(plan).fly(pace, stop::requested);
    if (json.requested()) {
      JsonOption.print(out(), FleetPrint.json(plan, outcome));
    } else {
      out().println();
      out().print(FleetPrint.text(outcome));
      out().flush();
    }
    if (stop.requested()) {
      return ExitCodes.INTERRUPTED;
    }
    return outcome.agreed() ? ExitCodes.OK : ExitCodes.FAILURE;
  }

  private Optional<FleetRun.Cut> cut(Scenario scenario, BrokerUrl address) {
    if (cut == null) {
      // An encrypted link cannot be cut: the broker's certificate names another host than the
      // wire's.
      return address.tls()
          ? Optional.empty()
          : Optional.of(new FleetRun.Cut(scenario.durationS() / 3, scenario.durationS() * 2 / 3));
    }
    if (cut.length != 2 || !(cut[0] >= 0 && cut[1] >= cut[0])) {
      throw usageFault("--cut takes two times in s, the second not before the first");
    }
    return Optional.of(new FleetRun.Cut(cut[0], cut[1]));
  }

  private Scenario scenario() {
    Scenario scenario = scenarioFile == null ? Scenario.reference() : Scenario.read(scenarioFile);
    if (seconds == null) {
      return scenario;
    }
    try {
      return scenario.withDuration(seconds);
    } catch (IllegalArgumentException e) {
      throw usageFault("--seconds: " + e.getMessage());
    }
  }

  private BrokerUrl url(String text) {
    try {
      return BrokerUrl.parse(text);
    } catch (IllegalArgumentException e) {
      throw usageFault("--broker: " + e.getMessage());
    }
  }

  private List<ControllerSpec> controllers(Scenario scenario) {
    List<ControllerSpec> list = new ArrayList<>();
    double period = scenario.periodS();
    PidController.Options blimp = PidController.Options.BLIMP;
    list.add(new ControllerSpec.Flown("pid-flown", period, PidGains.FLOWN));
    list.add(
        new ControllerSpec.Pid(
            "pid-tuned",
            PidGains.TUNED,
            new PidController.Options(
                period,
                blimp.derivativeFilter(),
                blimp.setpointWeight(),
                blimp.antiWindup(),
                blimp.limit())));
    if (controller == null) {
      list.add(named(ShippedController.blimp()));
    } else if (!controller.equals("pid")) {
      list.add(named(ControllerJson.read(Path.of(controller))));
    }
    check(list, period);
    return list;
  }

  /** Gives any spiking controller the name under which the figures are looked up. */
  private static ControllerSpec named(ControllerSpec spec) {
    return spec instanceof ControllerSpec.Spiking spiking
        ? new ControllerSpec.Spiking(SPIKING, spiking.period(), spiking.parts())
        : spec;
  }

  private static void check(List<ControllerSpec> controllers, double period) {
    ControllerSpec last = controllers.getLast();
    if (Math.abs(last.period() - period) > 1e-9) {
      throw new CommandFailure(
          "controller \"%s\" is made for a period of %s s, the scenario has %s s"
              .formatted(last.name(), last.period(), period));
    }
    if (!RobotId.isValid(last.name())) {
      throw new CommandFailure(
          "the controller's name \"%s\" cannot be a robot's id: use letters, digits and _ . : -"
              .formatted(last.name()));
    }
    if (controllers.stream().map(ControllerSpec::name).distinct().count() < controllers.size()) {
      throw new CommandFailure(
          "the controller's name \"%s\" is taken by a PID law: give it another"
              .formatted(last.name()));
    }
  }

  private void print(Scenario scenario, FlyRun.Outcome outcome) {
    if (!json.requested()) {
      out().println();
      out().print(outcome.table().text());
      out().println();
      out().println("report  " + outcome.report());
      outcome.logs().forEach(log -> out().println("log     " + log));
      return;
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("scenario", scenario.name());
    object.put("seed", seed);
    object.put("seconds", outcome.seconds());
    object.put("controllers", outcome.table().records());
    object.put("report", outcome.report().toString());
    object.put("logs", outcome.logs().stream().map(Path::toString).toList());
    JsonOption.print(out(), object);
  }
}
