package dev.gondola.ground.command;

import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.CommandFailure;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.ground.exchange.ExportReport;
import dev.gondola.ground.snn.NetworkFile;
import dev.gondola.ground.snn.NetworkSource;
import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.exchange.ExportOptions;
import dev.gondola.snn.exchange.ExportedGraph;
import dev.gondola.snn.exchange.NirExport;
import dev.gondola.snn.exchange.Profile;
import dev.gondola.snn.nir.NirWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = {
      "Write a network, or one part of a controller, as a NIR file.",
      "LIF neurons and leaky integrators become time constants and thresholds for the given step;"
          + " what NIR or the framework cannot carry is refused by name."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola snn export net.json --dt 0.001 -o net.nir",
      "  gondola snn export controller.json --part pd -o pd.nir",
      "  gondola snn export net.json --dt 0.001 --profile snntorch -o net.nir"
    })
final class SnnExportCommand extends BaseCommand {

  @Parameters(paramLabel = "FILE", description = "Network or controller file, JSON.")
  private Path file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "NIR",
      required = true,
      description = "NIR file to write.")
  private Path output;

  @Option(
      names = "--dt",
      paramLabel = "S",
      description =
          "Seconds of a network step; default for a controller: its period by its steps per tick.")
  private Double dt;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "Framework that is to load it: generic, norse, snntorch, lava-dl (default:"
              + " ${DEFAULT-VALUE}).")
  private String profile = Profile.GENERIC.label();

  @Option(
      names = "--part",
      paramLabel = "NAME",
      description = "Part of the controller; needed where it has several.")
  private String part;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    Profile to =
        Profile.ofLabel(profile)
            .filter(ExportOptions.PROFILES::contains)
            .orElseThrow(
                () ->
                    usageFault(
                        "--profile must be one of " + String.join(", ", ExportOptions.labels())));
    NetworkSource source = source();
    ExportOptions options = options(source, to);
    ExportedGraph exported = NirExport.of(source.network(), options);
    NirWriter.write(exported.graph(), output);
    String partName = source.part().map(SpikingPart::name).orElse(null);
    ExportReport report =
        ExportReport.of(file.toString(), partName, output.toString(), options, exported);
    if (json.requested()) {
      JsonOption.print(out(), report);
    } else {
      out().print(report.text());
      out().flush();
    }
    return ExitCodes.OK;
  }

  private ExportOptions options(NetworkSource source, Profile to) {
    if (dt == null && source.stepSeconds().isEmpty()) {
      throw usageFault("a network file does not say what a step is: give --dt S");
    }
    double step = dt == null ? source.stepSeconds().getAsDouble() : dt;
    try {
      return new ExportOptions(step, to, source.part().map(SpikingPart::output));
    } catch (IllegalArgumentException e) {
      throw usageFault(e.getMessage());
    }
  }

  private NetworkSource source() {
    NetworkFile read =
        NetworkFile.read(
            file,
            graph -> {
              throw new CommandFailure(file + " is a NIR file already");
            });
    if (part == null && read.networks().size() > 1) {
      List<String> names = read.networks().stream().map(NetworkSource::name).toList();
      throw usageFault("the controller has the parts " + names + ": choose one with --part");
    }
    return read.only(Optional.ofNullable(part));
  }
}
