package dev.gondola.ground.command;

import dev.gondola.boards.Fault;
import dev.gondola.boards.RobotFile;
import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.cli.JsonOption;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = {
      "Check a robot.yaml whole, before anything moves.",
      "One line a fault: file, line, column, path, what is wrong, what to do. Exit code 1 if there"
          + " is any."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  gondola robot check robot.yaml", "  gondola robot check robot.yaml --json"})
final class RobotCheckCommand extends BaseCommand {

  @Parameters(paramLabel = "FILE", description = "The robot.yaml.")
  private Path file;

  @Mixin private JsonOption json;

  /** The JSON output, described by {@code robot-check.schema.json}. */
  private record Report(String file, boolean valid, List<Fault> faults) {}

  @Override
  public Integer call() {
    List<Fault> faults = RobotFile.check(file);
    if (json.requested()) {
      JsonOption.print(out(), new Report(file.toString(), faults.isEmpty(), faults));
    } else if (faults.isEmpty()) {
      out().println(file + ": no faults");
    } else {
      faults.forEach(fault -> out().println(fault));
    }
    return faults.isEmpty() ? ExitCodes.OK : ExitCodes.FAILURE;
  }
}
