package dev.gondola.ground.command;

import dev.gondola.ground.snn.NetworkSource;
import dev.gondola.ground.snn.stimulus.ConstantStimulus;
import dev.gondola.ground.snn.stimulus.InputLayout;
import dev.gondola.ground.snn.stimulus.RandomStimulus;
import dev.gondola.ground.snn.stimulus.StimulusException;
import dev.gondola.ground.snn.stimulus.StimulusFile;
import dev.gondola.ground.snn.stimulus.StimulusSource;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Mixin for commands that run networks: what they are given, and for how long. */
final class StimulusOptions {

  /** Steps of a run without an input file. */
  static final long DEFAULT_STEPS = 1000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "Input values: CSV events (step,input,channel,value), a CSV table (step,in[0],in[1]), JSON"
              + " lines, or a flight's errors (error_m) for a controller; also .gz.")
  private Path file;

  @Option(
      names = "--input-p",
      paramLabel = "P",
      description = "Random input: in each step, each channel spikes with probability P.")
  private Double probability;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the random input (1).")
  private Long seed;

  @Option(
      names = "--constant",
      paramLabel = "VALUE|IN=VALUE|IN[I]=VALUE",
      description =
          "Constant input: for all channels, those of one input, or one; may be repeated.")
  private List<String> constants;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Network steps to run (the input file's last step, or 1000 without a file).")
  private Long steps;

  /** Returns whether any of the options was given. */
  boolean given() {
    return Stream.of(file, probability, seed, constants, steps).anyMatch(Objects::nonNull);
  }

  Path file() {
    return file;
  }

  /**
   * Returns the input that the options ask for.
   *
   * @throws IOException if a file cannot be read
   * @throws StimulusException if it holds what cannot be used
   * @throws ParameterException if the options contradict each other
   */
  StimulusSource source(NetworkSource network, Range range) throws IOException {
    if (Stream.of(file, probability, constants).filter(Objects::nonNull).count() > 1) {
      throw usage("--input, --input-p and --constant exclude each other");
    }
    if (seed != null && probability == null) {
      throw usage("--seed is for --input-p");
    }
    InputLayout layout = new InputLayout(network.network(), range);
    if (file != null) {
      return StimulusFile.read(file, layout, network.part());
    }
    try {
      if (probability != null) {
        return new RandomStimulus(probability, seed == null ? 1 : seed);
      }
      return constants == null
          ? ConstantStimulus.none(layout)
          : ConstantStimulus.of(layout, constants);
    } catch (StimulusException e) {
      throw usage("--constant: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw usage("--input-p: " + e.getMessage());
    }
  }

  /** Returns how many steps to run. */
  long steps(StimulusSource source) {
    if (steps == null) {
      return source.lastStep().orElse(DEFAULT_STEPS);
    }
    if (steps < 1 || steps > StimulusFile.MAX_STEP) {
      throw usage("--steps must be 1.." + StimulusFile.MAX_STEP + ", is " + steps);
    }
    return steps;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
