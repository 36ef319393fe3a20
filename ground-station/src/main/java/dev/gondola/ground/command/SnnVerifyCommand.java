package dev.gondola.ground.command;

import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.snn.engine.FixedPointEngine;
import dev.gondola.snn.golden.GoldenVerifier;
import dev.gondola.snn.golden.GoldenVerifier.Result;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description = {
      "Run golden vectors through the fixed-point engine and count every value that differs.",
      "One line a file: differing values of u, v and spikes, or why it was not run. Exit code 1 if"
          + " any value differs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola snn verify golden/",
      "  gondola snn verify golden/ --json | jq .mismatches"
    })
final class SnnVerifyCommand extends BaseCommand {

  @Parameters(paramLabel = "DIR", description = "Folder with golden files, *.json or *.json.gz.")
  private Path folder;

  @Mixin private JsonOption json;

  /** The JSON output, described by {@code snn-verify.schema.json}. */
  private record Report(
      int cases, long steps, long mismatches, long unsupported, List<Case> results) {

    static Report of(List<Result> results) {
      return new Report(
          results.size(),
          results.stream().mapToLong(Result::steps).sum(),
          results.stream().mapToLong(Result::mismatches).sum(),
          results.stream().filter(result -> !result.ran()).count(),
          results.stream().map(Case::of).toList());
    }
  }

  private record Case(String file, int steps, long mismatches, String unsupportedBecause) {

    static Case of(Result result) {
      String reason = result.ran() ? null : result.unsupported();
      return new Case(result.file(), result.steps(), result.mismatches(), reason);
    }
  }

  @Override
  public Integer call() {
    GoldenVerifier verifier = new GoldenVerifier(FixedPointEngine.Range.CHIP);
    List<Result> results =
        verifier.verifyAll(
            folder,
            result -> {
              if (!json.requested()) {
                out().println(line(result));
              }
            });
    Report report = Report.of(results);
    if (json.requested()) {
      JsonOption.print(out(), report);
    } else {
      out()
          .printf(
              "cases %d  steps %d  mismatches %d  unsupported %d%n",
              report.cases(), report.steps(), report.mismatches(), report.unsupported());
    }
    return report.mismatches() == 0 ? ExitCodes.OK : ExitCodes.FAILURE;
  }

  private static String line(Result result) {
    return result.ran()
        ? result.file() + "  steps " + result.steps() + "  mismatches " + result.mismatches()
        : result.file() + "  unsupported: " + result.unsupported();
  }
}
