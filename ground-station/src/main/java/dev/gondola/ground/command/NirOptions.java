package dev.gondola.ground.command;

import dev.gondola.snn.exchange.ImportOptions;
import dev.gondola.snn.exchange.Profile;
import dev.gondola.snn.exchange.WeightCode;
import dev.gondola.snn.nir.NirGraph;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Mixin for commands that import NIR files: what such a file leaves open. */
final class NirOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--dt",
      paramLabel = "S",
      description =
          "Seconds of a network step (of a NIR file: what its metadata say; of a controller: its"
              + " period divided by its steps).")
  private Double dt;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "Framework that wrote a NIR file, whose discretisation it means: generic, norse,"
              + " norse-lifcell, snntorch, lava-dl, sinabs (generic).")
  private String profile;

  OptionalDouble dt() {
    return dt == null ? OptionalDouble.empty() : OptionalDouble.of(dt);
  }

  boolean given() {
    return dt != null || profile != null;
  }

  boolean profileGiven() {
    return profile != null;
  }

  /**
   * Returns options for spikes as input and weights of the default resolution.
   *
   * @throws ParameterException if the options, or the step that is missing in them, are at fault
   */
  ImportOptions options(Path file, NirGraph graph, boolean beyondChip) {
    return options(file, graph, WeightCode.SPLIT_16, OptionalInt.empty(), 1, beyondChip);
  }

  /**
   * Returns options.
   *
   * @param file the file of the graph, for messages
   * @param inputExponent as in {@link ImportOptions}
   * @throws ParameterException if the options, or the step that is missing in them, are at fault
   */
  ImportOptions options(
      Path file,
      NirGraph graph,
      WeightCode code,
      OptionalInt inputExponent,
      double inputMax,
      boolean beyondChip) {
    Profile from = chosenProfile();
    try {
      return new ImportOptions(
          step(file, graph, from), from, code, inputExponent, inputMax, beyondChip);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private Profile chosenProfile() {
    return profile == null
        ? Profile.GENERIC
        : Profile.ofLabel(profile)
            .orElseThrow(
                () -> usage("--profile must be one of " + String.join(", ", Profile.labels())));
  }

  private double step(Path file, NirGraph graph, Profile from) {
    Optional<Double> told =
        Optional.ofNullable(dt)
            .or(
                () ->
                    graph
                        .metadata()
                        .value("dt")
                        .filter(v -> v.dtype().isNumber() && v.size() == 1)
                        .map(v -> v.at(0)));
    return told.orElseThrow(
        () ->
            usage(
                "%s does not say what a step is: give --dt S%s"
                    .formatted(
                        file, from == Profile.SNNTORCH ? " (snnTorch trains with 1e-4)" : "")));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
