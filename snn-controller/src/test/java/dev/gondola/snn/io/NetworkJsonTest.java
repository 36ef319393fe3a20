package dev.gondola.snn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.RandomNetworks;
import dev.gondola.snn.Schemas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Network files")
class NetworkJsonTest {
  static final String VALID =
      """
      {"format": "gondola-network/1", "name": "n", "stepsPerTick": 2,
       "inputs": [{"id": "in", "size": 2}],
       "populations": [
         {"id": "a", "size": 2, "model": "lif", "du": 4095, "dv": [1, 2], "vth": 10},
         {"id": "r", "size": 1, "model": "lif-refractory", "vth": 1, "refractoryPeriod": 2},
         {"id": "s", "size": 1, "model": "lif-reset", "vth": 1, "resetInterval": 5},
         {"id": "t", "size": 1, "model": "ternary-lif", "vth": 1, "vthLo": -1},
         {"id": "l", "size": 1, "model": "leaky-integrator", "du": 7},
         {"id": "w", "size": 1, "model": "iwta-lif", "vth": 1, "dth": 9}],
       "projections": [
         {"id": "d", "from": "in", "to": "a", "kind": "direct"},
         {"id": "m", "from": "in", "to": "r", "weights": [[1, -2]], "delays": [[0, 63]]},
         {"id": "l", "from": "a", "to": "w", "kind": "synapses", "port": "threshold",
          "signMode": "auto", "weightBits": 7, "weightExponent": -1, "messageBits": 3,
          "size": [1, 2], "synapses": [[0, 0, 5], [0, 1, 6, 3]]},
         {"id": "k", "from": "in", "to": "a", "kind": "convolution", "input": [1, 1, 2],
          "kernel": [[[[1, 2, 3]]]], "padding": [0, 1]}]}
      """;

  private final Schemas schemas = new Schemas();
  @TempDir Path folder;

