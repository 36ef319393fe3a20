package dev.gondola.ground.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** Sets up a picocli command tree the way every Gondola command behaves. */
public final class CommandTree {

  /** Detailed logging, and the stack trace of a fault. */
  public static final String DEBUG_OPTION = "--debug";

  private CommandTree() {}

  /**
   * Makes the command line that runs {@code root} and its subcommands. Every command gets {@code
   * --help}, {@code --version}, {@code --debug}, the exit codes of {@link ExitCodes} and one-line
   * faults.
   *
   * @param root an object of a class annotated as picocli command; subcommands come from its
   *     annotation
   * @return a command line whose {@code execute} returns one of {@link ExitCodes}
   */
  public static CommandLine of(Object root) {
    CommandLine commandLine = new CommandLine(root);
    CommandSpec spec = commandLine.getCommandSpec();
    spec.addOption(option("Show this help and end.", "-h", "--help").usageHelp(true).build());
    spec.addOption(
        option("Show the version and end.", "-V", "--version").versionHelp(true).build());
    spec.addOption(
        option("Log in detail, and show the stack trace of a fault.", DEBUG_OPTION).build());
    commandLine
        .setExecutionExceptionHandler(new FaultPrinter())
        .setParameterExceptionHandler(new UsagePrinter())
        .setExecutionStrategy(CommandTree::execute)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100);
    setUp(commandLine);
    return commandLine;
  }

  /** Runs the command; text that does not end in a line end must come out too. */
  private static int execute(ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } finally {
      parsed.asCommandLineList().forEach(command -> command.getOut().flush());
    }
  }

  private static OptionSpec.Builder option(String description, String... names) {
    return OptionSpec.builder(names)
        .type(boolean.class)
        .description(description)
        .scopeType(ScopeType.INHERIT);
  }

  private static void setUp(CommandLine commandLine) {
    CommandSpec spec = commandLine.getCommandSpec();
    spec.versionProvider(new Version());
    spec.usageMessage()
        .sortOptions(false)
        .synopsisSubcommandLabel("COMMAND")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCodes.forHelp());
    commandLine.getSubcommands().values().forEach(CommandTree::setUp);
  }

  static boolean debug(CommandLine command) {
    OptionSpec option = command.getCommandSpec().findOption(DEBUG_OPTION);
    return option != null && Boolean.TRUE.equals(option.getValue());
  }
}
