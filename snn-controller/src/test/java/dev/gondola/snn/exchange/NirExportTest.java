package dev.gondola.snn.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.Convolution;
import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.MapShape;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirEdge;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import dev.gondola.snn.nir.NirWriter;
import dev.gondola.snn.nir.PythonNir;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A network written as NIR")
class NirExportTest {
  private static final double DT = 0.001;
  private static final IntParameter ZERO = IntParameter.of(0);

  @TempDir private Path folder;

  private static Population lif(String id, int size, int du, int dv) {
    return Population.lif(
        id, size, IntParameter.of(du), IntParameter.of(dv), IntParameter.of(4096), ZERO, ZERO);
  }

  private static Projection weights(String id, String from, String to, int sources, int targets) {
    int[][] w = new int[targets][sources];
    for (int j = 0; j < targets; j++) {
      for (int i = 0; i < sources; i++) {
        w[j][i] = 2 * ((17 * j + 31 * i) % 60) + 20;
      }
    }
    return Projection.of(id, from, to, Port.CURRENT, 3, Synapses.dense(w));
  }

  /** Two layers, the second recurrent, one time constant each: every profile takes it. */
  private static Network plain() {
    return new Network(
        "plain",
        1,
        List.of(new Input("in", 3)),
        List.of(lif("a", 4, 4095, 128), lif("b", 3, 1023, 256)),
        List.of(
            weights("in a", "in", "a", 3, 4),
            weights("a b", "a", "b", 4, 3),
            weights("b b", "b", "b", 3, 3)));
  }

  private static ExportedGraph export(Network network, Profile profile) {
    return NirExport.of(network, new ExportOptions(DT, profile, Optional.empty()));
  }

  private static Network imported(ExportedGraph exported, Profile profile) {
    return NirImport.of(
            "net",
            exported.graph(),
            new ImportOptions(DT, profile, WeightCode.SPLIT_16, OptionalInt.empty(), 1, false))
        .network();
  }

  private static double value(NirGraph graph, String node, String parameter) {
    return graph.nodes().get(node).require(parameter).at(0);
  }

  @Test
  @DisplayName("has the time constants, thresholds and weights of its integers")
  void numbers() {
    NirGraph g = export(plain(), Profile.GENERIC).graph();
    assertEquals("LIF", g.nodes().get("a").type());
    assertEquals(DT * 4096 / 128, value(g, "a", "tau"));
    assertEquals(4096.0 / 128, value(g, "a", "r"));
    assertEquals(1, value(g, "a", "v_threshold"));
    assertEquals("CubaLIF", g.nodes().get("b").type());
    assertEquals(DT * 4, value(g, "b", "tau_syn"));
    assertEquals(DT * 16, value(g, "b", "tau_mem"));
    // 20 << 3, times 64, a threshold of 4096 << 6 being 1
    assertEquals(20 * 8 / 4096.0, value(g, "in-a", "weight"));
    assertTrue(g.edges().contains(new NirEdge("b", "b.w_rec")));
    assertEquals(List.of("b"), sourcesOf(g, "output"));
    assertTrue(g.nodes().values().stream().noneMatch(n -> n.is(NirType.DELAY)));
  }

  private static List<String> sourcesOf(NirGraph g, String node) {
    return g.edges().stream().filter(e -> e.target().equals(node)).map(NirEdge::source).toList();
  }

  @Test
  @DisplayName("for snnTorch and lava-dl counts steps of 1e-4 s, r and w_in are those of a step")
  void ownStep() {
    for (Profile profile : List.of(Profile.SNNTORCH, Profile.LAVA_DL)) {
      NirGraph g = export(plain(), profile).graph();
      String b = profile == Profile.SNNTORCH ? "b.lif" : "b";
      assertEquals(1e-4 * 16, value(g, b, "tau_mem"), 1e-18);
      assertEquals(16, value(g, b, "r"));
      assertEquals(4, value(g, b, "w_in"));
      assertEquals(0, value(g, b, "v_leak"));
    }
  }

  @Test
  @DisplayName("for Norse has r = 1, what it stands for being in the weights")
  void norse() {
    NirGraph g = export(plain(), Profile.NORSE).graph();
    assertEquals(1, value(g, "a", "r"));
    assertEquals(20 * 8 / 4096.0 * 32, value(g, "in-a", "weight"));
  }

  @ParameterizedTest
  @EnumSource(names = {"GENERIC", "NORSE", "SNNTORCH", "LAVA_DL"})
  @DisplayName("is read back the same by the profile it was written for")
  void profiles(Profile profile) {
    Network again = imported(export(plain(), profile), profile);
    List<String> expected = new ArrayList<>(ExportableNetworks.behaviour(plain()));
    if (profile == Profile.SNNTORCH) {
      expected.replaceAll(fact -> fact.replaceAll("\\bb ", "b.lif "));
    }
    assertEquals(expected, ExportableNetworks.behaviour(again));
  }

  @Test
  @DisplayName("keeps convolutions, and flattens maps before what is none")
  void convolution() {
    int[][][][] kernel = {{{{2, 4}, {-6, 8}}}, {{{10, -12}, {14, 100}}}};
    Convolution.Axis axis = new Convolution.Axis(2, 1, 1);
    Convolution c = new Convolution(new MapShape(1, 4, 4), kernel, axis, axis, 1);
    int size = c.output().size();
    Network network =
        new Network(
            "net",
            1,
            List.of(new Input("in", 16)),
            List.of(lif("a", size, 4095, 128), lif("b", 2, 4095, 0)),
            List.of(
                Projection.of("c", "in", "a", Port.CURRENT, 2, Synapses.convolution(c)),
                weights("a b", "a", "b", size, 2)));
    NirGraph g = export(network, Profile.GENERIC).graph();
    assertEquals("Conv2d", g.nodes().get("in-a").type());
    assertEquals("Flatten", g.nodes().get("a-b.flatten").type());
    assertEquals("IF", g.nodes().get("b").type());
    ImportedNetwork again =
        NirImport.of(
            "net",
            g,
            new ImportOptions(
                DT, Profile.GENERIC, WeightCode.MIXED_8, OptionalInt.empty(), 1, false));
    assertTrue(
        again
            .network()
            .projections()
            .getFirst()
            .synapses()
            .orElseThrow()
            .convolution()
            .isPresent());
    assertEquals(
        ExportableNetworks.behaviour(network), ExportableNetworks.behaviour(again.network()));
  }

