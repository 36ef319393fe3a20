package dev.gondola.ground.command;

import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.CommandFailure;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.ground.exchange.ExportReport;
import dev.gondola.snn.Network;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.exchange.ExportOptions;
import dev.gondola.snn.exchange.ExportedGraph;
import dev.gondola.snn.exchange.NirExport;
import dev.gondola.snn.exchange.Profile;
import dev.gondola.snn.io.ControllerJson;
import dev.gondola.snn.io.JsonFiles;
import dev.gondola.snn.io.NetworkJson;
import dev.gondola.snn.nir.NirWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

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

  /**
   * What is exported.
   *
   * @param part name of the part, empty for a network file
   * @param output population that is read, where the file says so
   * @param step seconds of a step, where the file says so
   */
  private record Source(
      Network network, Optional<String> part, Optional<String> output, Optional<Double> step) {}

  @Override
  public Integer call() {
    Profile to =
        Profile.ofLabel(profile)
            .filter(ExportOptions.PROFILES::contains)
            .orElseThrow(
                () ->
                    usageFault(
                        "--profile must be one of " + String.join(", ", ExportOptions.labels())));
    Source source = source();
    ExportOptions options = options(source, to);
    ExportedGraph exported = NirExport.of(source.network(), options);
    NirWriter.write(exported.graph(), output);
    ExportReport report =
        ExportReport.of(
            file.toString(), source.part().orElse(null), output.toString(), options, exported);
    if (json.requested()) {
      JsonOption.print(out(), report);
    } else {
      out().print(report.text());
      out().flush();
    }
    return ExitCodes.OK;
  }

  private ExportOptions options(Source source, Profile to) {
    double step =
        Optional.ofNullable(dt)
            .or(source::step)
            .orElseThrow(
                () -> usageFault("a network file does not say what a step is: give --dt S"));
    try {
      return new ExportOptions(step, to, source.output());
    } catch (IllegalArgumentException e) {
      throw usageFault(e.getMessage());
    }
  }

  private Source source() {
    JsonNode root = JsonFiles.readObject(file);
    if (!root.path("format").asString("").equals(ControllerJson.FORMAT)) {
      if (part != null) {
        throw usageFault("--part is for controller files");
      }
      Network network = NetworkJson.read(file.toString(), root);
      return new Source(network, Optional.empty(), Optional.empty(), Optional.empty());
    }
    if (!(ControllerJson.read(file.toString(), root) instanceof ControllerSpec.Spiking spiking)) {
      throw new CommandFailure(file + " is a controller without a network");
    }
    SpikingPart chosen = part(spiking);
    double step = spiking.period() / chosen.network().stepsPerTick();
    return new Source(
        chosen.network(),
        Optional.of(chosen.name()),
        Optional.of(chosen.output()),
        Optional.of(step));
  }

  private SpikingPart part(ControllerSpec.Spiking spiking) {
    List<String> names = spiking.parts().stream().map(SpikingPart::name).toList();
    if (part == null && names.size() > 1) {
      throw usageFault(
          "the controller has the parts " + String.join(", ", names) + ": --part NAME");
    }
    return spiking.parts().stream()
        .filter(p -> part == null || p.name().equals(part))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "%s has no part \"%s\", but %s"
                        .formatted(file, part, String.join(", ", names))));
  }
}
