package dev.gondola.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@DisplayName("A YAML file of ours")
class YamlDocumentTest {
  private static final BoardCatalog BOARDS = BoardCatalog.builtIn();
  private static final FileSchema SCHEMA = FileSchema.load("robot");
  @TempDir Path folder;
  private final Faults faults = new Faults("f.yaml");

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a: 5         | {"a":5}
          a: 0x68      | {"a":104}
          a: 0x6B      | {"a":107}
          a: '0x68'    | {"a":"0x68"}
          a: "0x68"    | {"a":"0x68"}
          a: 0xzz      | {"a":"0xzz"}
          a: 10.0      | {"a":10}
          a: 2.5e-1    | {"a":0.25}
          a: true      | {"a":true}
          a:           | {"a":null}
          a: [1, {b: c}] | {"a":[1,{"b":"c"}]}
          """)
  void isReadAsPlainValues(String yaml, String json) {
    assertEquals(json, YamlDocument.parse(yaml, faults).toString());
    assertTrue(faults.isEmpty(), faults.sorted().toString());
  }

  @Test
  @DisplayName("may begin with a byte order mark and end its lines as Windows does")
  void windows() {
    assertEquals(
        "{\"a\":104,\"b\":2}", YamlDocument.parse("\uFEFFa: 0x68\r\nb: 2\r\n", faults).toString());
    assertTrue(faults.isEmpty());
  }

  @Test
  @DisplayName("has no aliases, so that it cannot blow up")
  void aliasBomb() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 60; i++) {
      String previous = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(9, previous))));
    }

    YamlDocument.parse(bomb.toString(), faults);

    assertEquals("1:5 a YAML anchor (&name)", shown(faults.sorted().getFirst()));
    assertEquals("2:10 a YAML alias (*name)", shown(faults.sorted().get(2)));
    assertEquals(100, faults.sorted().size());
  }

  @ParameterizedTest(name = "{2}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a: !int 5            | 1:4  | a YAML tag (!name)
          a: 1#a: 2#b: 3       | 2:1  | the key is there twice
          a: 1#---#b: 2        | 3:1  | a second document begins here
          ``                   | 1:1  | the file is empty
          # only a comment     | 1:1  | the file is empty
          a: 1e999             | 1:4  | the number is too large
          a: 123456789012345678901234567890 | 1:4 | the number is too large
          a: [1,               | 1:7  | not YAML: expected the node content, but found '<stream end>'
          a: 1#b: 2# c: 3      | 3:3  | not YAML: mapping values are not allowed here
          a: 'x                | 1:6  | not YAML: found unexpected end of stream
          ? [a, b]#: c         | 1:4  | not YAML: Expected a property name (Scalar value in YAML), got this in...
          """)
  void isRefusedFor(String yaml, String place, String message) {
    YamlDocument.parse(yaml.replace('#', '\n').replace("\n only", "# only"), faults);

    assertEquals(place + " " + message, shown(faults.sorted().getFirst()));
    assertEquals(1, faults.sorted().size());
  }

  @Test
  @DisplayName("is refused for a tab as indentation")
  void tab() {
    YamlDocument.parse("a:\n\tb: 1\n", faults);

    Fault fault = faults.sorted().getFirst();
    assertEquals("2:1", fault.line() + ":" + fault.column());
    assertTrue(fault.message().contains("\\t(TAB)"), fault.message());
    assertTrue(fault.remedy().contains("indent with spaces"), fault.remedy());
  }

  @Test
  @DisplayName("is refused when nested too deeply, however it is nested")
  void nested() {
    for (String level : List.of("[", "{a: ", "- ")) {
      Faults deep = new Faults("f.yaml");
      YamlDocument.parse(level.repeat(15_000), deep);
      assertEquals("nested deeper than 16 levels", deep.sorted().getFirst().message(), level);
      assertEquals(1, deep.sorted().size());
    }
  }

  @Test
  @DisplayName("is refused when it has too many values")
  void tooManyValues() {
    YamlDocument.parse("a: [" + "1,".repeat(10_001) + "1]", faults);

    assertEquals("more than 10000 values", faults.sorted().getFirst().message());
  }

  @Test
  @DisplayName("is refused when it is too large, without reading all of it")
  void tooLarge() throws IOException {
    Path file = Files.write(folder.resolve("big.yaml"), new byte[10_000_000]);

    assertTrue(YamlDocument.read(file, faults).isMissingNode());
    assertEquals("the file is larger than 65536 bytes", faults.sorted().getFirst().message());
    assertEquals("f.yaml: $: ", faults.sorted().getFirst().toString().substring(0, 11));
  }

  @Test
  @DisplayName("is refused when it is not UTF-8, not there, or not a file")
  void unreadable() throws IOException {
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "a: \u00e4".getBytes(StandardCharsets.ISO_8859_1));

    YamlDocument.read(latin, faults);
    YamlDocument.read(folder.resolve("none.yaml"), faults);
    YamlDocument.read(folder, faults);

    assertEquals(
        List.of("the file is not UTF-8 text", "there is no such file", "not a regular file"),
        faults.sorted().stream().map(Fault::message).toList());
  }

  @Test
  @DisplayName("cannot smuggle control characters into a fault")
  void controlCharacters() {
    YamlDocument.parse("\"a\\e[31m\\nb\": 1\n\"a\\e[31m\\nb\": 1", faults);

    assertEquals("$['a?[31m?b']", faults.sorted().getFirst().path());
  }

  @Test
  @DisplayName("ends with a tree or with faults, however it is damaged")
  void damaged() {
    String whole = RobotFile.referenceBlimpText();
    SplittableRandom random = new SplittableRandom(20_261_124);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder(whole);
      for (int edit = 0; edit < 1 + i % 5; edit++) {
        damage(text, random);
      }
      Faults found = new Faults("robot.yaml");
      JsonNode root = YamlDocument.parse(text.toString(), found);
      RobotFile.findFaults(root, folder, BOARDS, SCHEMA, found);
      refused += found.isEmpty() ? 0 : 1;
      assertFalse(root.isMissingNode() && found.isEmpty(), text.toString());
    }
    assertTrue(refused > 150, refused + " of 300 refused");
  }

  private static void damage(StringBuilder text, SplittableRandom random) {
    String marks = "[]{}&*!|>'\"%@`#:-?,\t\n 0x~\u0000\uFEFF\uD800";
    int at = random.nextInt(text.length());
    int length = Math.min(random.nextInt(1, 12), text.length() - at);
    switch (random.nextInt(4)) {
      case 0 -> text.delete(at, at + length);
      case 1 -> text.insert(at, marks.charAt(random.nextInt(marks.length())));
      case 2 -> text.insert(at, text.substring(at, at + length));
      default -> text.setCharAt(at, marks.charAt(random.nextInt(marks.length())));
    }
  }

  private static String shown(Fault fault) {
    return fault.line() + ":" + fault.column() + " " + fault.message();
  }
}