  @Test
  @DisplayName("has a Delay where the graph's own timing does not explain one")
  void delay() {
    Synapses late = Synapses.of(3, 1, new int[][] {{0, 0, 100, 0}, {0, 1, 100, 4}});
    Network network =
        new Network(
            "net",
            1,
            List.of(new Input("in", 3)),
            List.of(lif("a", 1, 4095, 128)),
            List.of(Projection.of("p", "in", "a", Port.CURRENT, 0, late)));
    NirGraph g = export(network, Profile.GENERIC).graph();
    assertEquals(4 * DT, value(g, "in-a-5.delay", "delay"));
    assertRefused(network, Profile.NORSE, "from \"in\" to \"a\": a delay of 4 steps");
  }

  private static void assertRefused(Network network, Profile profile, String... parts) {
    NetworkException e = assertThrows(NetworkException.class, () -> export(network, profile));
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  private static Network withPopulations(Population... populations) {
    return new Network("net", 1, List.of(new Input("in", 1)), List.of(populations), List.of());
  }

  @Test
  @DisplayName("is refused where NIR has no such neurons: all of them by name and model")
  void models() {
    Population refractory =
        new Population(
            "slow",
            2,
            NeuronModel.LIF_REFRACTORY,
            ZERO,
            ZERO,
            ZERO,
            ZERO,
            ZERO,
            ZERO,
            ZERO,
            ZERO,
            3,
            1,
            0,
            ZERO);
    Population iwta = Population.iwta("adapt", 2, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO);
    assertRefused(
        withPopulations(refractory, iwta, lif("ok", 1, 4095, 1)),
        Profile.GENERIC,
        "\"slow\": NIR has no neurons of the model lif-refractory",
        "\"adapt\": NIR has no neurons of the model iwta-lif");
  }

  @Test
  @DisplayName("is refused where snnTorch has no such layer")
  void snntorchRefuses() {
    IntParameter two = IntParameter.perNeuron(100, 200);
    Population mixed = Population.lif("m", 2, IntParameter.of(4095), two, two, ZERO, ZERO);
    Population readout =
        Population.leakyIntegrator("r", 2, IntParameter.of(4095), IntParameter.of(9), ZERO, ZERO);
    assertRefused(
        withPopulations(mixed, readout),
        Profile.SNNTORCH,
        "\"m\": dv must be one number",
        "\"m\": vth must be one number",
        "\"r\": snntorch has no leaky integrators");
  }

  @Test
  @DisplayName("tells that a bias acts earlier in the network than in the graph")
  void earlyBias() {
    Population biased =
        Population.lif(
            "a",
            1,
            IntParameter.of(4095),
            IntParameter.of(128),
            IntParameter.of(4096),
            IntParameter.of(500),
            ZERO);
    Network network =
        new Network(
            "net",
            1,
            List.of(new Input("in", 3)),
            List.of(biased),
            List.of(weights("p", "in", "a", 3, 1)));
    ExportedGraph exported = export(network, Profile.NORSE);
    assertEquals(1, exported.notes().size());
    assertEquals("Affine", exported.graph().nodes().get("in-a").type());
    Network again = imported(exported, Profile.NORSE);
    assertEquals(500, again.populations().getFirst().biasMant().at(0));
    assertTrue(again.populations().getFirst().v0().at(0) < 0);
  }

  @Test
  @DisplayName("is read by h5py and by the package nir with every number the same")
  void python() {
    List<ExportedGraph> graphs = new ArrayList<>();
    ExportableNetworks networks = new ExportableNetworks(11);
    for (int n = 0; n < 3; n++) {
      graphs.add(export(networks.network(), Profile.GENERIC));
    }
    for (Profile profile : ExportOptions.PROFILES) {
      graphs.add(export(plain(), profile));
    }
    for (int n = 0; n < graphs.size(); n++) {
      NirGraph graph = graphs.get(n).graph();
      Path file = folder.resolve(n + ".nir");
      NirWriter.write(graph, file);
      PythonNir.byH5py(file)
          .ifPresent(
              lines -> {
                lines.removeIf(line -> line.startsWith("version\t"));
                assertEquals(PythonNir.expected(graph), lines);
              });
      PythonNir.byNir(file)
          .ifPresent(
              lines -> {
                TreeSet<String> missing = new TreeSet<>(PythonNir.expected(graph));
                missing.removeAll(lines);
                assertEquals(new TreeSet<>(), missing);
              });
    }
  }

  @Test
  @DisplayName("keeps names apart that differ in slashes only")
  void names() {
    assertRefused(
        withPopulations(lif("a/b", 1, 4095, 1), lif("a.b", 1, 4095, 1)),
        Profile.GENERIC,
        "another node is called \"a.b\" too");
    TreeMap<String, NirNode> nodes =
        new TreeMap<>(
            export(withPopulations(lif("a/b", 1, 4095, 1)), Profile.GENERIC).graph().nodes());
    assertEquals(1, nodes.get("a.b").require("tau").size());
    assertEquals(NirArray.sizes(1), nodes.get("output").require("shape"));
  }
}
