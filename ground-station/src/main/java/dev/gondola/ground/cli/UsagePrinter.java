package dev.gondola.ground.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Prints what is wrong with a command line, and where help is; the help itself only where a command
 * was left out.
 */
final class UsagePrinter implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException fault, String[] args) {
    CommandLine command = fault.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    if (isMissingSubcommand(fault)) {
      command.usage(err);
      return ExitCodes.USAGE;
    }
    err.println(command.getColorScheme().errorText(name + ": " + fault.getMessage()));
    UnmatchedArgumentException.printSuggestions(fault, err);
    err.println("See '" + name + " --help'.");
    if (CommandTree.debug(command)) {
      fault.printStackTrace(err);
    }
    return ExitCodes.USAGE;
  }

  private static boolean isMissingSubcommand(ParameterException fault) {
    // picocli has no type of its own for this fault.
    return fault.getMessage().startsWith("Missing required subcommand");
  }
}
