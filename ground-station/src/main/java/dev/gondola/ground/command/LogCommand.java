package dev.gondola.ground.command;

import picocli.CommandLine.Command;

@Command(
    name = "log",
    description = "Flight logs (MCAP).",
    subcommands = {LogInfoCommand.class, LogExportCommand.class},
    footerHeading = "%nExamples:%n",
    footer = "  gondola log info flight.mcap")
final class LogCommand {}
