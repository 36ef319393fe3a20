package dev.gondola.snn.exchange;

import static dev.gondola.snn.exchange.ExchangeGraphs.affine;
import static dev.gondola.snn.exchange.ExchangeGraphs.chain;
import static dev.gondola.snn.exchange.ExchangeGraphs.each;
import static dev.gondola.snn.exchange.ExchangeGraphs.linear;
import static dev.gondola.snn.exchange.ExchangeGraphs.neurons;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.NetworkException;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirEdge;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirMetadata;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A NIR graph made an integer network")
class NirImportTest {
  /** A step for which the numbers below are exact in 1/4096. */
  private static final double DT = 1;

  private static final NirNode IF = neurons(NirType.IF, Map.of("r", 1.0, "v_threshold", 1.25), 4);
  private static final NirNode LIF =
      neurons(
          NirType.LIF,
          Map.of("tau", 8.0, "r", 4.0, "v_leak", 0.25, "v_threshold", 1.25, "v_reset", -0.5),
          4);
  private static final NirNode CUBA =
      neurons(
          NirType.CUBA_LIF,
          Map.of(
              "tau_syn", 4.0,
              "tau_mem", 16.0,
              "r", 8.0,
              "v_leak", 0.125,
              "v_threshold", 1.25,
              "v_reset", 0.25,
              "w_in", 2.0),
          4);
  private static final NirNode LI =
      neurons(NirType.LI, Map.of("tau", 32.0, "r", 2.0, "v_leak", 0.5), 2);

  private final TreeMap<String, NirNode> nodes = new TreeMap<>(Map.of("in", NirNode.input(3)));
  private final List<NirEdge> edges = new ArrayList<>();

  private NirGraph graph() {
    return NirGraph.of(nodes, edges);
  }

  private ImportedNetwork imported() {
    return NirImport.of("net", graph(), ImportOptions.of(DT, Profile.GENERIC));
  }

  private static Agreement agreement(ImportedNetwork imported) {
    return Agreement.measure(imported, new RandomStimulus(7, 0.3), 400);
  }

  private void put(String name, NirNode node) {
    nodes.put(name, node);
  }

  private void connect(String... names) {
    edges.addAll(chain(names));
  }

  private void assertSame(int population, double equal) {
    Agreement.Spikes s = agreement(imported()).spikes().get(population);
    assertTrue(s.reference() > 30, s.toString());
    assertTrue(s.equal() >= equal, s.toString());
  }

  @Test
  @DisplayName("gives every spike of neurons without leak, whose numbers are exact")
  void integrators() {
    put("w", affine(new double[] {0.125, -0.125, 0.25, 0}, 3, 1));
    put("if", IF);
    put("out", NirNode.output(4));
    connect("in", "w", "if", "out");
    assertSame(0, 1);
  }

  @Test
  @DisplayName("shifts the potential by v_reset, and starts where NIR does in spite of its latency")
  void resetAndLeak() {
    put("w", affine(new double[] {0.125, -0.125, 0.25, 0}, 3, 1));
    put("lif", LIF);
    put("out", NirNode.output(4));
    connect("in", "w", "lif", "out");
    assertSame(0, 0.999);
    assertEquals(List.of(), imported().cost().notes());
  }

  @Test
  @DisplayName("lets a bias come by way of the synaptic current, as in NIR")
  void synapticBias() {
    put("w", affine(new double[] {0.25, -0.125, 0.5, 0}, 3, 1));
    put("cuba", CUBA);
    put("out", NirNode.output(4));
    connect("in", "w", "cuba", "out");
    assertSame(0, 0.999);
    assertTrue(imported().network().populations().getFirst().u0().at(0) < 0);
  }

  @Test
  @DisplayName("makes all paths agree: what skips a layer waits for what does not")
  void skip() {
    put("w1", linear(4, 3, 1));
    put("a", IF);
    put("w2", linear(4, 4, 12));
    put("b", IF);
    put("skip", affine(new double[] {0.5, 0.25, 0.375, 0.5}, 3, 9));
    put("out", NirNode.output(4));
    connect("in", "w1", "a", "w2", "b", "out");
    connect("in", "skip", "b");
    assertSame(1, 1);
    ImportedNetwork n = imported();
    assertEquals(
        List.of(1, 2), n.cost().populations().stream().map(PopulationCost::latency).toList());
    assertEquals(1, delay(n, "in", "b"));
    assertEquals(0, delay(n, "a", "b"));
  }

