package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import dev.gondola.ground.snn.SampleNetworks;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.io.NetworkJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("gondola snn diff")
class SnnDiffCommandTest {
  @TempDir private Path folder;
  private Path a;
  private Path b;

  @BeforeEach
  void write() throws IOException {
    a = folder.resolve("a.json");
    b = folder.resolve("b.json");
    String network = NetworkJson.write(SampleNetworks.recurrent(10, 3)).toString();
    Files.writeString(a, network);
    Files.writeString(b, network.replaceFirst("\"vth\":100", "\"vth\":140"));
  }

  private Run diff(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("snn", "diff"));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  private static JsonNode json(Run run) {
    Cli.assertValid("snn-diff", run.out());
    return JsonMapper.shared().readTree(run.out());
  }

  @Test
  @DisplayName("ends with 0 where nothing differs, neither in what they are nor in what they do")
  void equal() {
    assertEquals(new Run(ExitCodes.OK, "no difference in structure\n", ""), diff(a, a));
    Run run = diff(a, a, "--run", "--input-p", 0.3, "--steps", 80, "--json");
    assertEquals(ExitCodes.OK, run.code(), run.err());
    JsonNode report = json(run);
    assertTrue(report.get("equal").booleanValue());
    assertEquals(80, report.at("/behaviour/steps").intValue());
    assertTrue(report.at("/behaviour/all/spikes_a").intValue() > 0);
    assertTrue(report.at("/behaviour/all/first_step_that_differs").isNull());
  }

  @Test
  @DisplayName("ends with 1 and tells what differs")
  void different() {
    Run run = diff(a, b, "--run", "--input-p", 0.3, "--steps", 80);
    assertEquals(ExitCodes.FAILURE, run.code());
    assertTrue(run.out().contains("population hidden  vth: 100 -> 140"), run.out());
    assertTrue(run.out().contains("behaviour over 80 steps, input random spikes"), run.out());
    Run asJson = diff(a, b, "--run", "--input-p", 0.3, "--steps", 80, "--json");
    assertEquals(ExitCodes.FAILURE, asJson.code());
    JsonNode report = json(asJson);
    assertFalse(report.get("equal").booleanValue());
    assertEquals("vth", report.at("/changes/0/fields/0/field").stringValue());
    assertEquals(40, report.at("/changes/0/fields/0/max_difference").intValue());
    assertTrue(report.at("/behaviour/all/agreement").doubleValue() < 1);
    String broken = asJson.out().replace("\"agreement\"", "\"same\"");
    assertFalse(Cli.faults("snn-diff", broken).isEmpty());
  }

  @Test
  @DisplayName("gives no input to networks whose inputs differ, and says so")
  void otherInputs() throws IOException {
    Files.writeString(b, NetworkJson.write(SampleNetworks.direct(4)).toString());
    Run run = diff(a, b, "--run", "--json");
    assertEquals(ExitCodes.FAILURE, run.code());
    assertEquals("the inputs differ", json(run).at("/behaviour/refused_because").stringValue());
    assertTrue(diff(a, b, "--run").out().contains("behaviour not compared: the inputs differ"));
  }

  @Test
  @DisplayName("compares controllers whole, or one part of each")
  void controllers() throws IOException {
    String json = new String(ShippedController.json(), StandardCharsets.UTF_8);
    Files.writeString(a, json);
    Files.writeString(b, json.replaceFirst("\"resolution\" : 0.001", "\"resolution\" : 0.002"));
    JsonNode report = json(diff(a, b, "--json"));
    assertEquals(1, report.get("changes").size());
    assertEquals("encoder", report.at("/changes/0/kind").stringValue());
    assertEquals("pd", report.at("/changes/0/part").stringValue());
    assertEquals(ExitCodes.OK, diff(a, b, "--part", "i").code());
    assertEquals(ExitCodes.FAILURE, diff(a, b, "--part", "pd").code());
    assertEquals(
        ExitCodes.OK, diff(a, a, "--part", "i", "--run", "--constant", 300, "--steps", 40).code());
  }

  @Test
  @DisplayName("ends with 2 where there is nothing to compare")
  void trouble() throws IOException {
    Run noFile = diff(a, folder.resolve("none.json"));
    assertEquals(ExitCodes.USAGE, noFile.code());
    assertTrue(noFile.err().contains("there is no such file"), noFile.err());
    Run noRun = diff(a, b, "--steps", 3);
    assertEquals(ExitCodes.USAGE, noRun.code());
    assertTrue(noRun.err().contains("are for --run"), noRun.err());
    Path input = Files.writeString(folder.resolve("in.csv"), "x\n1\n");
    Run badInput = diff(a, b, "--run", "--input", input);
    assertEquals(ExitCodes.USAGE, badInput.code());
    assertTrue(badInput.err().contains("in.csv:1: there is no input \"x\""), badInput.err());
    Files.write(b, ShippedController.json());
    Run noPart = diff(a, b);
    assertEquals(ExitCodes.USAGE, noPart.code());
    assertTrue(noPart.err().contains("choose one with --part"), noPart.err());
  }
}
