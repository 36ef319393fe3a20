package dev.gondola.snn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Input;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.Population;
import dev.gondola.snn.RandomNetworks;
import dev.gondola.snn.Schemas;
import dev.gondola.snn.coding.PairedCurrentEncoder;
import dev.gondola.snn.coding.PairedLeakyDecoder;
import dev.gondola.snn.coding.RandomCoders;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.PidController;
import dev.gondola.snn.control.PidGains;
import dev.gondola.snn.control.ShippedController;
import dev.gondola.snn.control.SpikingPart;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Controller files")
class ControllerJsonTest {
  private static final String PID =
      """
      {"format": "gondola-controller/1", "kind": "pid", "name": "p", "periodS": 0.1,
       "kp": 22.1, "ki": 1, "kd": 29.8, "derivativeFilter": 0.81, "setpointWeight": 1,
       "antiWindup": 0.5, "limit": 10}
      """;

  static final String PAIRED_IN = "\"resolution\": 1, \"shift\": 0, \"gains\": [1, 2]";
  static final String PAIRED_OUT = "\"keep\": 0, \"unit\": 1, \"weights\": [1, 2]";

  private final Schemas schemas = new Schemas();

  @Test
  @DisplayName("include the shipped controller, which schema and reader accept")
  void shipped() {
    ObjectNode json = JsonFiles.parseObject("blimp.json", ShippedController.json());
    assertEquals("[]", schemas.faults("controller", json).toString());
    ControllerSpec.Spiking spec = ShippedController.blimp();
    assertEquals(160, spec.create().neurons());
    assertEquals(List.of("pd", "i"), spec.parts().stream().map(SpikingPart::name).toList());
    assertEquals(spec, ControllerJson.read("again", reread(spec)));
    assertEquals(json, reread(spec), "written again, it is the same file");
  }

  @Test
  @DisplayName("read back equal to what was written, for random controllers the schema accepts")
  void roundTrip() {
    SplittableRandom random = new SplittableRandom(5);
    for (long seed = 0; seed < 200; seed++) {
      ControllerSpec spec =
          switch (random.nextInt(3)) {
            case 0 -> new ControllerSpec.Flown("f", random.nextDouble(1e-4, 100), gains(random));
            case 1 -> pid(random);
            default -> spiking(random, seed);
          };
      ObjectNode json = reread(spec);
      assertEquals(spec, ControllerJson.read("c", json));
      if (seed < 50) {
        assertEquals("[]", schemas.faults("controller", json).toString());
      }
    }
  }

  private static ObjectNode reread(ControllerSpec spec) {
    return NetworkJsonTest.json(ControllerJson.write(spec).toString());
  }

  private static PidGains gains(SplittableRandom r) {
    return new PidGains(r.nextDouble(-1e6, 1e6), r.nextDouble(), -r.nextDouble());
  }

  private static ControllerSpec pid(SplittableRandom r) {
    PidController.Options options =
        new PidController.Options(
            r.nextDouble(0.01, 1), r.nextDouble(0.1, 1), r.nextDouble(), r.nextDouble(), 1);
    return new ControllerSpec.Pid("p", gains(r), options);
  }