  private static int delay(ImportedNetwork n, String from, String to) {
    return n.network().projections().stream()
        .filter(p -> p.from().equals(from) && p.to().equals(to))
        .map(Projection::synapses)
        .mapToInt(s -> s.map(Synapses::maxDelay).orElse(0))
        .max()
        .orElseThrow();
  }

  @Test
  @DisplayName("gives a population back its spikes of the step before")
  void recurrent() {
    put("w", linear(4, 3, 1));
    put("l.lif", IF);
    put("l.w_rec", linear(4, 4, 2));
    put("out", NirNode.output(4));
    connect("in", "w", "l.lif", "l.w_rec", "l.lif");
    connect("l.lif", "out");
    assertSame(0, 1);
    assertEquals(0, delay(imported(), "l.lif", "l.lif"));
  }

  @Test
  @DisplayName("tells that feedback over two populations comes a step later, as a hop costs one")
  void lateFeedback() {
    put("w1", linear(4, 3, 1));
    put("a", IF);
    put("w2", linear(4, 4, 12));
    put("b", IF);
    put("w3", linear(4, 4, 3));
    put("out", NirNode.output(4));
    connect("in", "w1", "a", "w2", "b", "w3", "a");
    connect("b", "out");
    assertEquals(
        List.of(
            "feedback \"b\" to \"a\" comes a step later than in NIR: a cycle of several"
                + " populations costs a step for each"),
        imported().cost().notes());
  }

  @Test
  @DisplayName("needs no more steps where a Delay in the cycle gives them")
  void delayedFeedback() {
    put("w1", linear(4, 3, 1));
    put("a", IF);
    put("w2", linear(4, 4, 12));
    put("b", IF);
    put("w3", linear(4, 4, 3));
    put("wait", NirNode.of(NirType.DELAY, Map.of("delay", each(3 * DT, 4))));
    put("out", NirNode.output(4));
    connect("in", "w1", "a", "w2", "b", "wait", "w3", "a");
    connect("b", "out");
    assertEquals(List.of(), imported().cost().notes());
    assertSame(0, 1);
    assertSame(1, 1);
  }

  @Test
  @DisplayName("adds up several edges into a node, and puts graphs within in their place")
  void nested() {
    TreeMap<String, NirNode> inner = new TreeMap<>();
    inner.put("in", NirNode.input(4));
    inner.put("lif", IF);
    inner.put("w", linear(4, 4, 5));
    inner.put("out", NirNode.output(4));
    List<NirEdge> innerEdges = new ArrayList<>(chain("in", "lif", "w", "lif", "out"));
    put("w1", linear(4, 3, 1));
    put("w2", linear(4, 3, 2));
    put("sub", NirNode.graph(NirGraph.of(inner, innerEdges)));
    put("w3", linear(2, 4, 3));
    put("li", LI);
    put("out", NirNode.output(2));
    connect("in", "w1", "sub", "w3", "li", "out");
    connect("in", "w2", "sub");
    ImportedNetwork n = imported();
    assertEquals("sub/lif", n.network().populations().get(1).id());
    assertEquals(NeuronModel.LEAKY_INTEGRATOR, n.network().populations().get(0).model());
    Agreement a = agreement(n);
    assertEquals(1, a.spikes().getFirst().equal());
    assertTrue(a.readouts().getFirst().most() > 0.5, a.toString());
    assertTrue(a.readouts().getFirst().rms() < 0.005, a.toString());
  }

  @Test
  @DisplayName("takes numbers as input with the resolution asked for")
  void graded() {
    put("w", linear(2, 3, 1));
    put("li", LI);
    put("out", NirNode.output(2));
    connect("in", "w", "li", "out");
    Agreement.Stimulus waves =
        run -> {
          double[] in = run.input(run.graph().index("in"));
          for (int k = 0; k < in.length; k++) {
            in[k] = 2 * StrictMath.sin(run.steps() * 0.05 + k);
          }
        };
    ImportOptions options =
        new ImportOptions(DT, Profile.GENERIC, WeightCode.SPLIT_16, OptionalInt.of(4), 2, false);
    ImportedNetwork n = NirImport.of("net", graph(), options);
    assertEquals(7, n.network().projections().getFirst().messageBits());
    Agreement.Readout r = Agreement.measure(n, waves, 300).readouts().getFirst();
    assertTrue(r.rms() < 0.02 * r.most(), r.toString());
  }

