package dev.gondola.ground.command;

import picocli.CommandLine.Command;

@Command(
    name = "host",
    description = "Loihi hosts that run networks over a socket.",
    subcommands = {SnnHostCheckCommand.class},
    footerHeading = "%nExamples:%n",
    footer = "  gondola snn host check 127.0.0.1:7411 network.json")
final class SnnHostCommand {}
