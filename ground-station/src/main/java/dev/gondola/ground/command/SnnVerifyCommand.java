package dev.gondola.ground.command;

import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.JsonOption;
import dev.gondola.snn.engine.EngineKind;
import dev.gondola.snn.engine.Engines;
import dev.gondola.snn.golden.GoldenVerifier;
import dev.gondola.snn.golden.GoldenVerifier.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description = {
      "Run golden vectors through a fixed-point engine and count every value that differs.",
      "One line a file: differing values of u, v and spikes, or why it was not run. Exit code 1 if"
          + " any value differs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola snn verify golden/",
      "  gondola snn verify golden/ --engine all --beyond-chip",
      "  gondola snn verify golden/ --json | jq .mismatches"
    })
final class SnnVerifyCommand extends BaseCommand {

  @Parameters(paramLabel = "DIR", description = "Folder with golden files, *.json or *.json.gz.")
  private Path folder;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "scalar",
      completionCandidates = EngineNames.WithAll.class,
      description = "Engine to verify: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private String engine;

  @Mixin private ChipRangeOption range;

  @Mixin private JsonOption json;

  /** The JSON output, described by {@code snn-verify.schema.json}. */
  private record Report(
      List<String> engines,
      int vectorBits,
      boolean beyondChip,
      int cases,
      long steps,
      long mismatches,
      long unsupported,
      List<Case> results) {}

  private record Case(
      String file, String engine, int steps, long mismatches, String unsupportedBecause) {

    static Case of(EngineKind engine, Result result) {
      String reason = result.ran() ? null : result.unsupported();
      return new Case(result.file(), engine.label(), result.steps(), result.mismatches(), reason);
    }
  }

  @Override
  public Integer call() {
    List<EngineKind> kinds =
        EngineNames.kinds(engine).orElseThrow(() -> usageFault(EngineNames.refusal(engine)));
    List<Case> cases = new ArrayList<>();
    for (EngineKind kind : kinds) {
      List<Case> ofKind =
          new GoldenVerifier(kind, range.range())
              .verifyAll(folder, this::printLine).stream().map(r -> Case.of(kind, r)).toList();
      printTotals(kind, ofKind);
      cases.addAll(ofKind);
    }
    Report report = report(kinds, cases);
    if (json.requested()) {
      JsonOption.print(out(), report);
    }
    return report.mismatches() == 0 ? ExitCodes.OK : ExitCodes.FAILURE;
  }

  private Report report(List<EngineKind> kinds, List<Case> cases) {
    return new Report(
        kinds.stream().map(EngineKind::label).toList(),
        kinds.contains(EngineKind.FAST) ? Engines.vectorBits() : 0,
        range.beyondChip(),
        cases.size(),
        steps(cases),
        mismatches(cases),
        unsupported(cases),
        cases);
  }

  private void printLine(Result result) {
    if (json.requested()) {
      return;
    }
    out()
        .println(
            result.ran()
                ? result.file()
                    + "  steps "
                    + result.steps()
                    + "  mismatches "
                    + result.mismatches()
                : result.file() + "  unsupported: " + result.unsupported());
  }

  private void printTotals(EngineKind kind, List<Case> cases) {
    if (!json.requested()) {
      out()
          .printf(
              "engine %s%s  cases %d  steps %d  mismatches %d  unsupported %d%n",
              kind.label(),
              loops(kind),
              cases.size(),
              steps(cases),
              mismatches(cases),
              unsupported(cases));
    }
  }

  private static String loops(EngineKind kind) {
    if (kind != EngineKind.FAST) {
      return "";
    }
    int bits = Engines.vectorBits();
    return bits == 0 ? " (plain loops)" : " (" + bits + "-bit vectors)";
  }

  private static long steps(List<Case> cases) {
    return cases.stream().mapToLong(Case::steps).sum();
  }

  private static long mismatches(List<Case> cases) {
    return cases.stream().mapToLong(Case::mismatches).sum();
  }

  private static long unsupported(List<Case> cases) {
    return cases.stream().filter(c -> c.unsupportedBecause() != null).count();
  }
}
