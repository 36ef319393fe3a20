package dev.gondola.ground.snn.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.ground.snn.SampleNetworks;
import dev.gondola.ground.snn.diff.BehaviouralDifference.Raster;
import dev.gondola.ground.snn.stimulus.RandomStimulus;
import dev.gondola.snn.Convolution;
import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.MapShape;
import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.engine.FixedPointEngine;
import dev.gondola.snn.io.ControllerJson;
import dev.gondola.snn.io.NetworkJson;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The difference of two networks")
class DifferencesTest {
  private final Network network = SampleNetworks.recurrent(6, 3);

  private Network changed(Consumer<ObjectNode> change) {
    ObjectNode json = NetworkJson.write(network);
    change.accept(json);
    return NetworkJson.read("changed", json);
  }

  private List<String> difference(Consumer<ObjectNode> change) {
    return StructuralDifference.of(network, changed(change)).stream()
        .map(c -> c.subject() + " " + c.text())
        .toList();
  }

  private static ObjectNode at(ObjectNode json, String pointer) {
    return (ObjectNode) json.at(pointer);
  }

  @Test
  @DisplayName("is none for equal networks, however they are ordered and written")
  void equal() {
    assertEquals(List.of(), difference(json -> {}));
    assertEquals(
        List.of(),
        difference(
            json -> {
              ArrayNode populations = (ArrayNode) json.get("populations");
              populations.add(populations.remove(0));
              ArrayNode vth = at(json, "/populations/1").putArray("vth");
              for (int i = 0; i < 6; i++) {
                vth.add(100);
              }
            }));
  }

  @Test
  @DisplayName("names parameters, with how many values differ and by how much")
  void parameters() {
    assertEquals(
        List.of(
            "network stepsPerTick: 1 -> 4",
            "population hidden dv: 1 of 6 values differ, by up to 13",
            "population out vth: 90 -> 95",
            "projection b signMode: mixed -> auto; weightExponent: 0 -> 2"),
        difference(
            json -> {
              json.put("stepsPerTick", 4);
              ArrayNode dv = at(json, "/populations/0").putArray("dv");
              for (int i = 0; i < 6; i++) {
                dv.add(i == 2 ? 187 : 200);
              }
              at(json, "/populations/1").put("vth", 95);
              at(json, "/projections/1").put("weightExponent", 2).put("signMode", "auto");
            }));
  }

  @Test
  @DisplayName("names what is in one network alone")
  void addedAndRemoved() {
    assertEquals(
        List.of("projection c only in A", "projection d only in B"),
        difference(json -> at(json, "/projections/2").put("id", "d")));
    assertEquals(
        List.of("population out only in A", "projection c only in A"),
        difference(
            json -> {
              ((ArrayNode) json.get("populations")).remove(1);
              ((ArrayNode) json.get("projections")).remove(2);
            }));
  }

