package dev.gondola.ground.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Exit codes of every command. */
public final class ExitCodes {

  /** The command did what was asked. */
  public static final int OK = 0;

  /** The command could not do it, or a check that it makes did not pass. */
  public static final int FAILURE = 1;

  /** The command line is wrong: unknown command or option, missing or malformed value. */
  public static final int USAGE = 2;

  /** Stopped by Ctrl-C: 128 + SIGINT, as shells count. */
  public static final int INTERRUPTED = 130;

  private ExitCodes() {}

  static Map<String, String> forHelp() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put(" " + OK, "done");
    codes.put(" " + FAILURE, "failed, or a check did not pass");
    codes.put(" " + USAGE, "wrong command line");
    codes.put(String.valueOf(INTERRUPTED), "stopped by Ctrl-C");
    return codes;
  }
}
