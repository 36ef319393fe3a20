package dev.gondola.ground.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Mixin for commands that report figures: {@code --json} in place of text. */
public final class JsonOption {

  @Option(names = "--json", description = "Print the figures as one JSON object.")
  private boolean requested;

  /** Returns whether JSON is wanted. */
  public boolean requested() {
    return requested;
  }

  /**
   * Prints a value as JSON, indented, with a line end.
   *
   * @param out standard output
   * @param value a record, map or list of plain values; a number that is not finite is refused by
   *     JSON, so give null for "none"
   */
  public static void print(PrintWriter out, Object value) {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    out.println(mapper.writeValueAsString(value));
  }
}
