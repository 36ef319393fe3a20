package dev.gondola.ground.command;

import dev.gondola.evolution.Checkpoint;
import dev.gondola.evolution.Estimate;
import dev.gondola.evolution.Evaluator;
import dev.gondola.evolution.Evolution;
import dev.gondola.evolution.EvolutionConfig;
import dev.gondola.evolution.RunFolder;
import dev.gondola.evolution.Stage;
import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.CommandFailure;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.GracefulStop;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.ground.cli.Progress;
import dev.gondola.snn.control.ControllerSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "evolve",
    description = {
      "Evolve a spiking controller for the reference blimp by CMA-ES on the integer network itself.",
      "Four stages: the PD part imitates the published PD law (fit, tune), the I part a PID's"
          + " integral (integral-fit), then it learns in flight to hold a heavy blimp's height beside the"
          + " PD part (integral). The defaults make the controller that is shipped. The same options give the same controller with any number"
          + " of threads; a run that was stopped or killed goes on with --resume to the very result."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola evolve --estimate              how long it takes on this machine",
      "  gondola evolve --out run-1             evolve",
      "  gondola evolve --out run-1 --resume    go on where it stopped",
      "  gondola fly --controller run-1/controller.json"
    })
final class EvolveCommand extends BaseCommand {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final double ESTIMATE_SECONDS = 4;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "gondola-evolution",
      description = "Folder of the run: checkpoint, progress, result (${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--resume", description = "Go on from the folder's checkpoint.")
  private boolean resume;

  @Option(names = "--seed", paramLabel = "N", description = "Seed (1).")
  private Long seed;

  @Option(
      names = "--population",
      paramLabel = "N",
      description = "Candidates in a generation, at least 4 (40).")
  private Integer population;

  @Option(
      names = "--generations",
      paramLabel = "FIT,TUNE,INTEGRAL_FIT,INTEGRAL",
      split = ",",
      description = "Generations of the four stages.")
  private int[] generations;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads, 1..1024 (default: one per processor); does not change the result.")
  private Integer threads;

  @Option(
      names = "--estimate",
      description =
          "Measure for a few seconds and tell how long this run, and the published budget of one"
              + " training, would take.")
  private boolean estimate;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    try (Evaluator evaluator = new Evaluator(threads())) {
      if (estimate) {
        print(estimate(evaluator));
        return ExitCodes.OK;
      }
      return evolve(evaluator);
    }
  }

  private int threads() {
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    if (count < 1 || count > 1024) {
      throw usageFault("--threads must be 1..1024, is " + count);
    }
    return count;
  }

  private EvolutionConfig config() {
    EvolutionConfig shipped = EvolutionConfig.SHIPPED;
    if (generations != null && generations.length != Stage.values().length) {
      throw usageFault(
          "--generations takes four numbers, for fit, tune, integral-fit and integral");
    }
    try {
      return new EvolutionConfig(
          seed == null ? shipped.seed() : seed,
          shipped.pairs(),
          shipped.stepsPerTickPd(),
          shipped.stepsPerTickI(),
          population == null ? shipped.population() : population,
          generations(Stage.FIT),
          generations(Stage.TUNE),
          generations(Stage.INTEGRAL_FIT),
          generations(Stage.INTEGRAL));
    } catch (IllegalArgumentException e) {
      throw usageFault(e.getMessage());
    }
  }

  private int generations(Stage stage) {
    return generations == null
        ? EvolutionConfig.SHIPPED.generations(stage)
        : generations[stage.position()];
  }

  private Integer evolve(Evaluator evaluator) {
    RunFolder folder = new RunFolder(out);
    Optional<Checkpoint> checkpoint = folder.checkpoint();
    EvolutionConfig config = config(folder, checkpoint);
    Optional<ControllerSpec.Spiking> controller;
    try (GracefulStop stop = GracefulStop.install(GRACE);
        Progress progress = progress("evolving", config.generations(), done(config, checkpoint))) {
      Evolution evolution =
          new Evolution(
              config,
              folder,
              (stage, generation, of, best, validation) ->
                  progress.update(before(config, stage) + generation),
              System::nanoTime);
      controller = evolution.run(checkpoint, evaluator, stop::requested);
    }
    if (controller.isEmpty()) {
      err().println("stopped; go on with: gondola evolve --out " + out + " --resume");
      return ExitCodes.INTERRUPTED;
    }
    if (json.requested()) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("controller", folder.controllerFile().toString());
      object.put("seed", config.seed());
      object.put("generations", config.generations());
      JsonOption.print(out(), object);
    } else {
      out().println("controller  " + folder.controllerFile());
      out().println("fly it with: gondola fly --controller " + folder.controllerFile());
    }
    return ExitCodes.OK;
  }

  /** Returns what to evolve: the checkpoint's own configuration, or that of the options. */
  private EvolutionConfig config(RunFolder folder, Optional<Checkpoint> checkpoint) {
    if (!resume) {
      if (checkpoint.isPresent() || folder.hasResult()) {
        throw new CommandFailure(
            out + " holds a run already: go on with --resume, or name another folder with --out");
      }
      return config();
    }
    EvolutionConfig saved =
        checkpoint
            .orElseThrow(
                () ->
                    new CommandFailure("there is no " + folder.checkpointFile() + " to go on from"))
            .config();
    boolean options = seed != null || population != null || generations != null;
    if (options && !config().equals(saved)) {
      throw new CommandFailure(
          folder.checkpointFile() + " is of a run with other options: leave them out");
    }
    return saved;
  }

  private static long before(EvolutionConfig config, Stage stage) {
    long sum = 0;
    for (Stage s : Stage.values()) {
      sum += s.position() < stage.position() ? config.generations(s) : 0;
    }
    return sum;
  }

  private static long done(EvolutionConfig config, Optional<Checkpoint> checkpoint) {
    return checkpoint.map(c -> before(config, c.stage()) + c.search().generation).orElse(0L);
  }

  private Estimate estimate(Evaluator evaluator) {
    EvolutionConfig config = config();
    Evolution evolution =
        new Evolution(config, new RunFolder(out), (s, g, of, b, v) -> {}, System::nanoTime);
    return Estimate.measure(evolution, config, evaluator, ESTIMATE_SECONDS, System::nanoTime);
  }

  private void print(Estimate e) {
    if (json.requested()) {
      JsonOption.print(out(), e);
      return;
    }
    out().printf("genome length       %d (PD part), %d (I part)%n", e.genes(), e.integralGenes());
    out()
        .printf(
            "rate                %.3g network steps/s on %d threads%n",
            e.stepsPerSecond(), threads());
    out()
        .printf(
            "published budget    %.3g network steps: %.1f min%n",
            e.publishedSteps(), e.publishedSeconds() / 60);
    out()
        .printf(
            "this run            %.3g network steps: %.1f min%n",
            e.configuredSteps(), e.configuredSeconds() / 60);
  }
}
