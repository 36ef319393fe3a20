package dev.gondola.ground.command;

import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.CommandFailure;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.ground.cli.Progress;
import dev.gondola.snn.Network;
import dev.gondola.snn.io.NetworkJson;
import dev.gondola.snn.loihi.HostAddress;
import dev.gondola.snn.loihi.HostCheck;
import dev.gondola.snn.loihi.LinkClock;
import dev.gondola.snn.loihi.LinkOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = {
      "Run a network on a Loihi host beside the JVM engine and count every spike that differs.",
      "Each round trip runs the network's steps per tick with the same input; every channel spikes"
          + " with a probability of 30 %%, the same in every run. Exit code 1 if any spike differs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola snn host check 127.0.0.1:7411 network.json",
      "  gondola snn host check unix:/run/gondola-loihi/socket network.json --steps 10000 --json"
    })
final class SnnHostCheckCommand extends BaseCommand {
  private static final int MAX_STEPS = 100_000_000;
  private static final int NANOS_PER_US = 1_000;

  /** Waits only matter where a host does not answer; the budget of a control period not at all. */
  private static final LinkOptions OPTIONS = LinkOptions.ofBudget(1);

  @Parameters(index = "0", paramLabel = "HOST", description = "HOST:PORT or unix:PATH.")
  private String host;

  @Parameters(index = "1", paramLabel = "NET", description = "A network file.")
  private Path file;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Network steps, rounded up to whole round trips (default ${DEFAULT-VALUE}).")
  private int steps;

  @Mixin private JsonOption json;

  /** The JSON output, described by {@code snn-host-check.schema.json}. */
  private record Report(
      String host,
      String backend,
      String network,
      int steps,
      int stepsPerRoundTrip,
      long spikes,
      long mismatches,
      double roundTripP50Us,
      double roundTripP99Us) {

    static Report of(HostAddress host, Network network, HostCheck.Result r) {
      return new Report(
          host.toString(),
          r.backend(),
          network.name(),
          r.steps(),
          r.stepsPerRound(),
          r.spikes(),
          r.mismatches(),
          (double) r.roundTripP50Nanos() / NANOS_PER_US,
          (double) r.roundTripP99Nanos() / NANOS_PER_US);
    }
  }

  @Override
  public Integer call() {
    if (steps < 1 || steps > MAX_STEPS) {
      throw usageFault("--steps must be 1.." + MAX_STEPS + ", is " + steps);
    }
    HostAddress address = address();
    Network network = NetworkJson.read(file);
    Report report = Report.of(address, network, check(address, network));
    if (json.requested()) {
      JsonOption.print(out(), report);
    } else {
      print(report);
    }
    return report.mismatches() == 0 ? ExitCodes.OK : ExitCodes.FAILURE;
  }

  private HostAddress address() {
    try {
      return HostAddress.parse(host);
    } catch (IllegalArgumentException e) {
      throw usageFault(e.getMessage());
    }
  }

  private HostCheck.Result check(HostAddress address, Network network) {
    try (Progress progress = progress("host check", steps, 0)) {
      return new HostCheck(address, OPTIONS, LinkClock.system())
          .run(network, steps, done -> progress.update(Math.min(done, steps), ""));
    } catch (IOException e) {
      throw new CommandFailure(address + ": " + e.getMessage(), e);
    }
  }

  private void print(Report r) {
    out().printf("%s runs \"%s\" on %s%n", r.host(), r.network(), r.backend());
    out().printf("steps %d  spikes %d  mismatches %d%n", r.steps(), r.spikes(), r.mismatches());
    out()
        .printf(
            Locale.ROOT,
            "steps per round trip %d  p50 %.0f us  p99 %.0f us%n",
            r.stepsPerRoundTrip(),
            r.roundTripP50Us(),
            r.roundTripP99Us());
  }
}
