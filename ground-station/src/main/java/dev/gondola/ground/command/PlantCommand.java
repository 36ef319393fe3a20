package dev.gondola.ground.command;

import picocli.CommandLine.Command;

@Command(
    name = "plant",
    description = "Models of what is controlled.",
    subcommands = {PlantIdentifyCommand.class},
    footerHeading = "%nExamples:%n",
    footer = "  gondola plant identify flight-1.csv flight-2.csv")
final class PlantCommand {}