  static ObjectNode json(String text) {
    return JsonFiles.parseObject("text", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("read back equal to what was written, for 300 random networks the schema accepts")
  void roundTrip() {
    for (long seed = 0; seed < 300; seed++) {
      Network network = new RandomNetworks(seed).network();
      ObjectNode written = json(NetworkJson.write(network).toString());
      assertEquals(network, NetworkJson.read("n", written));
      if (seed < 60) {
        assertEquals("[]", schemas.faults("network", written).toString());
      }
    }
  }

  @Test
  @DisplayName("keep a convolution as its kernel, however many synapses it stands for")
  void convolutionStaysCompact() {
    ObjectNode json = json(NetworkJson.write(NetworkJson.read("n", json(VALID))).toString());
    ObjectNode projection = (ObjectNode) json.at("/projections/3");
    assertEquals("convolution", projection.get("kind").stringValue());
    assertEquals("[[[[1,2,3]]]]", projection.get("kernel").toString());
    assertEquals("[0,1]", projection.get("padding").toString());
    assertFalse(projection.has("synapses"));
    Network network = NetworkJson.read("n", json(VALID));
    assertEquals(4, network.projections().get(3).synapses().orElseThrow().count());
  }

  @Test
  @DisplayName("may leave out what has a default")
  void defaults() {
    ObjectNode valid = json(VALID);
    assertEquals("[]", schemas.faults("network", valid).toString());
    Network network = NetworkJson.read("n", valid);
    assertEquals(network, NetworkJson.read("n", NetworkJson.write(network)));
    valid.remove("stepsPerTick");
    assertEquals(3, NetworkJson.read("n", valid).stepsPerTick());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          gondola-network/1     | gondola-network/2 | /format:
          "name": "n"           | "name": 7         | /name: must be a text
          "stepsPerTick": 2     | "stepsPerTick": 0 | /stepsPerTick: must be 1..1000, is 0
          "stepsPerTick": 2     | "stepsPerTick": 2.5 | /stepsPerTick: must be a whole number
          "stepsPerTick": 2     | "steps": 2        | /steps: is not a known field
          "size": 2}],          | "size": 1e9}],    | /inputs/0/size: must be a whole number
          "size": 2}],          | "size": 99999999999999999999}], | /inputs/0/size: must be a whole number
          "inputs"              | "input"           | /inputs: is missing
          [{"id": "in"          | ["in", {"id": "in" | /inputs/0: must be an object
          "model": "lif",       | "model": "LIF",   | /populations/0/model: must be one of
          "model": "lif",       | "model": 1,       | /populations/0/model: must be a text
          "du": 4095            | "du": "4095"      | /populations/0/du: must be a whole number
          "du": 4095            | "du": null        | /populations/0/du: must be a whole number
          "dv": [1, 2]          | "dv": [1, true]   | /populations/0/dv/1: must be a whole number
          , "vth": 10           | ``                | /populations/0/vth: is missing
          "vth": 10             | "vth": 10, "vthLo": -1 | /populations/0/vthLo: is not a known field
          , "refractoryPeriod": 2 | ``              | /populations/1/refractoryPeriod: is missing
          "du": 7               | "du": 7, "vth": 1 | /populations/4/vth: is not a known field
          "refractoryPeriod": 2 | "refractoryPeriod": -2 | /populations/1/refractoryPeriod: must be 0..
          "resetInterval": 5    | "resetInterval": 0 | /populations/2/resetInterval: must be 1..
          "dth": 9              | "dth": {}         | /populations/5/dth: must be a whole number
          "kind": "direct"      | "kind": "indirect" | /projections/0/kind: must be one of
          "kind": "direct"      | "kind": "direct", "weightBits": 8 | /projections/0/weightBits: is not a known
          [[1, -2]]             | [1, -2]           | /projections/1/weights/0: must be a list
          [[1, -2]]             | {}                | /projections/1/weights: must be a list
          "weightBits": 7       | "weightBits": 0   | /projections/2/weightBits: must be 1..8, is 0
          "weightExponent": -1  | "weightExponent": 32 | /projections/2/weightExponent: must be
          "threshold"           | "nowhere"         | /projections/2/port: must be one of
          "size": [1, 2]        | "size": [1]       | /projections/2/size: must list
          "size": [1, 2]        | "size": [1, -2]   | /projections/2/size/1: must be 0..
          [0, 0, 5]             | [0, 0]            | /projections/2/synapses/0: must be [target
          [1, 1, 2]             | [1, 2]            | /projections/3/input: must list channels
          [1, 1, 2]             | [1, 0, 2]         | /projections/3/input/1: must be 1..
          [[[[1, 2, 3]]]]       | [[[1, 2, 3]]]     | /projections/3/kernel/0/0/0: must be a list
          [[[[1, 2, 3]]]]       | [[[[]]]]          | /projections/3: kernel must have at least one
          "padding": [0, 1]     | "padding": [0]    | /projections/3/padding: must list one number
          "padding": [0, 1]     | "padding": [0, -1] | /projections/3: padding must be 0..
          "padding": [0, 1]     | "groups": 0       | /projections/3/groups: must be 1..
          "padding": [0, 1]     | "delays": [[0]]   | /projections/3/delays: is not a known field
          """)
  @DisplayName("are refused with the path of the fault, by reader and schema alike")
  void faults(String good, String bad, String message) {
    assertTrue(VALID.contains(good), good);
    ObjectNode broken = broken(good, bad);
    NetworkException e =
        assertThrows(NetworkException.class, () -> NetworkJson.read("n.json", broken));
    assertTrue(e.getMessage().startsWith("n.json: "), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertFalse(schemas.faults("network", broken).isEmpty(), "the schema accepts it");
  }

  private static ObjectNode broken(String good, String bad) {
    String text =
        VALID.replaceFirst(
            java.util.regex.Pattern.quote(good),
            java.util.regex.Matcher.quoteReplacement(bad == null ? "" : bad));
    return json(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [[1, -2]]    | [[1]]          | /projections/1/delays: every row
          [[1, -2]]    | [[1, -2], [1]] | /projections/1/delays: every row
          [0, 0, 5]    | [0, 2, 5]      | /projections/2/synapses/0: must lie within
          "to": "r"    | "to": "q"      | there is no population "q"
          "id": "r"    | "id": "a"      | "a" is used twice
          "dv": [1, 2] | "dv": [1, 2, 3] | dv lists 3 numbers for 2 neurons
          [[0, 63]]    | [[0, 4096]]    | delay must be 0..4095, is 4096
          [[1, 2, 3]]]] | [[1, 2, 3], [4]]]] | /projections/3: kernel must list equally many
          [1, 1, 2]    | [2, 1, 1]      | /projections/3: kernel must have 2 input channels
          [1, 1, 2]    | [1, 1, 3]      | synapses are for 3 sources and 3 targets
          [1, 1, 2]    | [1, 1, 9999999] | /projections/3: a map of 1 x 1 x 9999999 has more
          """)
  @DisplayName("are refused by the reader for what a schema cannot say")
  void faultsBeyondTheSchema(String good, String bad, String message) {
    ObjectNode broken = broken(good, bad);
    NetworkException e =
        assertThrows(NetworkException.class, () -> NetworkJson.read("n.json", broken));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  @DisplayName("report many faults at once, but not without end")
  void manyFaults() {
    ObjectNode broken = json(VALID);
    broken.put("name", 1);
    for (int i = 0; i < 1000; i++) {
      broken.withArray("/inputs").add(i);
    }
    NetworkException e = assertThrows(NetworkException.class, () -> NetworkJson.read("n", broken));
    assertEquals(50, e.faults().size());
    assertTrue(e.faults().getFirst().startsWith("/name"), e.getMessage());
  }

  @Test
  @DisplayName("are read from disk, packed or not")
  void fromDisk() throws Exception {
    Path plain = Files.writeString(folder.resolve("n.json"), VALID);
    Path packed = folder.resolve("n.json.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(VALID.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(NetworkJson.read(plain), NetworkJson.read(packed));
  }
}
