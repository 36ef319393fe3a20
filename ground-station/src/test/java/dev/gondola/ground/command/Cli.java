package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gondola.ground.cli.CommandTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Runs commands as a user does, and holds JSON output to its schema. */
final class Cli {

  /** What a run left behind; line ends are LF. */
  record Run(int code, String out, String err) {}

  private Cli() {}

  static Run run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = CommandTree.of(new GondolaCommand());
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    commandLine.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    int code =
        commandLine.execute(List.of(args).stream().map(Object::toString).toArray(String[]::new));
    return new Run(code, unix(out.toString()), unix(err.toString()));
  }

  /**
   * Checks JSON against a schema of this module.
   *
   * @return the faults, empty if there is none
   */
  static List<String> faults(String schemaName, String json) {
    String resource = "/dev/gondola/ground/schema/" + schemaName + ".schema.json";
    try (InputStream in = Cli.class.getResourceAsStream(resource)) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
      return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void assertValid(String schemaName, String json) {
    assertEquals(List.of(), faults(schemaName, json), json);
  }

  private static String unix(String text) {
    return text.replace(System.lineSeparator(), "\n");
  }
}
