package dev.gondola.ground.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Prints a command's fault as one line. A fault of input or surroundings is told by its message
 * alone; anything else is a defect of ours and says so. The stack trace comes with {@code --debug}.
 */
final class FaultPrinter implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
    if (fault instanceof InterruptedException) {
      return ExitCodes.INTERRUPTED;
    }
    String line = command.getCommandSpec().qualifiedName() + ": " + describe(fault);
    command.getErr().println(command.getColorScheme().errorText(line));
    if (CommandTree.debug(command)) {
      fault.printStackTrace(command.getErr());
    }
    return fault instanceof CommandFailure failure ? failure.exitCode() : ExitCodes.FAILURE;
  }

  static String describe(Exception fault) {
    return switch (fault) {
      case UncheckedIOException e -> describe(e.getCause());
      case NoSuchFileException e -> "no such file: " + e.getFile();
      case AccessDeniedException e -> "permission denied: " + e.getFile();
      case FileAlreadyExistsException e -> "file exists already: " + e.getFile();
      case NotDirectoryException e -> "not a directory: " + e.getFile();
      // Its message is often the bare path, which alone tells nothing.
      case FileSystemException e when e.getReason() == null -> "cannot use file: " + e.getFile();
      default -> isTold(fault) ? fault.getMessage() : internal(fault);
    };
  }

  private static boolean isTold(Exception fault) {
    boolean ours = fault.getClass().getName().startsWith("dev.gondola.");
    boolean input = fault instanceof IOException || fault instanceof IllegalArgumentException;
    return (ours || input) && fault.getMessage() != null && !fault.getMessage().isBlank();
  }

  private static String internal(Exception fault) {
    return "internal error: " + fault + " (run again with --debug for the stack trace)";
  }
}
