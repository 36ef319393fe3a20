package dev.gondola.ground.command;

import picocli.CommandLine.Command;

/** The root of the command tree. A command is added by naming its class in {@code subcommands}. */
@Command(
    name = "gondola",
    description = "Flies, trains and inspects spiking robot controllers.",
    subcommands = {CompletionCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola COMMAND --help      # what a command does, its options and examples",
      "  source <(gondola completion)"
    })
public final class GondolaCommand {}
