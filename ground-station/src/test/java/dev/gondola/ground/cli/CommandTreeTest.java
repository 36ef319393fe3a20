package dev.gondola.ground.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@DisplayName("A command line")
class CommandTreeTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  @DisplayName("ends with 0 when the command did its work")
  void done() {
    assertEquals(ExitCodes.OK, run("work", "none"));
    assertEquals("done%n".formatted(), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  @DisplayName("prints all of its text, also what ends without a line end")
  void flushed() {
    CommandLine commandLine = CommandTree.of(new Tool());
    commandLine.setOut(new PrintWriter(new BufferedWriter(out)));
    assertEquals(ExitCodes.OK, commandLine.execute("work", "none"));
    assertEquals("done%n".formatted(), out.toString());
  }

  @Test
  @DisplayName("ends with the code that a fault asks for")
  void codeOfFault() {
    assertEquals(ExitCodes.USAGE, run("work", "trouble"));
    assertEquals("tool work: cannot compare%n".formatted(), err.toString());
  }

  @Test
  @DisplayName("ends with 1 and the message alone when the input is at fault")
  void userFault() {
    assertEquals(ExitCodes.FAILURE, run("work", "user"));
    assertEquals("tool work: flight.csv:7: height_m is not a number%n".formatted(), err.toString());
  }

  @Test
  @DisplayName("ends with 1 and names a file that is missing or may not be read")
  void missingFile() {
    assertEquals(ExitCodes.FAILURE, run("work", "missing"));
    assertEquals("tool work: no such file: flight.csv%n".formatted(), err.toString());
    assertEquals("no such file: a", FaultPrinter.describe(wrapped(new NoSuchFileException("a"))));
    assertEquals("permission denied: a", FaultPrinter.describe(new AccessDeniedException("a")));
    assertEquals("cannot use file: a", FaultPrinter.describe(new FileSystemException("a")));
    assertEquals(
        "a: disk full", FaultPrinter.describe(new FileSystemException("a", null, "disk full")));
  }

  @Test
  @DisplayName("ends with 1 and owns up to a defect of the program itself")
  void internalFault() {
    assertEquals(ExitCodes.FAILURE, run("work", "defect"));
    assertEquals(
        "tool work: internal error: java.lang.IllegalStateException: cannot be"
            + " (run again with --debug for the stack trace)"
            + System.lineSeparator(),
        err.toString());
    assertTrue(FaultPrinter.describe(new IOException()).startsWith("internal error: "));
  }

  @Test
  @DisplayName("shows the stack trace with --debug, before or after the command's name")
  void debug() {
    run("work", "user", "--debug");
    assertTrue(err.toString().contains("\tat dev.gondola.ground.cli.CommandTreeTest"));
    err.getBuffer().setLength(0);
    run("--debug", "work", "user");
    assertTrue(err.toString().contains("\tat dev.gondola.ground.cli.CommandTreeTest"));
  }

  @Test
  @DisplayName("ends with 2 and points to the help when the command line is wrong")
  void usageFault() {
    assertEquals(ExitCodes.USAGE, run("work"));
    assertTrue(err.toString().startsWith("tool work: Missing required parameter"), err.toString());
    assertTrue(err.toString().endsWith("See 'tool work --help'.%n".formatted()), err.toString());

    assertEquals(ExitCodes.USAGE, run("wor"));
    assertTrue(err.toString().contains("Did you mean: tool work?"), err.toString());
    assertEquals(ExitCodes.USAGE, run("work", "none", "--jsonn"));
    assertEquals("", out.toString());
  }

  @Test
  @DisplayName("ends with 2 and shows the help when the command is left out")
  void commandLeftOut() {
    assertEquals(ExitCodes.USAGE, run());
    assertTrue(err.toString().startsWith("Usage: tool"), err.toString());
  }

  @Test
  @DisplayName("ends with 130 when the command was interrupted")
  void interrupted() {
    assertEquals(ExitCodes.INTERRUPTED, run("work", "interrupt"));
  }

  @Test
  @DisplayName("gives every command --help with the exit codes, and --version")
  void helpAndVersion() {
    assertEquals(ExitCodes.OK, run("work", "--help"));
    assertTrue(out.toString().contains("Exit codes:"));
    out.getBuffer().setLength(0);
    assertEquals(ExitCodes.OK, run("work", "--version"));
    assertTrue(out.toString().startsWith("gondola " + Version.project()), out.toString());
    assertTrue(Version.project().matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"), Version.project());
  }

  @Test
  @DisplayName("prints figures as one JSON object with --json")
  void json() {
    assertEquals(ExitCodes.OK, run("work", "none", "--json"));
    assertEquals("{\n  \"loss\" : 0.5\n}", out.toString().strip().replace("\r", ""));
    assertFalse(out.toString().contains("done"));
  }

  private int run(String... args) {
    CommandLine commandLine = CommandTree.of(new Tool());
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .execute(args);
  }

  private static UncheckedIOException wrapped(IOException cause) {
    return new UncheckedIOException(cause);
  }

  @Command(name = "tool", subcommands = Work.class)
  static final class Tool {}

  @Command(name = "work")
  static final class Work extends BaseCommand {

    @Parameters(description = "the fault to have")
    private String fault;

    @Mixin private JsonOption json;

    @Override
    public Integer call() throws Exception {
      switch (fault) {
        case "user" -> throw new CommandFailure("flight.csv:7: height_m is not a number");
        case "trouble" -> throw new CommandFailure("cannot compare", null, ExitCodes.USAGE);
        case "missing" -> throw new NoSuchFileException("flight.csv");
        case "defect" -> throw new IllegalStateException("cannot be");
        case "interrupt" -> throw new InterruptedException();
        default -> {}
      }
      if (json.requested()) {
        JsonOption.print(out(), Map.of("loss", 0.5));
      } else {
        out().println("done");
      }
      return ExitCodes.OK;
    }
  }
}
