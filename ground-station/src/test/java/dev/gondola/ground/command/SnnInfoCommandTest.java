package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirEdge;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirMetadata;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import dev.gondola.snn.nir.NirWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("gondola snn info")
class SnnInfoCommandTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("gondola.shared", "none"), "data", "nir");

  private static final String NETWORK =
      """
      {"format": "gondola-network/1", "name": "small", "stepsPerTick": 1,
       "inputs": [{"id": "in", "size": 2}],
       "populations": [{"id": "n", "size": 2, "model": "lif", "du": 4095, "dv": 0, "vth": 100}],
       "projections": [{"id": "c", "from": "in", "to": "n", "kind": "synapses",
         "size": [2, 2], "synapses": [[0, 0, 60], [1, 1, -60], [1, 0, 1]]}]}
      """;

  @TempDir private Path folder;
  private Path nir;

  @BeforeEach
  void write() {
    nir = folder.resolve("net.nir");
    Map<String, NirNode> nodes =
        Map.of(
            "in", NirNode.input(2),
            "fc",
                NirNode.of(
                    NirType.LINEAR,
                    Map.of("weight", NirArray.float32(new double[] {0.5, 0, 2, -1}, 2, 2))),
            "if",
                NirNode.of(
                    NirType.IF,
                    Map.of("r", NirArray.float64(1000), "v_threshold", NirArray.float64(0.75))),
            "thr", NirNode.of(NirType.THRESHOLD, Map.of("threshold", NirArray.float64(0.5))),
            "out", NirNode.output(2));
    List<NirEdge> edges =
        List.of(
            new NirEdge("in", "fc"),
            new NirEdge("fc", "if"),
            new NirEdge("if", "thr"),
            new NirEdge("thr", "out"));
    NirMetadata dt = NirMetadata.of(new TreeMap<>(Map.of("dt", NirArray.float64(0.001))));
    NirWriter.write(new NirGraph("1.0", new TreeMap<>(nodes), edges, dt), nir);
  }

  @Test
  @DisplayName("tells of a NIR file what is in it, and what the engine cannot run")
  void nirText() {
    assertEquals(
        new Run(
            ExitCodes.OK,
            """
            FILE
              format     NIR 1.0
              nodes      IF 1, Input 1, Linear 1, Output 1, Threshold 1
              edges      4
              metadata   dt

            node  type       in  out  engine      leads to
            fc    Linear      2    2  synapses    if
            if    IF          2    2  population  thr
            in    Input       2    2  port        fc
            out   Output      2    2  port
            thr   Threshold   2    2  none        out

            dataset         type     shape   first        sum  not 0
            fc.weight       float32  2x2     0.5 0 2 ..   1.5      3
            if.r            float64  scalar  1000        1000      1
            if.v_threshold  float64  scalar  0.75        0.75      1
            in.shape        int64    1       2              2      1
            out.shape       int64    1       2              2      1
            thr.threshold   float64  scalar  0.5          0.5      1

            not for the engine: node "thr" (Threshold): it fires without a membrane potential; the engine has none such

            NeuroBench
              footprint            56 bytes (parameters 40, state 16)
              parameters           7 (weights 4)
              neurons              2
              connection sparsity  0.2500
            """
                .replace("FILE", nir.toString()),
            ""),
        Cli.run("snn", "info", nir));
  }

  @Test
  @DisplayName("runs a NIR file, with the step that its metadata say, or another")
  void nirRun() {
    Run run = Cli.run("snn", "info", nir, "--steps", 4, "--seed", 1, "--input-p", 1, "--json");
    Cli.assertValid("snn-info", run.out());
    JsonNode json = JsonMapper.shared().readTree(run.out());
    assertEquals("[2,4]", json.at("/trace/nodes/if/counts").toString(), run.out());
    assertEquals("[1,0]", json.at("/trace/nodes/if/first_spike_step").toString());
    assertEquals(0.25, json.at("/neurobench/activation_sparsity").doubleValue());
    assertEquals(4.0, json.at("/neurobench/synops_per_step/Dense").doubleValue());
    assertEquals(3.0, json.at("/neurobench/synops_per_step/Effective_ACs").doubleValue());
    String slower =
        Cli.run("snn", "info", nir, "--steps", 4, "--input-p", 1, "--dt", 0.0001, "--json").out();
    assertEquals(0, JsonMapper.shared().readTree(slower).at("/trace/nodes/if/total").intValue());
    assertTrue(
        Cli.run("snn", "info", nir, "--steps", 4, "--input-p", 1)
            .out()
            .contains("2 neurons, 6 spikes"));
  }

  @Test
  @DisplayName("gives JSON by its schema, which refuses another")
  void schema() {
    String json = Cli.run("snn", "info", nir, "--json").out();
    Cli.assertValid("snn-info", json);
    assertFalse(Cli.faults("snn-info", json.replace("nonzero", "zero")).isEmpty());
  }

  @Test
  @DisplayName("tells of a network file of ours what is in it, and counts a run")
  void network() throws IOException {
    Path file = Files.writeString(folder.resolve("net.json"), NETWORK);
    String text = Cli.run("snn", "info", file).out();
    assertTrue(text.contains("network \"small\", 1 steps a tick"), text);
    assertTrue(text.contains("in    n   sparse         3  -60 to 60     8"), text);
    assertTrue(text.contains("connection sparsity  0.5000"), text);
    Run run = Cli.run("snn", "info", file, "--steps", 50, "--input-p", 1, "--json");
    Cli.assertValid("snn-info", run.out());
    JsonNode json = JsonMapper.shared().readTree(run.out());
    assertEquals(4.0, json.at("/neurobench/synops_per_step/Dense").doubleValue());
    assertEquals(2.0, json.at("/neurobench/synops_per_step/Effective_ACs").doubleValue(), 0.1);
    assertTrue(json.at("/trace/nodes/n/counts/0").intValue() > 5, run.out());
    assertEquals(0, json.at("/trace/nodes/n/counts/1").intValue());
  }

  @Test
  @DisplayName("tells of a controller what is in each of its networks")
  void controller() throws IOException {
    Path file = folder.resolve("controller.json");
    Files.write(file, ShippedController.json());
    Run run = Cli.run("snn", "info", file, "--steps", 10, "--json");
    Cli.assertValid("snn-info", run.out());
    assertFalse(JsonMapper.shared().readTree(run.out()).get("parts").isEmpty());
    assertTrue(Cli.run("snn", "info", file).out().contains("controller spiking"));
  }

  @Test
  @DisplayName("ends with 1 for a file that it cannot read, and with 2 for a wrong option")
  void faults() throws IOException {
    assertEquals(ExitCodes.FAILURE, Cli.run("snn", "info", folder.resolve("none")).code());
    Path other = Files.writeString(folder.resolve("other.json"), "{\"format\": \"x\"}");
    Run run = Cli.run("snn", "info", other);
    assertEquals(ExitCodes.FAILURE, run.code());
    assertTrue(run.err().contains("is neither an HDF5 file (NIR) nor JSON"), run.err());
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "info", nir, "--steps", 0).code());
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "info", nir, "--dt", 1).code());
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "info", nir, "--steps", 1, "--dt", -1).code());
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "info", nir, "--steps", 1, "--seed", -1).code());
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "info", nir, "--steps", 1, "--input-p", 2).code());
  }

  @Test
  @DisplayName("agrees with what is known of the public NIR samples, field by field")
  void samples() {
    Path known = SAMPLES.resolve("expected.json");
    if (!Files.exists(known)) {
      System.out.println("NIR samples skipped: no " + known + "; set -Dgondola.shared=DIR");
      return;
    }
    JsonMapper.shared()
        .readTree(known)
        .get("files")
        .properties()
        .forEach(
            entry -> {
              JsonNode expected = entry.getValue();
              Path file = SAMPLES.resolve(entry.getKey());
              Run run =
                  expected.has("trace")
                      ? Cli.run(
                          "snn",
                          "info",
                          file,
                          "--steps",
                          expected.at("/trace/steps"),
                          "--dt",
                          expected.at("/trace/dt_s"),
                          "--seed",
                          expected.at("/trace/inputs/0/seed"),
                          "--json")
                      : Cli.run("snn", "info", file, "--json");
              assertEquals(ExitCodes.OK, run.code(), run.err());
              Cli.assertValid("snn-info", run.out());
              agree(entry.getKey(), expected, JsonMapper.shared().readTree(run.out()));
            });
  }

  /** Every field that is expected is there and equal; there may be more. */
  private static void agree(String where, JsonNode expected, JsonNode actual) {
    if (expected.isObject()) {
      expected.properties().stream()
          .filter(f -> !f.getKey().equals("rule")) // a remark
          .forEach(
              f -> {
                assertTrue(actual.has(f.getKey()), where + " has no " + f.getKey());
                agree(where + "/" + f.getKey(), f.getValue(), actual.get(f.getKey()));
              });
    } else if (expected.isArray()) {
      assertEquals(expected.size(), actual.size(), where);
      for (int i = 0; i < expected.size(); i++) {
        agree(where + "/" + i, expected.get(i), actual.get(i));
      }
    } else if (expected.isNumber()) {
      // Sums of float32 numbers depend on who adds them up, in the sixth place.
      double tolerance =
          where.endsWith("/sum") ? 2e-6 * Math.max(1, Math.abs(expected.doubleValue())) : 1e-9;
      assertEquals(expected.doubleValue(), actual.doubleValue(), tolerance, where);
    } else {
      assertEquals(expected, actual, where);
    }
  }
}
