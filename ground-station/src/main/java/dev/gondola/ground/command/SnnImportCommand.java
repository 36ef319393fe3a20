package dev.gondola.ground.command;

import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.CommandFailure;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.ground.exchange.ImportReport;
import dev.gondola.ground.snn.NetworkFile;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.exchange.Agreement;
import dev.gondola.snn.exchange.CsvStimulus;
import dev.gondola.snn.exchange.ImportedNetwork;
import dev.gondola.snn.exchange.NirImport;
import dev.gondola.snn.exchange.RandomStimulus;
import dev.gondola.snn.exchange.WeightCode;
import dev.gondola.snn.io.NetworkJson;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirReader;
import dev.gondola.snn.nir.NirStimulus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = {
      "Make an integer network of a NIR file, and tell what that cost.",
      "Linear nodes become synapses, neuron nodes populations. The network and the graph, in 64-bit"
          + " floating point, run on the same input, and their spikes and potentials are compared."
          + " Nodes that the integer engine cannot run are refused, all of them by name."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola snn import net.nir --dt 0.001 -o net.json",
      "  gondola snn import braille.nir --dt 1e-4 --profile snntorch -o net.json",
      "  gondola snn import net.nir --dt 0.001 --weight-bits 8 --json | jq .agreement"
    })
final class SnnImportCommand extends BaseCommand {
  private static final int MAX_STEPS = 1_000_000;
  private static final long MAX_SEED = 0xffff_ffffL;

  @Parameters(paramLabel = "FILE", description = "NIR file.")
  private Path file;

  @Mixin private NirOptions nir;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "NET",
      description = "Network file to write, JSON.")
  private Path output;

  @Option(
      names = "--weight-bits",
      paramLabel = "N",
      description =
          "Resolution of the weights: 8, one projection; 9, one for each sign; 16, one for the high"
              + " and one for the low bits (default: ${DEFAULT-VALUE}).")
  private String weightBits = WeightCode.SPLIT_16.label();

  @Option(
      names = "--graded",
      paramLabel = "E",
      description =
          "Inputs are numbers, not spikes: x is given to the network as round(x 2^E), -16..16.")
  private Integer graded;

  @Option(
      names = "--input-max",
      paramLabel = "X",
      description = "Largest magnitude of a number given as input (default: ${DEFAULT-VALUE}).")
  private double inputMax = 1;

  @Option(
      names = "--beyond-chip",
      description = "Allow parameters that no chip has; they are named in the notes.")
  private boolean beyondChip;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps to compare (default: ${DEFAULT-VALUE}).")
  private int steps = 1000;

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

  @Option(
      names = "--input",
      paramLabel = "CSV",
      description = "Input to compare on: a line a step, a number for each channel.")
  private Path input;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    checkRun();
    WeightCode code =
        WeightCode.ofLabel(weightBits)
            .orElseThrow(() -> usageFault("--weight-bits must be 8, 9 or 16"));
    NirGraph graph = NirReader.read(file);
    ImportedNetwork imported =
        NirImport.of(
            NetworkFile.nameOf(file),
            graph,
            nir.options(file, graph, code, exponent(), inputMax, beyondChip));
    Agreement agreement = agreement(imported);
    if (output != null) {
      write(imported.network());
    }
    print(
        ImportReport.of(
            file.toString(),
            output == null ? null : output.toString(),
            imported,
            stimulus(),
            agreement));
    return ExitCodes.OK;
  }

  /** A network may be too large for a file that we would read again. */
  private void write(Network network) throws IOException {
    Files.writeString(output, NetworkJson.write(network).toString());
    try {
      NetworkJson.read(output);
    } catch (NetworkException e) {
      Files.delete(output);
      throw new CommandFailure(output + " could not be read again: " + e.getMessage(), e);
    }
  }

  private void checkRun() {
    if (steps < 1 || steps > MAX_STEPS) {
      throw usageFault("--steps must be 1.." + MAX_STEPS);
    }
    if (seed < 0 || seed > MAX_SEED) {
      throw usageFault("--seed must be 0.." + MAX_SEED);
    }
    if (!(probability >= 0 && probability <= 1)) {
      throw usageFault("--input-p must be 0..1");
    }
  }

  private OptionalInt exponent() {
    return graded == null ? OptionalInt.empty() : OptionalInt.of(graded);
  }

  private ImportReport.Stimulus stimulus() {
    return input == null
        ? new ImportReport.Stimulus(null, seed, probability)
        : new ImportReport.Stimulus(input.toString(), null, null);
  }

  private Agreement agreement(ImportedNetwork imported) {
    if (input == null) {
      return Agreement.measure(imported, new RandomStimulus(seed, probability), steps);
    }
    try (CsvStimulus stimulus = new CsvStimulus(input)) {
      return Agreement.measure(imported, stimulus, steps);
    }
  }

  private void print(ImportReport report) {
    if (json.requested()) {
      JsonOption.print(out(), report);
    } else {
      out().print(report.text());
      out().flush();
    }
  }
}
