package dev.gondola.ground.command;

import picocli.CommandLine.Command;

@Command(
    name = "snn",
    description = "Spiking neural networks.",
    subcommands = {
      SnnInfoCommand.class,
      SnnImportCommand.class,
      SnnExportCommand.class,
      SnnRunCommand.class,
      SnnDiffCommand.class,
      SnnVerifyCommand.class,
      SnnHostCommand.class,
      SnnTrimCommand.class,
      SnnBenchCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola snn info net.nir",
      "  gondola snn run net.json --input-p 0.1 --plot raster.html",
      "  gondola snn verify golden/"
    })
final class SnnCommand {}
