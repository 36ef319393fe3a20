package dev.gondola.ground.command;

import picocli.CommandLine.Command;

@Command(
    name = "snn",
    description = "Spiking neural networks.",
    subcommands = {SnnTrimCommand.class, SnnVerifyCommand.class},
    footerHeading = "%nExamples:%n",
    footer = "  gondola snn verify golden/")
final class SnnCommand {}
