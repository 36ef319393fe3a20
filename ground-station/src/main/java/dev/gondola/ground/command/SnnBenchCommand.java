package dev.gondola.ground.command;

import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.CommandFailure;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.GracefulStop;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.ground.cli.Progress;
import dev.gondola.snn.bench.CProgram;
import dev.gondola.snn.bench.EngineBench;
import dev.gondola.snn.engine.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    description = {
      "Measure what a network step costs, beside plain C in the same run.",
      "R160: 160 recurrent LIF neurons at about 5 %% and 20 %% spikes. Paper: the published"
          + " controller's two networks of 40 encoding and 40 hidden neurons. Population: "
          + EngineBench.INDIVIDUALS
          + " such controllers in lock step. Thread CPU time, medians of the rounds; equal checksums"
          + " of spikes say that all compute the same."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola snn bench",
      "  gondola snn bench --rounds 11 --json",
      "  gondola snn bench --cc 'gcc -O3 -msse4.2'"
    })
final class SnnBenchCommand extends BaseCommand {
  /** Several rounds; a stop waits for the end of one. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Rounds; in each, every engine and the C program is timed once (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--cc",
      paramLabel = "COMMAND",
      defaultValue = "gcc -O3 -march=native",
      description = "The C compiler and its options (${DEFAULT-VALUE}).")
  private String compiler;

  @Option(names = "--no-c", description = "Leave the C program out.")
  private boolean withoutC;

  @Option(
      names = "--r160-source",
      paramLabel = "FILE",
      description = "Another C program for R160; prints lines with rate, median and spikes.")
  private Path r160Source;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    if (rounds < 1 || rounds > 1000) {
      throw usageFault("--rounds must be 1..1000");
    }
    try {
      Path folder = Files.createTempDirectory("gondola-bench");
      try (GracefulStop stop = GracefulStop.install(GRACE)) {
        return bench(folder, stop);
      } catch (CancellationException e) {
        return ExitCodes.INTERRUPTED;
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  private int bench(Path folder, GracefulStop stop) throws IOException {
    Optional<CProgram> paper = Optional.empty();
    Optional<CProgram> r160 = Optional.empty();
    if (!withoutC) {
      List<String> cc = List.of(compiler.trim().split("\\s+"));
      paper = Optional.of(compile(folder, cc));
      r160 =
          r160Source == null
              ? paper
              : Optional.of(CProgram.compileR160(r160Source.toAbsolutePath(), folder, cc));
    }
    EngineBench.Result result;
    try (Progress progress = progress("measuring", rounds, 0)) {
      result =
          EngineBench.run(
              rounds,
              r160,
              paper,
              done -> {
                progress.update(done);
                if (stop.requested()) {
                  throw new CancellationException();
                }
              });
    }
    BenchReport report =
        BenchReport.of(result, rounds, Engines.vectorBits(), withoutC ? null : compiler);
    if (json.requested()) {
      JsonOption.print(out(), report);
    } else {
      report.print(out());
    }
    return report.checksumsAgree() ? ExitCodes.OK : ExitCodes.FAILURE;
  }

  private static CProgram compile(Path folder, List<String> cc) throws IOException {
    try {
      return CProgram.compile(folder, cc);
    } catch (IOException e) {
      throw new IOException(
          "the C program cannot be compiled: " + e.getMessage() + "; try --cc, or --no-c", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> list = Files.list(folder)) {
      list.forEach(files::add);
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
