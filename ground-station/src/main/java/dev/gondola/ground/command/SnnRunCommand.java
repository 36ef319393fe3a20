package dev.gondola.ground.command;

import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.CommandFailure;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.GracefulStop;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.ground.cli.Progress;
import dev.gondola.ground.report.NetworkRunReport;
import dev.gondola.ground.snn.NetworkFile;
import dev.gondola.ground.snn.NetworkRun;
import dev.gondola.ground.snn.NetworkSource;
import dev.gondola.ground.snn.PlotRecorder;
import dev.gondola.ground.snn.RunFigures;
import dev.gondola.ground.snn.SpikeCsv;
import dev.gondola.ground.snn.SpikeStatistics;
import dev.gondola.ground.snn.StepObserver;
import dev.gondola.ground.snn.StepTime;
import dev.gondola.ground.snn.TraceCsv;
import dev.gondola.ground.snn.TraceSelection;
import dev.gondola.ground.snn.TraceVariable;
import dev.gondola.ground.snn.stimulus.StimulusSource;
import dev.gondola.snn.Network;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.EngineKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = {
      "Run a network on an input, count its spikes and draw them.",
      "The network is that of a gondola-network/1 file, of one part of a gondola-controller/1 file,"
          + " or made of a NIR file as snn import makes it. Plots of large networks and long runs are thinned and say how; what is written"
          + " with -o and --traces is not. After Ctrl-C everything shows what was run."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola snn run net.json --input-p 0.1 --steps 500 --plot raster.html",
      "  gondola snn run net.json --input spikes.csv --trace hidden:0-4 --record v,u --plot raster.png",
      "  gondola snn run net.nir --dt 0.001 --profile norse --input-p 0.1",
      "  gondola snn run controller.json --part pd --input flight.csv --plot raster.html",
      "  gondola snn run net.json --input spikes.csv -o out.csv --json"
    })
final class SnnRunCommand extends BaseCommand {
  private static final Duration GRACE = Duration.ofSeconds(30);

  @Parameters(paramLabel = "NET", description = "A network file, a controller file or a NIR file.")
  private Path file;

  @Option(
      names = "--part",
      paramLabel = "NAME",
      description = "Part of the controller; may be left out if it has but one.")
  private String part;

  @Mixin private StimulusOptions stimulus;

  @Mixin private NirOptions nir;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "scalar",
      completionCandidates = EngineNames.Single.class,
      description = "Engine: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private String engineName;

  @Mixin private ChipRangeOption range;

