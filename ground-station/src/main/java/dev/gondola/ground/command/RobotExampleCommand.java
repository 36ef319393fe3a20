package dev.gondola.ground.command;

import dev.gondola.boards.RobotFile;
import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.ExitCodes;
import picocli.CommandLine.Command;

@Command(
    name = "example",
    description = "Print the reference blimp's robot.yaml, to begin a new one from.",
    footerHeading = "%nExamples:%n",
    footer = "  gondola robot example > robot.yaml")
final class RobotExampleCommand extends BaseCommand {

  @Override
  public Integer call() {
    out().print(RobotFile.referenceBlimpText());
    out().flush();
    return ExitCodes.OK;
  }
}
