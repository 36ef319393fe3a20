package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import dev.gondola.ground.snn.NirSamples;
import dev.gondola.ground.snn.SampleNetworks;
import dev.gondola.snn.io.NetworkJson;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("gondola snn run and snn diff on NIR files")
class SnnNirFilesTest {
  private static final Object[] INPUT = {"--input-p", 0.3, "--steps", 300};

  @TempDir private Path folder;
  private Path nir;
  private Path net;

  @BeforeEach
  void write() {
    nir = NirSamples.write(folder.resolve("small.nir"), NirMetadata.NONE);
    net = folder.resolve("small.json");
    assertEquals(
        ExitCodes.OK, Cli.run("snn", "import", nir, "--dt", 0.001, "-o", net, "--steps", 1).code());
  }

  private static Run snn(String command, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("snn", command));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  private static Run run(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of(INPUT));
    return snn("run", arguments.toArray());
  }

  @Test
  @DisplayName("run does what a run of the imported network does")
  void sameAsImported() {
    Run direct = run(nir, "--dt", 0.001, "--json");
    assertEquals(ExitCodes.OK, direct.code(), direct.err());
    Cli.assertValid("snn-run", direct.out());
    JsonNode report = JsonMapper.shared().readTree(direct.out());
    assertEquals(0.001, report.get("dt_s").doubleValue());
    Run imported = run(net, "--dt", 0.001, "--json");
    assertEquals(
        imported.out().replace(net.toString(), "FILE"),
        direct.out().replace(nir.toString(), "FILE"));
  }

  @Test
  @DisplayName("run takes the step that the file's metadata say, or another")
  void metadata() {
    NirMetadata dt = NirMetadata.of(new TreeMap<>(Map.of("dt", NirArray.float64(0.002))));
    NirSamples.write(nir, dt);
    assertTrue(run(nir, "--json").out().contains("\"dt_s\" : 0.002"));
    assertTrue(run(nir, "--dt", 0.001, "--json").out().contains("\"dt_s\" : 0.001"));
  }

  @Test
  @DisplayName("run tells on standard error what is not as in NIR")
  void notes() {
    Run run = run(nir, "--dt", 1e-4, "--profile", "snntorch", "--json");
    assertEquals(ExitCodes.OK, run.code(), run.err());
    assertTrue(run.err().contains("note: snntorch may have trained"), run.err());
    Cli.assertValid("snn-run", run.out());
  }

  @Test
  @DisplayName(
      "diff finds nothing between a NIR file and its import, and what another step changes")
  void diff() {
    Run equal = snn("diff", nir, net, "--dt", 0.001, "--run", "--input-p", 0.3, "--steps", 300);
    assertEquals(ExitCodes.OK, equal.code(), equal.out() + equal.err());
    Run other = snn("diff", net, nir, "--dt", 0.002, "--json");
    assertEquals(ExitCodes.FAILURE, other.code(), other.err());
    Cli.assertValid("snn-diff", other.out());
    assertEquals(
        "dv",
        JsonMapper.shared().readTree(other.out()).at("/changes/0/fields/0/field").stringValue());
  }

  @Test
  @DisplayName("without a step they ask for it, and end with 2")
  void step() {
    for (Run run : List.of(run(nir), snn("diff", nir, net), snn("import", nir))) {
      assertEquals(ExitCodes.USAGE, run.code());
      assertTrue(
          run.err().contains("small.nir does not say what a step is: give --dt S"), run.err());
    }
    assertEquals(ExitCodes.USAGE, run(nir, "--dt", -1).code());
    assertEquals(ExitCodes.USAGE, run(nir, "--dt", 1, "--profile", "x").code());
  }

  @Test
  @DisplayName("they refuse the nodes that import refuses, in the same words")
  void refused() {
    NirSamples.writeThreshold(nir);
    List<Run> runs =
        List.of(
            snn("import", nir, "--dt", 0.001),
            run(nir, "--dt", 0.001),
            snn("diff", net, nir, "--dt", 0.001));
    List<Integer> codes = List.of(ExitCodes.FAILURE, ExitCodes.FAILURE, ExitCodes.USAGE);
    assertEquals(codes, runs.stream().map(Run::code).toList());
    String words = words(runs.getFirst());
    assertTrue(words.contains("node \"lif\" (Threshold)"), words);
    runs.forEach(r -> assertEquals(words, words(r)));
  }

  private static String words(Run run) {
    return run.err().substring(run.err().indexOf(": "));
  }

  @Test
  @DisplayName("options of NIR files are refused for others")
  void notNir() throws IOException {
    assertTrue(run(net, "--profile", "norse").err().contains("--profile is for NIR files"));
    Run diff = snn("diff", net, net, "--dt", 0.001);
    assertEquals(ExitCodes.USAGE, diff.code());
    assertTrue(diff.err().contains("are for NIR files"), diff.err());
    Path other = folder.resolve("other.json");
    Files.writeString(other, NetworkJson.write(SampleNetworks.recurrent(4, 1)).toString());
    Run export = snn("export", nir, "--dt", 0.001, "-o", other);
    assertEquals(ExitCodes.FAILURE, export.code());
    assertTrue(export.err().contains("is a NIR file already"), export.err());
  }
}
