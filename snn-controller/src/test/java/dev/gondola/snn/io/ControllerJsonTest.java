package dev.gondola.snn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.RandomNetworks;
import dev.gondola.snn.Schemas;
import dev.gondola.snn.coding.PairedCurrentEncoder;
import dev.gondola.snn.coding.PairedLeakyDecoder;
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
      int in = n.inputs().getFirst().size();
      int out = n.populations().getFirst().size();
      if (in % 2 == 0 && out % 2 == 0) {
        PairedCurrentEncoder encoder =
            new PairedCurrentEncoder(0.001, random.nextInt(32), random.ints(in / 2).toArray());
        int[] weights = random.ints(out / 2, -(1 << 20), (1 << 20) + 1).toArray();
        PairedLeakyDecoder decoder =
            new PairedLeakyDecoder(random.nextInt(4096), random.nextDouble(1e-9, 1), weights);
        String output = n.populations().getFirst().id();
        parts.add(
            new SpikingPart("part" + i, n, n.inputs().getFirst().id(), encoder, output, decoder));
      }
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
