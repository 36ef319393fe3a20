package dev.gondola.snn.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.NetworkException;
import dev.gondola.snn.engine.FixedPointEngine.Range;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The verifier of golden vectors")
class GoldenVerifierTest {
  @TempDir Path folder;

  static Path lava() {
    return Path.of(System.getProperty("gondola.shared", "absent"), "data", "loihi-golden");
  }

  static boolean lavaIsThere() {
    return Files.isDirectory(lava());
  }

  static List<OwnGolden> own() {
    return OwnGolden.all();
  }

  @Test
  @EnabledIf(value = "lavaIsThere", disabledReason = "gondola.shared holds no data/loihi-golden")
  @DisplayName("finds no mismatch in Lava's 15 cases and refuses the one beyond the chip's range")
  void lavaWithinTheChip() {
    List<GoldenVerifier.Result> seen = new ArrayList<>();
    List<GoldenVerifier.Result> all = new GoldenVerifier(Range.CHIP).verifyAll(lava(), seen::add);
    assertEquals(16, all.size());
    assertEquals(all, seen);
    for (GoldenVerifier.Result r : all.subList(0, 15)) {
      assertTrue(r.ran() && r.steps() >= 24, r.toString());
      assertEquals(0, r.mismatches(), r.toString());
    }
    GoldenVerifier.Result beyond = all.getLast();
    assertFalse(beyond.ran());
    assertEquals(0, beyond.steps());
    assertTrue(beyond.unsupported().contains("beyond the chip's range"), beyond.unsupported());
    assertTrue(beyond.unsupported().contains("must be"), beyond.unsupported());
  }

  @Test
  @EnabledIf(value = "lavaIsThere", disabledReason = "gondola.shared holds no data/loihi-golden")
  @DisplayName("finds no mismatch in any of Lava's 16 cases beyond the chip's range")
  void lavaBeyondTheChip() {
    List<GoldenVerifier.Result> all =
        new GoldenVerifier(Range.BEYOND_CHIP).verifyAll(lava(), r -> {});
    assertEquals(16, all.stream().filter(GoldenVerifier.Result::ran).count());
    assertEquals(0, all.stream().mapToLong(GoldenVerifier.Result::mismatches).sum());
  }

  @ParameterizedTest
  @MethodSource("own")
  @DisplayName("finds no mismatch in our own cases, which the reference engine still gives")
  void ownCases(OwnGolden golden) throws IOException {
    ObjectNode file = golden.file();
    if (Boolean.getBoolean("gondola.golden.write")) {
      Path target =
          Path.of(
              System.getProperty("gondola.root"),
              "snn-controller/src/test/resources/dev/gondola/snn/golden",
              golden.name() + ".json");
      Files.writeString(target, file + "\n");
    }
    JsonNode committed;
    try (InputStream in = getClass().getResourceAsStream(golden.name() + ".json")) {
      committed = GoldenWriter.MAPPER.readTree(in);
    }
    assertEquals(committed, GoldenWriter.MAPPER.readTree(file.toString()));
    GoldenVerifier.Result result = verify(file);
    assertEquals(new GoldenVerifier.Result("case.json", 40, 0, ""), result);
  }

  @ParameterizedTest
  @MethodSource("own")
  @DisplayName(
      "has neither silent nor saturated networks in our own cases, so that they say something")
  void ownCasesAreAlive(OwnGolden golden) {
    JsonNode spikes = golden.file().at("/expected/populations/n/spikes");
    int count = 0;
    for (JsonNode row : spikes) {
      count += row.size();
    }
    if (golden.network().populations().getFirst().model().spikes()) {
      assertTrue(count >= 8 && count < 120, "spikes of 4 neurons in 40 steps: " + count);
    } else {
      assertEquals(0, count);
      String rows = golden.file().at("/expected/populations/n/v").toString();
      assertTrue(rows.contains("8388607") && rows.contains("-8388607"), "v reaches its limits");
    }
  }

  @ParameterizedTest
  @CsvSource({"u, 17, 2", "v, 3, 0", "u, 0, 1", "v, 39, 3"})
  @DisplayName("counts one altered value as one mismatch")
  void countsOneValue(String which, int step, int neuron) {
    ObjectNode file = own().getFirst().file();
    ArrayNode row = (ArrayNode) file.at("/expected/populations/n/" + which + "/" + step);
    row.set(neuron, IntNode.valueOf(row.get(neuron).intValue() + 1));
    assertEquals(1, verify(file).mismatches());
  }

  @Test
  @DisplayName("counts a spike too many, a spike too few and a wrong sign")
  void countsSpikes() {
    ObjectNode file = own().getFirst().file();
    ArrayNode spikes = (ArrayNode) file.at("/expected/populations/n/spikes");
    List<Integer> silent = new ArrayList<>();
    List<Integer> firing = new ArrayList<>();
    for (int t = 0; t < spikes.size(); t++) {
      (spikes.get(t).toString().contains("3") ? firing : silent).add(t);
    }
    ((ArrayNode) spikes.get(silent.getFirst())).add(3);
    assertEquals(1, verify(file).mismatches());
    ArrayNode last = (ArrayNode) spikes.get(firing.getLast());
    last.remove(last.size() - 1);
    assertEquals(2, verify(file).mismatches());

    ObjectNode ternary = own().get(3).file();
    ArrayNode rows = (ArrayNode) ternary.at("/expected/populations/n/spikes");
    int loud = 0;
    while (rows.get(loud).isEmpty()) {
      loud++;
    }
    ArrayNode spike = (ArrayNode) rows.get(loud).get(0);
    spike.set(1, IntNode.valueOf(-spike.get(1).intValue()));
    assertEquals(1, verify(ternary).mismatches());
  }

