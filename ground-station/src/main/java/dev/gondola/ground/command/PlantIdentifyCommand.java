package dev.gondola.ground.command;

import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.ground.cli.Progress;
import dev.gondola.sim.plant.Identification;
import dev.gondola.sim.plant.IdentificationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "identify",
    description = {
      "Fit the blimp's height model to recorded flights.",
      "Thrust, lag and drag are shared by all flights, buoyancy is each flight's own. Reports the"
          + " error of predicting the height 1 s and 5 s ahead and over the whole flight, on the"
          + " flights fitted and on each one left out."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola plant identify flight-1.csv flight-2.csv",
      "  gondola plant identify --json flights/*.csv > identified.json"
    })
final class PlantIdentifyCommand extends BaseCommand {

  @Parameters(
      paramLabel = "FLIGHT.csv",
      arity = "1..*",
      description =
          "Recordings with the columns t_s, height_m, ref_m, u_cmd, error_m; 10 rows a second.")
  private List<Path> flights;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the search (${DEFAULT-VALUE}); the same seed gives the same result.")
  private long seed;

  @Option(
      names = "--starts",
      paramLabel = "N",
      defaultValue = "2",
      description = "Searches from different starting points, 1..100 (${DEFAULT-VALUE}).")
  private int starts;

  @Option(
      names = "--evaluations",
      paramLabel = "N",
      defaultValue = "2500",
      description = "Evaluations of each search, 100..1000000 (${DEFAULT-VALUE}).")
  private int evaluations;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Fits at the same time, 1..1024 (default: one per processor); does not change the result.")
  private Integer threads;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    Identification.Options options = options();
    int fits = flights.size() == 1 ? 1 : flights.size() + 1;
    IdentificationReport report;
    try (Progress progress = progress("identifying", (long) fits * starts * evaluations, 0)) {
      report = Identification.run(flights, options, (done, total) -> progress.update(done));
    }
    if (json.requested()) {
      out().println(report.toJson());
    } else {
      out().print(report.toTable());
      out().flush();
    }
    return ExitCodes.OK;
  }

  private Identification.Options options() {
    int processors = Runtime.getRuntime().availableProcessors();
    try {
      return new Identification.Options(
          seed, starts, evaluations, threads == null ? processors : threads);
    } catch (IllegalArgumentException e) {
      throw usageFault(e.getMessage());
    }
  }
}
