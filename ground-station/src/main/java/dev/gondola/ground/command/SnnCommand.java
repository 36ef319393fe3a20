package dev.gondola.ground.command;

import picocli.CommandLine.Command;

@Command(
    name = "snn",
    description = "Spiking neural networks.",
    subcommands = {
      SnnInfoCommand.class,
      SnnImportCommand.class,
      SnnExportCommand.class,
      SnnVerifyCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola snn info net.nir",
      "  gondola snn import net.nir --dt 0.001 -o net.json",
      "  gondola snn verify golden/"
    })
final class SnnCommand {}