  @Test
  @DisplayName("counts a hash that differs although every listed value is right")
  void countsTheHash() {
    ObjectNode file = own().getFirst().file();
    file.withObject("/expected").put("sha256", "00");
    assertEquals(1, verify(file).mismatches());
  }

  @Test
  @DisplayName("compares every step's spikes and the hash where u and v are listed for some steps")
  void someStepsRecorded() {
    ObjectNode file = own().getFirst().file();
    ArrayNode recorded = (ArrayNode) file.at("/expected/recordedSteps");
    for (JsonNode list :
        List.of(
            recorded, file.at("/expected/populations/n/u"), file.at("/expected/populations/n/v"))) {
      for (int i = 38; i >= 0; i--) {
        ((ArrayNode) list).remove(i);
      }
    }
    assertEquals(0, verify(file).mismatches());
    ((ArrayNode) file.at("/expected/populations/n/u/0")).set(0, IntNode.valueOf(1));
    assertEquals(1, verify(file).mismatches());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/format=\"loihi-golden/2\"",
        "/steps=0",
        "/steps=41",
        "/steps=1000001",
        "/withinHardwareRange=1",
        "/inputs/0/kind=\"events\"",
        "/inputs/0/size=1048576",
        "/inputs/0/spikes/0=[3]",
        "/inputs/0/spikes/0=[-1]",
        "/inputs/0/spikes=[]",
        "/populations/0/model=\"lif-magic\"",
        "/populations/0/refractoryPeriod=3",
        "/populations/0/du=[1]",
        "/connections/0/kind=\"convolution\"",
        "/connections/0/synapses/0=[0]",
        "/connections/0/synapses/0=[9, 0, 1]",
        "/connections/0/numWeightBits=9",
        "/connections/0/from=\"nowhere\"",
        "/expected/recordedSteps/4=2",
        "/expected/recordedSteps/4=99",
        "/expected/populations/n/u/3=[1]",
        "/expected/populations/n/spikes=[]",
        "/expected/populations={}",
        "/expected=null",
      })
  @DisplayName("reports a broken file as unsupported with the reason, and runs nothing")
  void brokenFiles(String change) throws IOException {
    ObjectNode file = own().getFirst().file();
    int split = change.indexOf('=');
    String pointer = change.substring(0, split);
    int last = pointer.lastIndexOf('/');
    JsonNode parent = file.at(pointer.substring(0, last));
    JsonNode value = GoldenWriter.MAPPER.readTree(change.substring(split + 1));
    String name = pointer.substring(last + 1);
    if (parent instanceof ArrayNode list) {
      list.set(Integer.parseInt(name), value);
    } else {
      ((ObjectNode) parent).set(name, value);
    }
    GoldenVerifier.Result result = verify(file);
    assertFalse(result.ran(), change);
    assertEquals(0, result.steps());
    assertTrue(result.unsupported().contains("case.json"), result.unsupported());
  }

  @Test
  @DisplayName("refuses ragged matrices")
  void raggedMatrix() {
    ObjectNode file = own().getFirst().file();
    ObjectNode connection = file.withObject("/connections/0");
    connection.put("kind", "delay-dense");
    connection.putArray("weights").addArray().add(1).add(2);
    ((ArrayNode) connection.get("weights")).addArray().add(1);
    connection.putArray("delays");
    assertTrue(verify(file).unsupported().contains("every row"), verify(file).unsupported());
  }

  @Test
  @DisplayName("refuses a ternary spike that is neither 1 nor -1")
  void ternarySign() {
    change(
        3,
        file ->
            ((ArrayNode) file.at("/expected/populations/n/spikes/0"))
                .removeAll()
                .addArray()
                .add(0)
                .add(2));
  }

  private void change(int index, Consumer<ObjectNode> how) {
    ObjectNode file = own().get(index).file();
    how.accept(file);
    assertTrue(verify(file).unsupported().contains("1 or -1"), verify(file).unsupported());
  }

  @Test
  @DisplayName("says so when there is no folder, or nothing in it")
  void nothingThere() {
    GoldenVerifier verifier = new GoldenVerifier(Range.CHIP);
    assertThrows(
        NetworkException.class, () -> verifier.verifyAll(folder.resolve("absent"), r -> {}));
    assertThrows(NetworkException.class, () -> verifier.verifyAll(folder, r -> {}));
  }

  private GoldenVerifier.Result verify(ObjectNode file) {
    Path path = folder.resolve("case.json");
    try {
      Files.writeString(path, file.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new GoldenVerifier(Range.CHIP).verify(path);
  }
}
