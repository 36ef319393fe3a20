package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import dev.gondola.snn.engine.EngineKind;
import dev.gondola.snn.engine.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("gondola snn verify")
class SnnVerifyCommandTest {

  /** One neuron without input: u, v and spikes are 0 in both steps. */
  private static final String SILENT =
      """
      {"format": "loihi-golden/1", "name": "silent", "withinHardwareRange": true, "steps": 2,
       "inputs": [{"id": "in", "size": 1, "kind": "values", "values": [[0], [0]]}],
       "populations": [{"id": "n", "size": 1, "model": "lif", "du": 410, "dv": 123, "vth": 2500}],
       "connections": [{"id": "c", "from": "in", "to": "n", "kind": "direct"}],
       "expected": {"sha256": "HASH", "recordedSteps": [1, 2],
        "populations": {"n": {"spikes": [[], []], "u": [[0], [0]], "v": [[0], [0]]}}}}
      """;

  private static final int BYTES_HASHED = 2 * 3 * Integer.BYTES;

  @TempDir private Path folder;

  @Test
  @DisplayName("ends with 0 and the totals when every value agrees")
  void agrees() throws Exception {
    write("a-silent.json", hash());
    Run run = Cli.run("snn", "verify", folder);
    assertEquals(
        new Run(
            ExitCodes.OK,
            """
            a-silent.json  steps 2  mismatches 0
            engine scalar  cases 1  steps 2  mismatches 0  unsupported 0
            """,
            ""),
        run);
  }

  @Test
  @DisplayName("ends with 1 when a value differs, and counts what it could not run")
  void differs() throws Exception {
    write("a-silent.json", "0".repeat(64));
    Files.writeString(folder.resolve("b-other.json"), "{}");
    Run run = Cli.run("snn", "verify", folder);
    assertEquals(ExitCodes.FAILURE, run.code());
    assertTrue(run.out().contains("b-other.json  unsupported: "), run.out());
    assertTrue(run.out().endsWith("cases 2  steps 2  mismatches 1  unsupported 1\n"), run.out());
  }

  @Test
  @DisplayName("gives the same figures as JSON")
  void json() throws Exception {
    write("a-silent.json", hash());
    Run run = Cli.run("snn", "verify", folder, "--json");
    Cli.assertValid("snn-verify", run.out());
    assertFalse(Cli.faults("snn-verify", run.out().replace("mismatches", "differ")).isEmpty());
  }

  @Test
  @DisplayName("ends with 1 for a folder that is not there or holds no golden file")
  void noFolder() {
    assertEquals(ExitCodes.FAILURE, Cli.run("snn", "verify", folder.resolve("none")).code());
    assertEquals(ExitCodes.FAILURE, Cli.run("snn", "verify", folder).code());
  }

  @Test
  @DisplayName("finds no difference in the published golden vectors")
  void goldenVectors() {
    Path golden = Path.of(System.getProperty("gondola.shared", "none"), "data", "loihi-golden");
    assumeTrue(Files.isDirectory(golden), "no golden vectors beside the checkout: " + golden);
    Run run = Cli.run("snn", "verify", golden);
    assertEquals(ExitCodes.OK, run.code());
    assertTrue(run.out().endsWith("mismatches 0  unsupported 1\n"), run.out());
  }

  @Test
  @DisplayName("finds no difference on any engine, and runs what is beyond the chip when told to")
  void goldenVectorsBeyondTheChip() {
    Path golden = Path.of(System.getProperty("gondola.shared", "none"), "data", "loihi-golden");
    assumeTrue(Files.isDirectory(golden), "no golden vectors beside the checkout: " + golden);
    verifyOnAllEngines(golden, 16);
  }

  @Test
  @DisplayName("finds no difference in our golden vectors on any engine")
  void ownGoldenVectors() {
    verifyOnAllEngines(
        Path.of(
            System.getProperty("gondola.root"),
            "snn-controller/src/test/resources/dev/gondola/snn/golden"),
        8);
  }

  private static void verifyOnAllEngines(Path golden, int files) {
    Run run = Cli.run("snn", "verify", golden, "--beyond-chip", "--engine", "all", "--json");
    assertEquals(ExitCodes.OK, run.code(), run.out());
    Cli.assertValid("snn-verify", run.out());
    JsonNode report = JsonMapper.shared().readTree(run.out());
    assertEquals(0, report.get("mismatches").intValue());
    assertEquals(0, report.get("unsupported").intValue());
    for (EngineKind kind : EngineKind.values()) {
      long cases =
          report
              .get("results")
              .valueStream()
              .filter(r -> r.get("engine").stringValue().equals(kind.label()))
              .count();
      assertEquals(files, cases, kind.label());
    }
  }

  @Test
  @DisplayName("tells how wide the vectors are of the engine that uses them")
  void vectors() throws Exception {
    boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertTrue(module, "these tests run with --add-modules=jdk.incubator.vector");
    write("a-silent.json", hash());
    int bits = Engines.vectorBits();
    String loops = bits == 0 ? "plain loops" : bits + "-bit vectors";
    String text = Cli.run("snn", "verify", folder, "--engine", "fast").out();
    assertTrue(text.contains("engine fast (" + loops + ")  cases 1  steps 2"), text);
    assertEquals(bits, vectorBits("all"));
    assertEquals(0, vectorBits("scalar"));
  }

  private int vectorBits(String engine) {
    String json = Cli.run("snn", "verify", folder, "--engine", engine, "--json").out();
    return JsonMapper.shared().readTree(json).get("vector_bits").intValue();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("names the engine in JSON")
  void engine(EngineKind engine) throws Exception {
    write("a-silent.json", hash());
    Run run = Cli.run("snn", "verify", folder, "--engine", engine.label(), "--json");
    JsonNode report = JsonMapper.shared().readTree(run.out());
    assertEquals(
        List.of(engine.label()),
        report.get("engines").valueStream().map(JsonNode::stringValue).toList());
    assertEquals(engine.label(), report.get("results").get(0).get("engine").stringValue());
  }

  @Test
  @DisplayName("refuses an engine that there is not, naming those that there are")
  void noSuchEngine() {
    Run run = Cli.run("snn", "verify", folder, "--engine", "warp");
    assertEquals(ExitCodes.USAGE, run.code());
    assertTrue(run.err().contains("no engine \"warp\"; there is scalar"), run.err());
  }

  private void write(String name, String hash) throws IOException {
    Files.writeString(folder.resolve(name), SILENT.replace("HASH", hash));
  }

  private static String hash() throws NoSuchAlgorithmException {
    byte[] zeros = new byte[BYTES_HASHED];
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zeros));
  }
}
