package dev.gondola.ground.command;

import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.ExitCodes;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
    name = "completion",
    description = "Print a completion script for bash and zsh.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(gondola completion)          # this shell",
      "  gondola completion > ~/.local/share/bash-completion/completions/gondola"
    })
final class CompletionCommand extends BaseCommand {

  @Override
  public Integer call() {
    out().print(AutoComplete.bash("gondola", spec().root().commandLine()));
    out().flush();
    return ExitCodes.OK;
  }
}