  @Test
  @DisplayName("keeps a convolution a convolution, behind a pool too, and gives every spike")
  void convolution() {
    nodes.put("in", NirNode.input(2, 8, 8));
    put("c1", ExchangeGraphs.convolution(3, 2, 3, 1));
    put(
        "a",
        NirNode.of(
            NirType.IF, Map.of("r", NirArray.float64(1), "v_threshold", NirArray.float64(2))));
    put(
        "pool",
        NirNode.of(
            NirType.SUM_POOL_2D,
            Map.of(
                "kernel_size", NirArray.sizes(2, 2),
                "stride", NirArray.sizes(2, 2),
                "padding", NirArray.sizes(0, 0))));
    put("c2", ExchangeGraphs.convolution(4, 3, 3, 1));
    put(
        "b",
        NirNode.of(
            NirType.IF, Map.of("r", NirArray.float64(1), "v_threshold", NirArray.float64(3))));
    put("out", NirNode.output(4, 4, 4));
    connect("in", "c1", "a", "pool", "c2", "b", "out");
    ImportedNetwork n = imported();
    assertTrue(
        n.network().projections().stream()
            .allMatch(p -> p.synapses().flatMap(Synapses::convolution).isPresent()));
    assertSame(0, 1);
    assertSame(1, 1);
  }

  private void assertRefused(ImportOptions options, String... parts) {
    NetworkException e =
        assertThrows(NetworkException.class, () -> NirImport.of("net", graph(), options));
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  @DisplayName("is refused with all the nodes that cannot run, by name and type")
  void refused() {
    put("thr", NirNode.of(NirType.THRESHOLD, Map.of("threshold", each(1, 3))));
    put("w", linear(2, 3, 1));
    put("li", LI);
    put("if", neurons(NirType.IF, Map.of("r", 1.0, "v_threshold", 1.0), 2));
    put("new", new NirNode("Resonator", new TreeMap<>(), Optional.empty(), NirMetadata.NONE));
    put("out", NirNode.output(2));
    connect("in", "thr", "w", "li", "if", "new", "out");
    assertRefused(
        ImportOptions.of(DT, Profile.GENERIC),
        "node \"thr\" (Threshold)",
        "node \"li\" (LI)",
        "node \"new\" (Resonator)");
  }

  @Test
  @DisplayName("is refused where a time constant is shorter than a step, with the number")
  void shortTimeConstant() {
    put("w", linear(4, 3, 1));
    put("lif", LIF);
    put("out", NirNode.output(4));
    connect("in", "w", "lif", "out");
    assertRefused(
        ImportOptions.of(10, Profile.GENERIC),
        "node \"lif\" (LIF), neuron 0: tau is 8.0 s; it must be at least the step, 10.0 s");
  }

  @Test
  @DisplayName("is refused where an Output has no neurons before it")
  void output() {
    put("w", linear(4, 3, 1));
    put("lif", LIF);
    put("v", linear(2, 4, 2));
    put("out", NirNode.output(2));
    connect("in", "w", "lif", "v", "out");
    assertRefused(ImportOptions.of(DT, Profile.GENERIC), "node \"out\" (Output)");
  }

  @Test
  @DisplayName("is refused beyond the chip's ranges, or runs there if asked to")
  void beyondChip() {
    put("wait", NirNode.of(NirType.DELAY, Map.of("delay", each(70, 3))));
    put("w", linear(4, 3, 1));
    put("slow", linear(4, 3, 2));
    put("if", IF);
    put("out", NirNode.output(4));
    connect("in", "wait", "w", "if", "out");
    connect("in", "slow", "if");
    assertRefused(ImportOptions.of(DT, Profile.GENERIC), "delay must be 0..63, is 70");
    ImportOptions beyond =
        new ImportOptions(DT, Profile.GENERIC, WeightCode.SPLIT_16, OptionalInt.empty(), 1, true);
    ImportedNetwork n = NirImport.of("net", graph(), beyond);
    assertTrue(n.cost().notes().getFirst().contains("delay must be 0..63"));
    assertEquals(1, agreement(n).spikes().getFirst().equal());
  }
}
