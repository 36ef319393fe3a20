package dev.gondola.ground.command;

import dev.gondola.firmware.log.FlightLogCsv;
import dev.gondola.firmware.log.McapReport;
import dev.gondola.ground.cli.BaseCommand;
import dev.gondola.ground.cli.CommandFailure;
import dev.gondola.ground.cli.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = "Write a flight log as CSV, one row a tick.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  gondola log export flight.mcap > flight.csv",
      "  gondola log export flight.mcap --output flight.csv"
    })
final class LogExportCommand extends BaseCommand {

  @Parameters(paramLabel = "FILE", description = "A flight log, also one cut off by a crash.")
  private Path file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "CSV",
      description = "File to write, replaced if it exists; standard output if left out.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    McapReport report = output == null ? toStandardOutput() : toFile();
    report.warnings().forEach(warning -> err().println("warning: " + warning));
    return ExitCodes.OK;
  }

  private McapReport toStandardOutput() throws IOException {
    PrintWriter out = out();
    McapReport report = FlightLogCsv.export(file, out);
    if (out.checkError()) {
      throw new CommandFailure("cannot write to standard output");
    }
    return report;
  }

  /**
   * By way of a file beside it, so that a fault leaves no half of a table, and input stays input.
   */
  private McapReport toFile() throws IOException {
    if (Files.exists(output) && Files.isSameFile(file, output)) {
      throw new CommandFailure(output + " is the log itself; give another --output");
    }
    Path folder = output.toAbsolutePath().getParent();
    Path part = Files.createTempFile(folder, output.getFileName() + ".", ".part");
    try {
      McapReport report = FlightLogCsv.export(file, part);
      Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
      return report;
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
