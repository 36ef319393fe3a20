package dev.gondola.ground.command;

import dev.gondola.evolution.imitation.ImitationLoss;
import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.CommandFailure;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.ground.fly.Replay;
import dev.gondola.ground.report.Fact;
import dev.gondola.ground.report.ImitationReport;
import dev.gondola.ground.report.Metric;
import dev.gondola.ground.report.MetricTable;
import dev.gondola.ground.report.Series;
import dev.gondola.sim.plant.FlightCsv;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.io.ControllerJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "replay",
    description = {
      "Feed the recorded error of a real flight to a spiking controller, tick by tick through the"
          + " firmware's own loop, and compare its command with the PD law it imitates.",
      "One row of the recording is one tick. Commands are compared before limiter and dead zone, in"
          + " units of +-10; the loss is MAE + 1 - Pearson."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola replay flight.csv --report replay.html",
      "  gondola replay flight.csv --controller run-1/controller.json --json"
    })
final class ReplayCommand extends BaseCommand {
  private static final List<Metric> METRICS =
      List.of(
          new Metric("loss", "loss", "", 3),
          new Metric("mae", "MAE", "", 3),
          new Metric("pearson", "Pearson", "", 3));

  @Parameters(
      paramLabel = "FLIGHT.csv",
      description =
          "Recording with the columns t_s, height_m, ref_m, u_cmd, error_m; 10 rows a second.")
  private Path flight;

  @Option(
      names = "--part",
      paramLabel = "pd|i|all",
      defaultValue = "pd",
      description = "Part of the controller to feed (${DEFAULT-VALUE}), or all of it.")
  private String part;

  @Option(
      names = "--controller",
      paramLabel = "FILE",
      description = "Spiking controller (default: the shipped one).")
  private Path controllerFile;

  @Option(names = "--report", paramLabel = "FILE.html", description = "Write plots there.")
  private Path report;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    ControllerSpec.Spiking controller = controller();
    FlightCsv csv = FlightCsv.read(flight);
    double[] errors = IntStream.range(0, csv.rows()).mapToDouble(csv::errorM).toArray();
    Replay replay = Replay.of(errors, controller);
    if (json.requested()) {
      print(replay, controller);
    } else {
      out().print(table(replay, controller).text());
    }
    if (report != null) {
      write(replay, controller);
      err().println("report " + report);
    }
    return ExitCodes.OK;
  }

  private ControllerSpec.Spiking controller() {
    ControllerSpec spec =
        controllerFile == null ? ShippedController.blimp() : ControllerJson.read(controllerFile);
    if (!(spec instanceof ControllerSpec.Spiking spiking)) {
      throw new CommandFailure(controllerFile + " is not a spiking controller");
    }
    try {
      return part.equals("all") ? spiking : spiking.only(part);
    } catch (IllegalArgumentException e) {
      throw usageFault("--part: " + e.getMessage());
    }
  }

  private MetricTable table(Replay replay, ControllerSpec controller) {
    return new MetricTable(
        "command",
        METRICS,
        List.of(
            row(controller.name(), replay.loss()), row("P law (9 e)", replay.proportionalLoss())));
  }

  private static MetricTable.Row row(String name, ImitationLoss loss) {
    return new MetricTable.Row(name, loss.loss(), loss.mae(), loss.pearson());
  }

  private void print(Replay replay, ControllerSpec controller) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("flight", flight.toString());
    object.put("controller", controller.name());
    object.put("part", part);
    object.put("ticks", replay.ticks());
    object.put("loss", replay.loss().loss());
    object.put("loss_p_law", replay.proportionalLoss().loss());
    object.put("mae", replay.loss().mae());
    object.put("pearson", replay.loss().pearson());
    JsonOption.print(out(), object);
  }

  private void write(Replay replay, ControllerSpec controller) throws IOException {
    new ImitationReport(
            "Replay of " + flight.getFileName(),
            List.of(new Fact("flight", flight.toString()), new Fact("part", part)),
            table(replay, controller),
            replay.timesS(),
            Series.of(replay.errors()),
            Series.of(replay.target()),
            Series.of(replay.command()),
            Optional.empty())
        .write(report);
  }
}
