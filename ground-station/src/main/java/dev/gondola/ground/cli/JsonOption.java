package dev.gondola.ground.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Option;
import tools.jackson.databind.PropertyNamingStrategies;
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
   * Prints a value as JSON, indented, with a line end. Components of records are named in snake
   * case, {@code durationS} as {@code duration_s}; keys of maps as they are.
   *
   * @param out standard output
   * @param value a record, or a map of plain values; JSON knows no NaN and no infinity, so give
   *     null for a figure that does not exist
   */
  public static void print(PrintWriter out, Object value) {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    out.println(mapper.writeValueAsString(value));
  }
}
