package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.command.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The guide to networks")
class NetworksGuideTest {
  private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SESSION =
      Pattern.compile(
          "\\$ \\./gondola (snn (?:info|import|export|run|diff|verify) [^\n]+)\n(.*)",
          Pattern.DOTALL);
  private static final Pattern FILE = Pattern.compile("[\\w]+\\.(json|csv|html|nir)");

  /** The width of vectors is the machine's. */
  private static final Pattern LOOPS = Pattern.compile("\\((plain loops|\\d+-bit vectors)\\)");

  private static final Path ROOT = Path.of(System.getProperty("gondola.root"));

  @TempDir private Path folder;

  @Test
  @DisplayName("shows what its commands print")
  void sessions() throws IOException {
    Path guide = ROOT.resolve("docs/networks.md");
    List<Matcher> sessions = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(guide));
    while (block.find()) {
      Matcher session = SESSION.matcher(block.group(2));
      if (session.matches()) {
        sessions.add(session);
      } else if (block.group(1).equals("csv")) {
        Files.writeString(folder.resolve("spikes.csv"), block.group(2));
      } else if (block.group(2).contains("\"name\": \"rivals\"")) {
        writeNetworks(block.group(2));
      }
    }
    Files.writeString(folder.resolve("bad.csv"), "step,channel\n1,0\n4,2\n");
    assertTrue(sessions.size() >= 9, "sessions: " + sessions.size());
    sessions.forEach(this::check);
  }

  private void writeNetworks(String network) throws IOException {
    Files.writeString(folder.resolve("net.json"), network);
    Files.writeString(
        folder.resolve("other.json"),
        network.replace("\"vth\": 60", "\"vth\": 40").replace("[0, 64]", "[0, 70]"));
  }

  private void check(Matcher session) {
    List<Object> arguments = new ArrayList<>();
    for (String word : session.group(1).split(" ", -1)) {
      if (word.startsWith("snn-controller/")) {
        arguments.add(ROOT.resolve(word));
      } else {
        arguments.add(FILE.matcher(word).matches() ? folder.resolve(word) : word);
      }
    }
    Run run = Cli.run(arguments.toArray());
    String printed = (run.out().isEmpty() ? run.err() : run.out()).replace(folder + "/", "");
    assertShown(session.group(1), LOOPS.matcher(session.group(2)).replaceAll(""), printed);
  }

  /** What is shown leaves out some lines where it has a line of three dots. */
  private static void assertShown(String command, String shown, String printed) {
    String actual = LOOPS.matcher(printed).replaceAll("");
    int dots = shown.indexOf("\n...\n");
    if (dots < 0) {
      assertEquals(shown, actual, command);
      return;
    }
    String head = shown.substring(0, dots + 1);
    String tail = shown.substring(dots + 5);
    assertEquals(head, actual.substring(0, Math.min(head.length(), actual.length())), command);
    assertEquals(tail, actual.substring(Math.max(0, actual.length() - tail.length())), command);
  }
}
