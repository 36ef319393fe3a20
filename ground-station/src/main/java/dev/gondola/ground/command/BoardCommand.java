package dev.gondola.ground.command;

import picocli.CommandLine.Command;

@Command(
    name = "board",
    description = "Computer boards that a robot can be built on.",
    subcommands = {BoardPinoutCommand.class},
    footerHeading = "%nExamples:%n",
    footer = "  gondola board pinout raspberry-pi-4-b")
final class BoardCommand {}
