package dev.gondola.ground.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.cli.ExitCodes;
import dev.gondola.ground.command.Cli.Run;
import dev.gondola.ground.snn.SampleNetworks;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.control.SpikingController;
import dev.gondola.snn.io.NetworkJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("gondola snn run")
class SnnRunCommandTest {
  @TempDir private Path folder;
  private Path net;

  @BeforeEach
  void write() throws IOException {
    net = folder.resolve("net.json");
    Files.writeString(net, NetworkJson.write(SampleNetworks.recurrent(10, 3)).toString());
  }

  private Run run(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("snn", "run"));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  private static JsonNode json(Run run) {
    assertEquals(ExitCodes.OK, run.code(), run.err());
    Cli.assertValid("snn-run", run.out());
    return JsonMapper.shared().readTree(run.out());
  }

  @Test
  @DisplayName("prints a row for each population, and totals")
  void table() {
    Run run = run(net, "--input-p", 0.3, "--steps", 50);
    assertEquals(ExitCodes.OK, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(4, lines.size(), run.out());
    assertTrue(lines.getFirst().matches("population +neurons +active neurons +spikes .*"));
    assertTrue(lines.get(1).startsWith("hidden "), run.out());
    assertTrue(lines.getLast().startsWith("steps 50  spikes "), run.out());
  }

  @Test
  @DisplayName("prints the same figures as JSON of its schema, per neuron if asked")
  void json() {
    JsonNode report =
        json(run(net, "--input-p", 0.3, "--steps", 50, "--dt", 0.002, "--per-neuron", "--json"));
    JsonNode hidden = report.at("/populations/0");
    long sum = 0;
    for (JsonNode count : hidden.get("neuron_spikes")) {
      sum += count.longValue();
    }
    assertTrue(sum > 0);
    assertEquals(sum, hidden.get("spikes").longValue());
    assertEquals(sum / 10.0 / 50 / 0.002, hidden.get("rate_hz").doubleValue(), 1e-9);
    assertEquals(1000, json(run(net, "--json")).get("steps").intValue());
    assertTrue(json(run(net, "--json")).at("/populations/0/rate_hz").isNull());
    String broken = run(net, "--json").out().replace("\"complete\"", "\"done\"");
    assertFalse(Cli.faults("snn-run", broken).isEmpty());
  }

  @Test
  @DisplayName("feeds a file for as many steps as it has, and writes spikes, traces and plots")
  void files() throws IOException {
    Path input = folder.resolve("in.csv");
    Files.writeString(input, "step,channel\n1,0\n2,1\n2,3\n40,4\n");
    Path spikes = folder.resolve("out.csv");
    Path traces = folder.resolve("traces.csv");
    Path html = folder.resolve("plots/run.html");
    JsonNode report =
        json(
            run(
                net,
                "--input",
                input,
                "-o",
                spikes,
                "--traces",
                traces,
                "--trace",
                "hidden:0-1",
                "--record",
                "u,v",
                "--plot",
                html,
                "--json"));
    assertEquals(40, report.get("steps").intValue());
    assertEquals(report.get("spikes").longValue() + 1, Files.readAllLines(spikes).size());
    assertEquals(
        "step,u hidden[0],u hidden[1],v hidden[0],v hidden[1]",
        Files.readAllLines(traces).getFirst());
    String page = Files.readString(html);
    assertTrue(page.contains("Run of net.json") && page.contains("Synaptic current u of hidden"));
    Path png = folder.resolve("run.PNG");
    assertEquals(ExitCodes.OK, run(net, "--input-p", 0.1, "--plot", png).code());
    assertEquals('P', Files.readAllBytes(png)[1]);
  }

  @Test
  @DisplayName("is the same each time with the same seed, and another with another")
  void seeds() {
    assertEquals(
        run(net, "--input-p", 0.3, "--seed", 4, "--json").out(),
        run(net, "--input-p", 0.3, "--seed", 4, "--json").out());
    assertFalse(
        run(net, "--input-p", 0.3, "--seed", 4, "--json")
            .out()
            .replace("seed 4", "seed 5")
            .equals(run(net, "--input-p", 0.3, "--seed", 5, "--json").out()));
  }

  @Test
  @DisplayName("gives a controller's part the errors of a flight, as the controller itself does")
  void controller() throws IOException {
    Path file = folder.resolve("blimp.json");
    Files.write(file, ShippedController.json());
    StringBuilder csv = new StringBuilder("t_s,error_m\n");
    ControllerSpec.Spiking pd = ShippedController.blimp().only("pd");
    SpikingController controller = pd.create();
    long spikes = 0;
    for (int k = 0; k < 60; k++) {
      double error = Math.sin(k / 9.0);
      csv.append(k / 10.0).append(',').append(error).append('\n');
      controller.update(error, 0);
      spikes += controller.spikes();
    }
    Path flight = Files.writeString(folder.resolve("flight.csv"), csv);
    JsonNode report = json(run(file, "--part", "pd", "--input", flight, "--json"));
    assertEquals(spikes, report.get("spikes").longValue());
    assertEquals(0.1 / 8, report.get("dt_s").doubleValue());
    assertEquals(480, report.get("steps").intValue());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --input-p 0.1 --constant 1    | exclude each other
          --seed 3                      | --seed is for --input-p
          --input-p 1.5                 | probability must be 0..1
          --constant nobody=1           | there is no input "nobody"
          --steps 0                     | --steps must be 1..1000000000
          --plot a.gif                  | must end in .html or .png
          --dt 0                        | --dt must be above 0
          --dt NaN                      | --dt must be above 0
          --record w                    | --record: there is no "w"
          --trace hidden:99 --traces t  | --trace: population "hidden" has the neurons 0 to 9
          --trace hidden:1              | needs --plot or --traces
          --engine warp                 | there is no engine "warp"
          --engine all                  | there is no engine "all"
          """)
  @DisplayName("refuses a command line that cannot be meant")
  void usage(String options, String reason) {
    List<Object> arguments = new ArrayList<>(List.of(net));
    arguments.addAll(List.of(options.split(" ")));
    Run run = run(arguments.toArray());
    assertEquals(ExitCodes.USAGE, run.code(), run.err());
    assertTrue(run.err().contains(reason), run.err());
  }

  @Test
  @DisplayName("refuses files with name, place and reason, and to write over what it reads")
  void failures() throws IOException {
    Path input = Files.writeString(folder.resolve("in.csv"), "step,channel\n1,0\n0,0\n");
    Run badInput = run(net, "--input", input);
    assertEquals(ExitCodes.FAILURE, badInput.code());
    assertTrue(badInput.err().contains("in.csv:3: step must be"), badInput.err());
    Run noFile = run(folder.resolve("no.json"));
    assertEquals(ExitCodes.FAILURE, noFile.code());
    assertTrue(noFile.err().contains("no.json: there is no such file"), noFile.err());
    Run over = run(net, "-o", net);
    assertEquals(ExitCodes.FAILURE, over.code());
    assertTrue(over.err().contains("is read by this run"), over.err());
    assertEquals("", badInput.out() + noFile.out() + over.out());
  }

  @Test
  @DisplayName("runs beyond the chip's range only when told to")
  void beyondTheChip() throws IOException {
    Path beyond = folder.resolve("beyond.json");
    Files.writeString(beyond, Files.readString(net).replace("\"vth\":100", "\"vth\":200000"));
    Run refused = run(beyond);
    assertEquals(ExitCodes.FAILURE, refused.code());
    assertTrue(refused.err().contains("vth must be 0..131071"), refused.err());
    JsonNode report = json(run(beyond, "--beyond-chip", "--json"));
    assertEquals(0, report.get("spikes").intValue());
    assertNull(report.get("first_spike_step"));
  }
}
