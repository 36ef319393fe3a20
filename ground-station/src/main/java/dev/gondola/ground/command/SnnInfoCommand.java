package dev.gondola.ground.command;

import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.ground.info.Activity;
import dev.gondola.ground.info.FileReport;
import dev.gondola.snn.nir.NirStimulus;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "info",
    description = {
      "Tell what is in a network file: nodes, shapes, parameters, edges, what the integer engine can"
          + " run of it, and NeuroBench's figures.",
      "FILE is a NIR file, or a network or controller of ours. With --steps, it is run on random"
          + " spikes, and the figures of activity are told too."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola snn info net.nir",
      "  gondola snn info net.nir --steps 1000 --dt 0.001 --json | jq .neurobench"
    })
final class SnnInfoCommand extends BaseCommand {
  private static final int MAX_STEPS = 1_000_000;
  private static final long MAX_SEED = 0xffff_ffffL;

  @Parameters(paramLabel = "FILE", description = "*.nir, *.json or *.json.gz.")
  private Path file;

  @Option(names = "--steps", paramLabel = "N", description = "Run so many steps.")
  private Integer steps;

  @Option(
      names = "--dt",
      paramLabel = "S",
      description = "Seconds of a step of a NIR graph; default: what its metadata say.")
  private Double dt;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the input spikes (default: ${DEFAULT-VALUE}).")
  private long seed = NirStimulus.DEFAULT_SEED;

  @Option(
      names = "--input-p",
      paramLabel = "P",
      description = "Probability of an input spike in a step (default: ${DEFAULT-VALUE}).")
  private double probability = NirStimulus.DEFAULT_PROBABILITY;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    FileReport report = FileReport.of(file, activity());
    if (json.requested()) {
      JsonOption.print(out(), report.json());
    } else {
      out().print(report.text());
      out().flush();
    }
    return ExitCodes.OK;
  }

  private Optional<Activity> activity() {
    if (steps == null) {
      if (dt != null) {
        throw usageFault("--dt is for a run; say how long: --steps N");
      }
      return Optional.empty();
    }
    if (steps < 1 || steps > MAX_STEPS) {
      throw usageFault("--steps must be 1.." + MAX_STEPS);
    }
    if (dt != null && !(dt > 0 && dt < Double.POSITIVE_INFINITY)) {
      throw usageFault("--dt must be seconds above 0");
    }
    if (seed < 0 || seed > MAX_SEED) {
      throw usageFault("--seed must be 0.." + MAX_SEED);
    }
    if (!(probability >= 0 && probability <= 1)) {
      throw usageFault("--input-p must be 0..1");
    }
    OptionalDouble step = dt == null ? OptionalDouble.empty() : OptionalDouble.of(dt);
    return Optional.of(new Activity(steps, step, seed, probability));
  }
}
