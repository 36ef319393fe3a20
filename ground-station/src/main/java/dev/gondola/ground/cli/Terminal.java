package dev.gondola.ground.cli;

import java.io.Console;
import java.util.Optional;

/**
 * What the standard streams are joined to. The launcher tests each stream and passes the answer on,
 * because the JVM itself only knows whether standard input and output are both a terminal.
 *
 * @param errIsTerminal whether somebody watches standard error
 */
public record Terminal(boolean errIsTerminal) {

  /** Returns what this process is joined to. */
  public static Terminal current() {
    String told = System.getProperty("gondola.tty.err");
    if (told != null) {
      return new Terminal(Boolean.parseBoolean(told));
    }
    // Null or not without a terminal: it depends on the JDK's console provider.
    return new Terminal(
        Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false));
  }
}
