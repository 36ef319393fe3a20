package dev.gondola.ground;

import dev.gondola.ground.cli.CommandTree;
import dev.gondola.ground.command.GondolaCommand;
import java.util.Arrays;

/** Entry point of the command line. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the JVM with its exit code.
   *
   * @param args the command line, see {@code gondola --help}
   */
  public static void main(String[] args) {
    if (Arrays.asList(args).contains(CommandTree.DEBUG_OPTION)) {
      // Read once by tinylog, when its first logger is made: before any command's class is loaded.
      System.setProperty("tinylog.level", "debug");
    }
    System.exit(CommandTree.of(new GondolaCommand()).execute(args));
  }
}
