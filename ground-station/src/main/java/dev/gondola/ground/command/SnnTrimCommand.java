package dev.gondola.ground.command;

import dev.gondola.evolution.trim.LeakFlight;
import dev.gondola.evolution.trim.Track;
import dev.gondola.evolution.trim.TrimComparison;
import dev.gondola.evolution.trim.TrimComparison.Flight;
import dev.gondola.evolution.trim.TrimComparison.OldTrim;
import dev.gondola.evolution.trim.TrimComparison.PhaseResult;
import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.CommandFailure;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.ground.report.Fact;
import dev.gondola.ground.report.Metric;
import dev.gondola.ground.report.MetricTable;
import dev.gondola.ground.report.Series;
import dev.gondola.ground.report.TrimReport;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.io.ControllerJson;
import dev.gondola.snn.io.NetworkJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "trim",
    description = {
      "Fly a simulated blimp whose helium leaks away, is refilled and leaks away again: with a"
          + " controller that does not learn, with an integral that does, and with a trim learned by"
          + " envelope pressure beside it.",
      "Steady errors are means over the last 30 s of a part; settled is when the error stays within"
          + " 10 cm. Nothing but the seed decides the outcome."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola snn trim",
      "  gondola snn trim --leak 400 --seed 2 --report trim.html",
      "  gondola snn trim --json | jq .old_trim"
    })
final class SnnTrimCommand extends BaseCommand {
  private static final List<Metric> METRICS =
      List.of(
          new Metric("steady_error_m", "steady error", "cm", 100, 1),
          new Metric("largest_error_m", "largest error", "cm", 100, 1),
          new Metric("settled_s", "settled", "s", 1));

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of disturbance and gauge noise (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--leak",
      paramLabel = "S",
      defaultValue = "60",
      description = "Seconds that a leak takes, 1..3600 (${DEFAULT-VALUE}).")
  private double leakS;

  @Option(
      names = "--controller",
      paramLabel = "FILE",
      description =
          "Spiking controller with a part pd, to which learning is added (default: the shipped"
              + " one).")
  private Path controllerFile;

  @Option(
      names = "--out",
      paramLabel = "FILE.json",
      description = "Write the network with what it has learned there.")
  private Path out;

  @Option(names = "--report", paramLabel = "FILE.html", description = "Write plots there.")
  private Path report;

  @Mixin private JsonOption json;

  /** The JSON output, described by {@code snn-trim.schema.json}. */
  private record Report(long seed, double leakS, List<Controller> controllers, OldTrim oldTrim) {}

  private record Controller(String name, List<Part> parts) {}

  private record Part(String part, double steadyErrorM, double largestErrorM, double settledS) {}

  @Override
  public Integer call() throws IOException {
    LeakFlight leak = leak();
    TrimComparison comparison = compare(leak);
    if (json.requested()) {
      JsonOption.print(out(), json(comparison));
    } else {
      out().print(table(comparison).text());
      out().println(oldTrim(comparison.oldTrim()));
    }
    if (out != null) {
      Files.writeString(out, NetworkJson.write(comparison.learned()).toPrettyString() + "\n");
      err().println("network " + out);
    }
    if (report != null) {
      write(leak, comparison);
      err().println("report " + report);
    }
    return ExitCodes.OK;
  }

  private LeakFlight leak() {
    try {
      return new LeakFlight(seed, leakS);
    } catch (IllegalArgumentException e) {
      throw usageFault("--leak: " + e.getMessage());
    }
  }

  private TrimComparison compare(LeakFlight leak) {
    ControllerSpec spec =
        controllerFile == null ? ShippedController.blimp() : ControllerJson.read(controllerFile);
    if (!(spec instanceof ControllerSpec.Spiking spiking)) {
      throw new CommandFailure(controllerFile + " is not a spiking controller");
    }
    try {
      return new TrimComparison(leak, spiking);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage());
    }
  }

  private Report json(TrimComparison comparison) {
    return new Report(
        seed,
        leakS,
        comparison.flights().stream()
            .map(
                f ->
                    new Controller(
                        f.name(), f.phases().stream().map(SnnTrimCommand::part).toList()))
            .toList(),
        comparison.oldTrim());
  }

  private static Part part(PhaseResult p) {
    return new Part(p.phase(), p.steadyM(), p.largestM(), p.settledS());
  }

  private static MetricTable table(TrimComparison comparison) {
    return new MetricTable(
        "controller: part of the flight",
        METRICS,
        comparison.flights().stream()
            .flatMap(f -> f.phases().stream().map(p -> row(f.name(), p)))
            .toList());
  }

  private static MetricTable.Row row(String controller, PhaseResult p) {
    return new MetricTable.Row(
        controller + ": " + p.phase(), p.steadyM(), p.largestM(), p.settledS());
  }

  private static String oldTrim(OldTrim old) {
    return String.format(
        Locale.ROOT,
        "trim kept for the full envelope: %.2f of 10 before the leak, %.2f after it, %.2f at the"
            + " refill;%nweights changed while leaked: %d",
        old.learned(),
        old.leaked(),
        old.returned(),
        old.changedWeights());
  }

  private void write(LeakFlight leak, TrimComparison comparison) throws IOException {
    List<Flight> flights = comparison.flights();
    Track learner = flights.getLast().track();
    new TrimReport(
            "Helium leak",
            List.of(new Fact("seed", Long.toString(seed)), new Fact("leak", leakS + " s")),
            table(comparison),
            series(leak.ticks(), i -> i * LeakFlight.PERIOD_S),
            series(leak.ticks(), i -> leak.helium(i * LeakFlight.PERIOD_S)),
            flights.stream().map(Flight::name).toList(),
            flights.stream().map(f -> series(leak.ticks(), f.track()::heightM)).toList(),
            series(leak.ticks(), learner::integral),
            series(leak.ticks(), learner::trim))
        .write(report);
  }

  private static Series series(int ticks, IntToDoubleFunction value) {
    return Series.of(IntStream.range(0, ticks).mapToDouble(value).toArray());
  }
}