  @Option(
      names = "--plot",
      paramLabel = "FILE.html|png",
      description = "Draw spike raster, membrane traces and rates there.")
  private Path plot;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.csv",
      description = "Write every spike there: step,population,neuron,value.")
  private Path output;

  @Mixin private TraceOptions traces;

  @Option(
      names = "--per-neuron",
      description = "In the JSON, also list spikes and first spike of each neuron.")
  private boolean perNeuron;

  @Mixin private JsonOption json;

  /** What is run, and what is watched. */
  private record Plan(
      NetworkSource source,
      Engine engine,
      StimulusSource input,
      long steps,
      List<TraceSelection> selections,
      List<TraceVariable> variables) {

    Network network() {
      return source.network();
    }
  }

  @Override
  public Integer call() throws IOException {
    checkOptions();
    Plan plan = plan();
    SpikeStatistics statistics = new SpikeStatistics(plan.network());
    Optional<PlotRecorder> plots =
        Optional.ofNullable(plot)
            .map(file -> new PlotRecorder(plan.network(), plan.selections(), plan.variables()));
    try (GracefulStop stop = GracefulStop.install(GRACE)) {
      List<StepObserver> observers = new ArrayList<>(List.of(statistics));
      plots.ifPresent(observers::add);
      long done = run(plan, observers, stop);
      RunFigures figures = figures(plan, done, statistics);
      print(figures);
      if (plots.isPresent()) {
        draw(plots.get(), figures);
      }
      return done < plan.steps() ? ExitCodes.INTERRUPTED : ExitCodes.OK;
    }
  }

  private Plan plan() throws IOException {
    NetworkSource source = source();
    EngineKind kind =
        EngineKind.ofLabel(engineName)
            .orElseThrow(() -> usageFault(EngineNames.refusal(engineName)));
    List<TraceSelection> selections = traces.selections(source.network());
    List<TraceVariable> variables = traces.variables();
    StimulusSource input = stimulus.source(source, range.range());
    Engine engine = kind.make(source.network(), range.range());
    return new Plan(source, engine, input, stimulus.steps(input), selections, variables);
  }

  private NetworkSource source() {
    NetworkFile read =
        NetworkFile.read(file, graph -> nir.options(file, graph, range.beyondChip()));
    if (nir.profileGiven() && read.imported().isEmpty()) {
      throw usageFault("--profile is for NIR files");
    }
    read.imported().ifPresent(i -> i.cost().notes().forEach(n -> err().println("note: " + n)));
    return read.only(Optional.ofNullable(part));
  }

  private void checkOptions() throws IOException {
    if (plot != null && !isPng() && !plotName().endsWith(".html")) {
      throw usageFault("--plot: must end in .html or .png, is " + plot);
    }
    nir.dt()
        .ifPresent(
            s -> {
              if (!(s > 0 && s <= 1e6)) {
                throw usageFault("--dt must be above 0, is " + s);
              }
            });
    if (traces.chosen() && plot == null && traces.file() == null) {
      throw usageFault("--trace needs --plot or --traces to show what it chooses");
    }
    List<Path> read =
        Stream.of(file, stimulus.file()).filter(p -> p != null && Files.exists(p)).toList();
    for (Path written : new Path[] {plot, output, traces.file()}) {
      for (Path source : read) {
        if (written != null && Files.exists(written) && Files.isSameFile(written, source)) {
          throw new CommandFailure(written + " is read by this run; give another file to write");
        }
      }
    }
  }

  private long run(Plan plan, List<StepObserver> observers, GracefulStop stop) throws IOException {
    try (SpikeCsv spikes =
            output == null ? null : new SpikeCsv(output, plan.network().populations());
        TraceCsv states =
            traces.file() == null
                ? null
                : new TraceCsv(traces.file(), plan.network(), plan.selections(), plan.variables());
        Progress progress = progress("running", plan.steps(), 0)) {
      if (spikes != null) {
        observers.add(spikes);
      }
      if (states != null) {
        observers.add(states);
      }
      return NetworkRun.run(
          plan.engine(), plan.input(), plan.steps(), observers, stop::requested, progress::update);
    }
  }

  private RunFigures figures(Plan plan, long done, SpikeStatistics statistics) {
    return new RunFigures(
        file.toString(),
        Optional.ofNullable(part),
        plan.network(),
        engineName,
        plan.input().description(),
        done,
        plan.steps(),
        new StepTime(nir.dt().isPresent() ? nir.dt() : plan.source().stepSeconds()),
        statistics,
        plan.engine().synapticOperations());
  }

  private void print(RunFigures figures) {
    if (json.requested()) {
      JsonOption.print(out(), figures.json(perNeuron));
    } else {
      out().print(figures.text());
    }
    out().flush(); // after Ctrl-C, the process goes when this command lets it
  }

  private void draw(PlotRecorder plots, RunFigures figures) throws IOException {
    String title = "Run of " + file.getFileName() + (part == null ? "" : ", part " + part);
    NetworkRunReport report = plots.report(title, figures);
    if (isPng()) {
      report.writePng(plot);
    } else {
      report.writeHtml(plot);
    }
    err().println("plot " + plot);
  }

  private boolean isPng() {
    return plotName().endsWith(".png");
  }

  private String plotName() {
    return plot.toString().toLowerCase(Locale.ROOT);
  }
}
