package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.io.NetworkJson;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirEdge;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirMetadata;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirReader;
import dev.gondola.snn.nir.NirType;
import dev.gondola.snn.nir.NirWriter;
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

@DisplayName("gondola snn import and snn export")
class SnnImportExportCommandsTest {
  @TempDir private Path folder;
  private Path nir;
  private Path net;

  private final Map<String, NirNode> nodes =
      new TreeMap<>(
          Map.of(
              "in", NirNode.input(2),
              "fc",
                  NirNode.of(
                      NirType.LINEAR,
                      Map.of("weight", NirArray.float64(new double[] {0.5, 0.25, 1, -1}, 2, 2))),
              "lif",
                  NirNode.of(
                      NirType.LIF,
                      Map.of(
                          "tau", NirArray.float64(0.032),
                          "r", NirArray.float64(8),
                          "v_leak", NirArray.float64(0),
                          "v_threshold", NirArray.float64(0.3))),
              "out", NirNode.output(2)));

  @BeforeEach
  void write() {
    nir = folder.resolve("net.nir");
    net = folder.resolve("net.json");
    write(NirMetadata.NONE);
  }

  private void write(NirMetadata metadata) {
    List<NirEdge> edges = new ArrayList<>();
    List<String> chain = List.of("in", "fc", "lif", "out");
    for (int i = 1; i < chain.size(); i++) {
      edges.add(new NirEdge(chain.get(i - 1), chain.get(i)));
    }
    NirWriter.write(new NirGraph("1.0", new TreeMap<>(nodes), edges, metadata), nir);
  }

  @Test
  @DisplayName("import writes a network that reads back, and tells what it cost")
  void imports() {
    Run run = Cli.run("snn", "import", nir, "--dt", "0.001", "-o", net);
    assertEquals(ExitCodes.OK, run.code(), run.err());
    assertEquals(2, NetworkJson.read(net).neurons());
    assertTrue(run.out().contains("1000 steps on random spikes"), run.out());
    assertTrue(run.out().contains("of the raster equal"), run.out());
  }

  @Test
  @DisplayName("import gives the same figures as JSON")
  void importJson() {
    Run run = Cli.run("snn", "import", nir, "--dt", "0.001", "--steps", "50", "--json");
    Cli.assertValid("snn-import", run.out());
    assertFalse(Cli.faults("snn-import", run.out().replace("latency", "delay")).isEmpty());
  }

  @Test
  @DisplayName("import takes the step from the metadata, or asks for it")
  void step() {
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "import", nir).code());
    write(NirMetadata.of(new TreeMap<>(Map.of("dt", NirArray.float64(0.001)))));
    Run run = Cli.run("snn", "import", nir, "--json");
    assertTrue(run.out().contains("\"dt\" : 0.001"), run.out());
  }

  @Test
  @DisplayName("import takes its input from a CSV file, and names the line that is wrong")
  void csv() throws IOException {
    Path csv = Files.writeString(folder.resolve("in.csv"), "1,0\n1,1\n0,1\n");
    Run run =
        Cli.run("snn", "import", nir, "--dt", "0.001", "--steps", "3", "--input", csv, "--json");
    Cli.assertValid("snn-import", run.out());
    Files.writeString(csv, "1,0\n1\n");
    Run wrong = Cli.run("snn", "import", nir, "--dt", "0.001", "--input", csv);
    assertEquals(ExitCodes.FAILURE, wrong.code());
    assertTrue(wrong.err().contains("line 2 has 1 numbers for 2 channels"), wrong.err());
  }

  @Test
  @DisplayName("import ends with 1 and the names of all nodes that cannot run")
  void refused() {
    nodes.put("lif", NirNode.of(NirType.THRESHOLD, Map.of("threshold", NirArray.float64(1))));
    write(NirMetadata.NONE);
    Run run = Cli.run("snn", "import", nir, "--dt", "0.001", "-o", net);
    assertEquals(ExitCodes.FAILURE, run.code());
    assertTrue(run.err().contains("node \"lif\" (Threshold)"), run.err());
    assertFalse(Files.exists(net));
    assertEquals(
        ExitCodes.FAILURE, Cli.run("snn", "import", folder.resolve("no.nir"), "--dt", "1").code());
  }

  @Test
  @DisplayName("a wrong option ends with 2")
  void usage() {
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "import", nir, "--dt", "-1").code());
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "import", nir, "--profile", "x").code());
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "import", nir, "--weight-bits", "7").code());
    assertEquals(
        ExitCodes.USAGE, Cli.run("snn", "import", nir, "--dt", "1", "--graded", "20").code());
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "import", nir, "--steps", "0").code());
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "export", net, "--dt", "1").code());
    assertEquals(
        ExitCodes.USAGE, Cli.run("snn", "export", net, "-o", nir, "--profile", "sinabs").code());
  }

  @Test
  @DisplayName("export writes a graph of which import makes the same network again")
  void roundTrip() {
    Cli.run("snn", "import", nir, "--dt", "0.001", "-o", net);
    Path again = folder.resolve("net2.nir");
    Run run = Cli.run("snn", "export", net, "--dt", "0.001", "-o", again, "--json");
    assertEquals(ExitCodes.OK, run.code(), run.err());
    Cli.assertValid("snn-export", run.out());
    assertFalse(Cli.faults("snn-export", run.out().replace("latency", "delay")).isEmpty());
    Path net2 = folder.resolve("net2.json");
    Cli.run("snn", "import", again, "-o", net2);
    assertEquals(NetworkJson.read(net).projections(), NetworkJson.read(net2).projections());
    assertEquals(NetworkJson.read(net).populations(), NetworkJson.read(net2).populations());
  }

  @Test
  @DisplayName("export of a network without a step asks for it; text has a table")
  void exportText() {
    Cli.run("snn", "import", nir, "--dt", "0.001", "-o", net);
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "export", net, "-o", nir).code());
    Run run = Cli.run("snn", "export", net, "--dt", "0.001", "-o", nir, "--profile", "norse");
    assertTrue(run.out().contains("profile norse"), run.out());
  }

  @Test
  @DisplayName("export takes one part of a controller; what NIR has no neurons for is named")
  void controller() throws IOException {
    Path file = Files.write(folder.resolve("blimp.json"), ShippedController.json());
    Path part = folder.resolve("pd.nir");
    Run run = Cli.run("snn", "export", file, "--part", "pd", "-o", part, "--json");
    assertEquals(ExitCodes.OK, run.code(), run.err());
    Cli.assertValid("snn-export", run.out());
    assertEquals("CubaLIF", NirReader.read(part).nodes().get("hidden").type());
    assertEquals(ExitCodes.USAGE, Cli.run("snn", "export", file, "-o", part).code());
    assertEquals(
        ExitCodes.FAILURE, Cli.run("snn", "export", file, "--part", "x", "-o", part).code());
    Run iwta = Cli.run("snn", "export", file, "--part", "i", "-o", part);
    assertEquals(ExitCodes.FAILURE, iwta.code());
    assertTrue(iwta.err().contains("NIR has no neurons of the model iwta-lif"), iwta.err());
  }
}