  private static ControllerSpec spiking(SplittableRandom random, long seed) {
    List<SpikingPart> parts = new ArrayList<>();
    for (int i = 0; parts.size() <= seed % 3; i++) {
      Network n = new RandomNetworks(1000 * seed + i).network();
      RandomCoders coders = new RandomCoders(random);
      Input in = n.inputs().getFirst();
      Population out = n.populations().getFirst();
      parts.add(
          new SpikingPart(
              "part" + i,
              n,
              in.id(),
              coders.encoder(in.size()),
              out.id(),
              coders.decoder(out.size())));
    }
    return new ControllerSpec.Spiking("s", 0.1, parts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          controller/1      | controller/9          | /format: must be "gondola-controller/1"
          "kind": "pid"     | "kind": "lqr"         | /kind: must be one of spiking, pid-flown, pid
          "kind": "pid",    | ``                    | /kind: is missing
          "periodS": 0.1    | "periodS": 0          | /periodS: must be a number in
          "periodS": 0.1    | "periodS": "0.1"      | /periodS: must be a number in
          "kp": 22.1        | "kp": 1e400           | /kp: must be a number in
          "kp": 22.1,       | ``                    | /kp: is missing
          "ki": 1           | "kI": 1               | /kI: is not a known field
          "derivativeFilter": 0.81 | "derivativeFilter": 0 | /derivativeFilter: must be a number in
          "setpointWeight": 1 | "setpointWeight": 1.5 | /setpointWeight: must be a number in
          "limit": 10       | "limit": null         | /limit: must be a number in
          "antiWindup": 0.5 | "antiWindup": 10001   | /antiWindup: must be a number in
          """)
  @DisplayName("of a PID are refused with the path of the fault, by reader and schema alike")
  void pidFaults(String good, String bad, String message) {
    check(PID, good, bad, message, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          paired-current    | one-hot        | /parts/0/encoder/kind: must be one of paired-current | true
          paired-leaky      | rate           | /parts/0/decoder/kind: must be one of paired-leaky   | true
          "shift":8         | "shift":32     | /parts/0/encoder/shift: must be 0..31           | true
          "encoder"         | "coder"        | /parts/0/encoder: is missing                    | true
          "network"         | "net"          | /parts/0/network: is missing                    | true
          "model":"lif"     | "model":"x"    | /parts/0/network/populations/0/model: must be   | true
          "du":4095         | "du":[4095]    | /parts/0/network: population                    | false
          "input":"error"   | "input":"e"    | /parts/0: encoder: the network has no input "e" | false
          "gains":[         | "gains":[1,    | /parts/0: encoder: has 42 channels              | false
          "keep":           | "keep":99      | /parts/0/decoder/keep: must be                  | true
          "unit":           | "unit":-       | /parts/0/decoder/unit: must be                  | true
          """)
  @DisplayName("of a spiking controller are refused with the path of the fault")
  void spikingFaults(String good, String bad, String message, boolean bySchema) {
    String shipped = reread(ShippedController.blimp()).toString();
    check(shipped, good, bad, message, bySchema);
  }

  /** A controller with one part, and the given coders in place of a population's own. */
  static String coded(String encoder, String decoder) {
    return """
        {"format": "gondola-controller/1", "kind": "spiking", "name": "c", "periodS": 0.1,
         "parts": [{"name": "p", "encoder": {%s}, "decoder": {%s},
          "network": {"format": "gondola-network/1", "name": "n",
           "inputs": [{"id": "in", "size": 4}],
           "populations": [{"id": "out", "size": 4, "vth": 1}],
           "projections": [{"id": "d", "from": "in", "to": "out", "kind": "direct"}]}}]}
        """
        .formatted("\"input\": \"in\", " + encoder, "\"population\": \"out\", " + decoder);
  }

  @Test
  @DisplayName("without kinds have the paired encoder and decoder")
  void pairedByDefault() {
    ObjectNode json = NetworkJsonTest.json(coded(PAIRED_IN, PAIRED_OUT));
    assertEquals("[]", schemas.faults("controller", json).toString());
    ControllerSpec.Spiking spec = (ControllerSpec.Spiking) ControllerJson.read("c", json);
    assertEquals(new PairedCurrentEncoder(1, 0, 1, 2), spec.parts().getFirst().encoder());
    assertEquals(new PairedLeakyDecoder(0, 1, 1, 2), spec.parts().getFirst().decoder());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "kind": "population", "resolution": 1, "peak": 5, "width": 2, "centers": [0, 1, 2, 3] | "peak": 5 | "peak": 32768 | /encoder: peak must be 1..32767
          "kind": "population", "resolution": 1, "peak": 5, "width": 2, "centers": [0, 1, 2, 3] | "width": 2 | "width": 0 | /encoder/width: must be 1..
          "kind": "population", "resolution": 1, "peak": 5, "width": 2, "centers": [0, 1, 2, 3] | [0, 1, 2, 3] | [] | /encoder: centers must list
          "kind": "population", "resolution": 1, "peak": 5, "width": 2, "centers": [0, 1, 2, 3] | "peak": 5 | "peak": 5, "curve": "square" | /encoder/curve: must be one of triangular, gaussian
          "kind": "delta", "resolution": 1, "thresholds": [1, 2] | [1, 2] | [1, 0] | /encoder: thresholds must be 1..
          "kind": "delta", "resolution": 1, "thresholds": [1, 2] | "resolution": 1 | "resolution": 0 | /encoder/resolution: must be a number
          "kind": "delta", "resolution": 1, "thresholds": [1, 2] | "resolution": 1 | "resolution": 1, "shift": 1 | /encoder/shift: is not a known field
          "kind": "latency", "resolution": 1, "minimum": 1, "fullScales": [9, 9] | "minimum": 1 | "minimum": 0 | /encoder/minimum: must be 1..
          "kind": "latency", "resolution": 1, "minimum": 1, "fullScales": [9, 9] | [9, 9] | [9, 40000] | /encoder: fullScales must be 1..32767
          "kind": "event-stream", "width": 2, "height": 2, "cell": 1, "polarities": 1, "limit": 1 | "polarities": 1 | "polarities": 3 | /encoder/polarities: must be 1..2
          "kind": "event-stream", "width": 2, "height": 2, "cell": 1, "polarities": 1, "limit": 1 | "limit": 1 | "limit": 0 | /encoder/limit: must be 1..
          "kind": "event-stream", "width": 2, "height": 2, "cell": 1, "polarities": 1, "limit": 1 | "cell": 1, | `` | /encoder/cell: is missing
          """)
  @DisplayName("with other encoders are read, and refused with the path of the fault")
  void encoderFaults(String encoder, String good, String bad, String message) {
    String text = coded(encoder, PAIRED_OUT);
    roundTrip(text);
    check(text, good, bad, message, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "kind": "population-vector", "unit": 1, "preferred": [0, 1, 2, 3] | [0, 1, 2, 3] | [0, 1, 2, 1048577] | /decoder: preferred must be
          "kind": "population-vector", "unit": 1, "preferred": [0, 1, 2, 3] | "unit": 1 | "unit": 1, "whenSilent": "wait" | /decoder/whenSilent: must be one of hold, zero
          "kind": "first-spike", "unit": 1, "weights": [0, 1, 2, 3], "whenSilent": "hold" | [0, 1, 2, 3] | [0, 1, 2, -1048577] | /decoder: weights must be
          "kind": "first-spike", "unit": 1, "weights": [0, 1, 2, 3], "whenSilent": "hold" | "unit": 1 | "unit": 0 | /decoder/unit: must be a number
          "kind": "ternary-count", "unit": 1, "channels": 4 | "channels": 4 | "channels": 0 | /decoder/channels: must be 1..
          "kind": "ternary-count", "unit": 1, "channels": 4 | "unit": 1 | "unit": 1, "keep": 1 | /decoder/keep: is not a known field
          """)
  @DisplayName("with other decoders are read, and refused with the path of the fault")
  void decoderFaults(String decoder, String good, String bad, String message) {
    String text = coded(PAIRED_IN, decoder);
    roundTrip(text);
    check(text, good, bad, message, true);
  }

  private void roundTrip(String text) {
    ObjectNode json = NetworkJsonTest.json(text);
    assertEquals("[]", schemas.faults("controller", json).toString());
    ControllerSpec spec = ControllerJson.read("c", json);
    assertEquals(spec, ControllerJson.read("again", reread(spec)));
  }

  @Test
  @DisplayName("are refused by the reader where a coder has not as many channels as its neurons")
  void channels() {
    check(
        coded("\"kind\": \"delta\", \"resolution\": 1, \"thresholds\": [1, 2]", PAIRED_OUT),
        "[1, 2]",
        "[1]",
        "/parts/0: encoder: has 2 channels, but input \"in\" has 4",
        false);
    check(
        coded(PAIRED_IN, "\"kind\": \"ternary-count\", \"unit\": 1, \"channels\": 4"),
        "\"channels\": 4",
        "\"channels\": 3",
        "/parts/0: decoder: has 3 channels, but population \"out\" has 4",
        false);
  }

  private void check(String text, String good, String bad, String message, boolean bySchema) {
    assertTrue(text.contains(good), good);
    String changed =
        text.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad == null ? "" : bad));
    ObjectNode broken = NetworkJsonTest.json(changed);
    NetworkException e =
        assertThrows(NetworkException.class, () -> ControllerJson.read("c.json", broken));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertEquals(bySchema, !schemas.faults("controller", broken).isEmpty(), "by the schema");
  }

  @Test
  @DisplayName("are refused without parts, and with more parts than memory should be spent on")
  void parts() {
    ObjectNode json = reread(ShippedController.blimp());
    ArrayNode parts = (ArrayNode) json.get("parts");
    ObjectNode first = (ObjectNode) parts.get(0).deepCopy();
    parts.removeAll();
    refused(json, "must be 1..64 parts, are 0");
    for (int i = 0; i < 65; i++) {
      parts.add(first);
    }
    refused(json, "/parts: must be at most 64");
    parts.removeAll();
    ArrayNode populations = (ArrayNode) first.at("/network/populations");
    populations.addObject().put("id", "big").put("size", 600_000).put("vth", 0);
    parts.add(first).add(first);
    refused(json, "larger together");
  }

  private void refused(ObjectNode json, String message) {
    NetworkException e = assertThrows(NetworkException.class, () -> ControllerJson.read("c", json));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertFalse(e.faults().isEmpty());
  }
}