  @Test
  @DisplayName("counts weights and delays of the same synapse, and synapses that only one has")
  void weights() {
    Synapses a = Synapses.of(2, 3, new int[][] {{0, 0, 10}, {1, 0, 20}, {2, 1, 30}, {0, 1, 5}});
    Synapses b = Synapses.of(2, 3, new int[][] {{0, 0, 13}, {1, 0, 20, 4}, {2, 1, 26}, {1, 1, 7}});
    WeightDifference d = WeightDifference.of(a, b);
    // Differences 3, 0 and -4.
    assertEquals(new WeightDifference(4, 4, 1, 1, 3, 2, 4, Math.sqrt(25 / 3.0), 1), d);
    assertEquals(
        "weights: 2 of 3 differ, by up to 4, rms 2.887; delays: 1 of 3 differ;"
            + " synapses: 1 only in A, 1 only in B",
        d.text());
    assertEquals(false, WeightDifference.of(a, a).any());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"x": 1}            | {"x": 1.0}           | ``
          {"x": [1, 2]}       | {"x": [1, 5]}        | x: 1 of 2 values differ, by up to 3
          {"x": [[1], [2]]}   | {"x": [[0], [0]]}    | x: 2 of 2 values differ, by up to 2
          {"x": 0.5}          | {"x": [0.5, 0.25]}   | x: 1 of 2 values differ, by up to 0.25
          {"x": [1, 2]}       | {"x": [1, 2, 3]}     | x: [1,2] -> [1,2,3]
          {"x": [[1], [1]]}   | {"x": [[1, 1]]}      | x: [[1],[1]] -> [[1,1]]
          {"x": "a"}          | {}                   | x: a -> absent
          {}                  | {"x": true}          | x: absent -> true
          {"x": {"y": 1}}     | {"x": {"y": 2}}      | x.y: 1 -> 2
          {"x": [1, "a"]}     | {"x": [1, "b"]}      | x: [1,"a"] -> [1,"b"]
          """)
  @DisplayName("compares numbers as numbers and all else as it stands")
  void fields(String a, String b, String expected) {
    JsonNode x = JsonMapper.shared().readTree(a);
    JsonNode y = JsonMapper.shared().readTree(b);
    List<String> texts =
        JsonDifference.of(x, y, Set.of()).stream().map(FieldDifference::text).toList();
    assertEquals(expected.isEmpty() ? List.of() : List.of(expected), texts);
  }

  @Test
  @DisplayName("of two controllers covers period, parts, encoders and decoders")
  void controllers() {
    ControllerSpec.Spiking blimp = ShippedController.blimp();
    assertEquals(List.of(), StructuralDifference.of(blimp, blimp));
    ObjectNode json = ControllerJson.write(blimp).put("periodS", 0.05);
    at(json, "/parts/0/encoder").put("resolution", 0.004);
    at(json, "/parts/0/decoder").put("keep", 7);
    at(json, "/parts/0/network/populations/0").put("vth", 2000);
    at(json, "/parts/1").put("name", "other");
    List<String> texts =
        StructuralDifference.of(blimp, ControllerJson.read("changed", json)).stream()
            .map(c -> c.subject() + " " + c.text())
            .toList();
    assertEquals(6, texts.size(), texts.toString());
    assertEquals("controller periodS: 0.1 -> 0.05", texts.get(0));
    assertEquals("part i only in A", texts.get(1));
    assertEquals("part other only in B", texts.get(2));
    assertEquals("pd: encoder resolution: 0.001 -> 0.004", texts.get(3));
    assertTrue(texts.get(4).startsWith("pd: decoder keep: "), texts.get(4));
    assertEquals("pd: population encoding vth: 2048 -> 2000", texts.get(5));
  }

  private static BehaviouralDifference run(Network a, Network b) throws IOException {
    RandomStimulus source = new RandomStimulus(0.3, 2);
    return BehaviouralDifference.run(
        new FixedPointEngine(a),
        source,
        new FixedPointEngine(b),
        source,
        200,
        () -> false,
        done -> {});
  }

  @Test
  @DisplayName("in behaviour is none where both are the same")
  void sameBehaviour() throws IOException {
    Raster all = run(network, network).total();
    assertTrue(all.spikesA() > 20, all.toString());
    assertEquals(all.spikesA(), all.coincident());
    assertEquals(1, all.agreement());
    assertNull(all.firstStepThatDiffers());
  }

  @Test
  @DisplayName("in behaviour is found in the step where it begins, and only where it is")
  void otherBehaviour() throws IOException {
    Network deaf = changed(json -> at(json, "/populations/1").put("vth", 131071));
    BehaviouralDifference difference = run(network, deaf);
    Raster hidden = difference.rasters().get(0);
    Raster out = difference.rasters().get(1);
    assertNull(hidden.firstStepThatDiffers());
    assertEquals(0, out.spikesB());
    assertEquals(0, out.agreement());
    assertEquals(out.firstStepThatDiffers(), difference.total().firstStepThatDiffers());
    assertEquals(200, difference.steps());
  }

  @Test
  @DisplayName("of convolutions is that of their kernels; of one and its synapses, none in weights")
  void convolutions() {
    Network a = convolution(Synapses.convolution(kernel(3)));
    Network b = convolution(Synapses.convolution(kernel(8)));
    List<Change> changes = StructuralDifference.of(a, b);
    assertEquals(1, changes.size());
    assertEquals("kernel: 1 of 4 values differ, by up to 5", changes.getFirst().text());
    Synapses same = Synapses.convolution(kernel(3));
    int[][] list = new int[same.count()][];
    for (int k = 0; k < list.length; k++) {
      list[k] = new int[] {same.target(k), same.source(k), same.weight(k)};
    }
    Network c = convolution(Synapses.of(same.sources(), same.targets(), list));
    changes = StructuralDifference.of(a, c);
    assertTrue(changes.getFirst().weights().isEmpty(), changes.toString());
    assertEquals("kind", changes.getFirst().fields().getFirst().field());
  }

  private static Convolution kernel(int corner) {
    return new Convolution(new MapShape(1, 3, 3), new int[][][][] {{{{1, 2}, {-4, corner}}}});
  }

  private static Network convolution(Synapses synapses) {
    IntParameter zero = IntParameter.of(0);
    return new Network(
        "c",
        1,
        List.of(new Input("in", 9)),
        List.of(Population.lif("n", 4, zero, zero, zero, zero, zero)),
        List.of(Projection.of("p", "in", "n", Port.CURRENT, 0, synapses)));
  }

  @Test
  @DisplayName("in behaviour is that of membrane potentials where neurons do not spike")
  void integrators() throws IOException {
    Network a = changed(json -> integrator(json, 300));
    Network b = changed(json -> integrator(json, 301));
    assertNull(run(a, a).total().firstStepThatDiffers());
    Raster out = run(a, b).rasters().get(1);
    assertEquals(0, out.spikesA() + out.spikesB());
    assertTrue(out.firstStepThatDiffers() > 1, out.toString());
  }

  private static void integrator(ObjectNode json, int dv) {
    at(json, "/populations/1").put("model", "leaky-integrator").put("dv", dv).remove("vth");
  }

  @Test
  @DisplayName("in behaviour says which populations have no counterpart")
  void notCompared() throws IOException {
    Network renamed =
        changed(
            json -> {
              at(json, "/populations/1").put("id", "exit");
              at(json, "/projections/2").put("to", "exit");
            });
    BehaviouralDifference difference = run(network, renamed);
    assertEquals(List.of("out", "exit"), difference.notCompared());
    assertEquals(1, difference.rasters().size());
  }
}
