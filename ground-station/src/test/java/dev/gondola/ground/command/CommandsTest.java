package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.cli.CommandTree;
import dev.gondola.ground.cli.ExitCodes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

@DisplayName("The command tree")
class CommandsTest {

  static Stream<String> commands() {
    List<String> names = new ArrayList<>();
    collect(CommandTree.of(new GondolaCommand()), names);
    return names.stream();
  }

  private static void collect(CommandLine command, List<String> names) {
    names.add(command.getCommandSpec().qualifiedName());
    command.getSubcommands().values().forEach(child -> collect(child, names));
  }

  @ParameterizedTest(name = "{0} --help")
  @MethodSource("commands")
  @DisplayName("explains every command: what it does, examples that name it, every option")
  void help(String qualifiedName) {
    CommandLine root = CommandTree.of(new GondolaCommand());
    CommandLine command = root;
    for (String name : path(qualifiedName)) {
      command = command.getSubcommands().get(name);
    }
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    String description = String.join(" ", usage.description());
    assertTrue(description.endsWith("."), "a description that is a sentence: " + description);
    assertTrue(
        Arrays.stream(usage.footer()).anyMatch(line -> line.contains(qualifiedName)),
        "an example in the footer");
    assertEscaped(usage.description());
    assertEscaped(usage.footer());
    for (ArgSpec argument : command.getCommandSpec().args()) {
      assertTrue(argument.description().length > 0, "a description of " + argument.paramLabel());
      assertEscaped(argument.description());
    }

    StringWriter out = new StringWriter();
    String[] arguments =
        Stream.concat(path(qualifiedName).stream(), Stream.of("--help")).toArray(String[]::new);
    int code = root.setOut(new PrintWriter(out, true)).execute(arguments);
    assertEquals(ExitCodes.OK, code);
    assertTrue(out.toString().contains("Usage: " + qualifiedName), out.toString());
  }

  @ParameterizedTest(name = "{0} --no-such-option")
  @MethodSource("commands")
  @DisplayName("refuses an unknown option of every command with exit code 2")
  void unknownOption(String qualifiedName) {
    StringWriter err = new StringWriter();
    String[] arguments =
        Stream.concat(path(qualifiedName).stream(), Stream.of("--no-such-option"))
            .toArray(String[]::new);
    CommandLine root = CommandTree.of(new GondolaCommand());
    int code = root.setErr(new PrintWriter(err, true)).execute(arguments);
    assertEquals(ExitCodes.USAGE, code, err.toString());
  }

  @Test
  @DisplayName("writes a completion script that knows every command")
  void completion() {
    StringWriter out = new StringWriter();
    CommandLine root = CommandTree.of(new GondolaCommand());
    root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    assertEquals(ExitCodes.OK, root.setOut(new PrintWriter(out, true)).execute("completion"));
    String script = out.toString();
    assertAll(
        commands()
            .map(name -> "function _picocli_" + name.replace(' ', '_').replace("-", "") + "()")
            .map(function -> () -> assertTrue(script.contains(function), function)));
    assertTrue(script.contains("complete -F _complete_gondola"));
  }

  /** Help texts are format strings: picocli warns of a sole % on standard error. */
  private static void assertEscaped(String... lines) {
    for (String line : lines) {
      assertFalse(line.replaceAll("%[%n]", "").contains("%"), line);
    }
  }

  private static List<String> path(String qualifiedName) {
    return Arrays.stream(qualifiedName.split(" ")).skip(1).toList();
  }
}
