package dev.gondola.ground.command;

import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.CommandFailure;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.GracefulStop;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.ground.cli.Progress;
import dev.gondola.ground.snn.NetworkFile;
import dev.gondola.ground.snn.NetworkSource;
import dev.gondola.ground.snn.diff.BehaviouralDifference;
import dev.gondola.ground.snn.diff.Change;
import dev.gondola.ground.snn.diff.StructuralDifference;
import dev.gondola.ground.snn.stimulus.StimulusException;
import dev.gondola.ground.snn.stimulus.StimulusSource;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.engine.EngineKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = {
      "Tell what differs between two networks or two controllers.",
      "Inputs, populations and projections are matched by their ids, synapses by the neurons that"
          + " they join; their order does not count. NIR files are made networks as snn import makes"
          + " them. With --run both networks are also given the"
          + " same input, and their spikes are compared.",
      "Exit code 0: no difference; 1: there is one; 2: they cannot be compared."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola snn diff a.json b.json",
      "  gondola snn diff a.json b.json --run --input-p 0.1 --steps 500",
      "  gondola snn diff net.json net.nir --dt 0.001 --run --input-p 0.1",
      "  gondola snn diff old.json new.json --part pd --run --input flight.csv --json"
    })
final class SnnDiffCommand extends BaseCommand {
  private static final Duration GRACE = Duration.ofSeconds(10);

  @Parameters(index = "0", paramLabel = "A", description = "A network, controller or NIR file.")
  private Path fileA;

  @Parameters(index = "1", paramLabel = "B", description = "Another.")
  private Path fileB;

  @Option(
      names = "--part",
      paramLabel = "NAME",
      description = "Compare this part of the controllers alone.")
  private String part;

  @Mixin private NirOptions nir;

  @Option(names = "--run", description = "Also run both on the same input.")
  private boolean run;

  @Mixin private StimulusOptions stimulus;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "scalar",
      completionCandidates = EngineNames.Single.class,
      description = "Engine: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private String engineName;

  @Mixin private ChipRangeOption range;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    if (!run && stimulus.given()) {
      throw usageFault("an input and steps are for --run");
    }
    EngineKind kind =
        EngineKind.ofLabel(engineName)
            .orElseThrow(() -> usageFault(EngineNames.refusal(engineName)));
    try {
      return compare(kind);
    } catch (NetworkException | StimulusException | IOException e) {
      // Exit code 1 means that there is a difference.
      throw new CommandFailure(e.getMessage(), e, ExitCodes.USAGE);
    }
  }

  private int compare(EngineKind kind) throws IOException {
    NetworkFile a = read(fileA);
    NetworkFile b = read(fileB);
    if (nir.given() && a.imported().isEmpty() && b.imported().isEmpty()) {
      throw usageFault("--dt and --profile are for NIR files");
    }
    boolean controllers = a.controller().isPresent() && b.controller().isPresent();
    List<Change> changes =
        controllers
            ? StructuralDifference.of(controller(a), controller(b))
            : StructuralDifference.of(only(a).network(), only(b).network());
    if (!run) {
      return print(new DiffReport(fileA, fileB, part, changes, Optional.empty()));
    }
    NetworkSource networkA = only(a);
    NetworkSource networkB = only(b);
    if (!networkA.network().inputs().equals(networkB.network().inputs())) {
      DiffReport.Behaviour refused = DiffReport.Behaviour.refused("the inputs differ");
      return print(new DiffReport(fileA, fileB, part, changes, Optional.of(refused)));
    }
    try (GracefulStop stop = GracefulStop.install(GRACE)) {
      DiffReport.Behaviour behaviour = behaviour(kind, networkA, networkB, stop);
      int code = print(new DiffReport(fileA, fileB, part, changes, Optional.of(behaviour)));
      return stop.requested() ? ExitCodes.INTERRUPTED : code;
    }
  }

  private NetworkFile read(Path file) {
    return NetworkFile.read(file, graph -> nir.options(file, graph, range.beyondChip()));
  }

  /** A network file needs no part, also where the other file is a controller. */
  private NetworkSource only(NetworkFile file) {
    return file.only(file.controller().isPresent() ? Optional.ofNullable(part) : Optional.empty());
  }

  private ControllerSpec controller(NetworkFile file) {
    ControllerSpec whole = file.controller().orElseThrow();
    if (part == null) {
      return whole;
    }
    only(file); // refuses a part that is not there
    return ((ControllerSpec.Spiking) whole).only(part);
  }

  private DiffReport.Behaviour behaviour(
      EngineKind kind, NetworkSource a, NetworkSource b, GracefulStop stop) throws IOException {
    StimulusSource inputA = stimulus.source(a, range.range());
    StimulusSource inputB = stimulus.source(b, range.range());
    long steps = stimulus.steps(inputA);
    BehaviouralDifference difference;
    try (Progress progress = progress("comparing", steps, 0)) {
      difference =
          BehaviouralDifference.run(
              kind.make(a.network(), range.range()),
              inputA,
              kind.make(b.network(), range.range()),
              inputB,
              steps,
              stop::requested,
              progress::update);
    }
    return DiffReport.Behaviour.of(inputA.description(), engineName, steps, difference);
  }

  private int print(DiffReport report) {
    if (json.requested()) {
      JsonOption.print(out(), report.json());
    } else {
      out().print(report.text());
    }
    out().flush(); // after Ctrl-C, the process goes when this command lets it
    return report.equal() ? ExitCodes.OK : ExitCodes.FAILURE;
  }
}
