package dev.gondola.ground.command;

import picocli.CommandLine.Command;

/**
 * The root of the command tree. A command is a class of this package that extends {@link
 * dev.gondola.ground.cli.BaseCommand}; it is added by naming it in its parent's {@code
 * subcommands}.
 */
@Command(
    name = "gondola",
    description = "Flies, trains and inspects spiking robot controllers.",
    subcommands = {
      FlyCommand.class,
      ReplayCommand.class,
      EvolveCommand.class,
      SnnCommand.class,
      PlantCommand.class,
      BoardCommand.class,
      RobotCommand.class,
      LogCommand.class,
      CompletionCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola fly --help               # what a command does, its options and examples",
      "  source <(gondola completion)     # completion for this shell"
    })
public final class GondolaCommand {}
