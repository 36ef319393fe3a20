package dev.gondola.snn.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirRun;
import dev.gondola.snn.nir.NirStimulus;
import dev.gondola.snn.nir.NirType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each framework's own step, written as its sources have it, against the rewritten graph. */
@DisplayName("A profile reads a graph as its framework runs it")
class ProfileTest {
  private static final int STEPS = 500;

  /** One neuron of a framework: takes an input, says whether it spikes. */
  private interface Neuron {
    boolean spikes(double x);
  }

  private static void assertSame(
      Profile profile, double dt, NirType type, Map<String, Double> parameters, Neuron neuron) {
    TreeMap<String, NirNode> nodes = new TreeMap<>();
    nodes.put("in", NirNode.input(1));
    nodes.put(
        "w",
        NirNode.of(NirType.LINEAR, Map.of("weight", NirArray.float64(new double[] {0.75}, 1, 1))));
    nodes.put("n", ExchangeGraphs.neurons(type, parameters, 1));
    nodes.put("out", NirNode.output(1));
    NirGraph graph = NirGraph.of(nodes, ExchangeGraphs.chain("in", "w", "n", "out"));
    List<String> faults = new ArrayList<>();
    NirRun run = new NirRun(ProfileReading.apply(graph, profile, dt, faults), dt);
    assertEquals(List.of(), faults);
    NirStimulus stimulus = new NirStimulus(run, 3, 0.4);
    int n = run.graph().index("n");
    int total = 0;
    for (int t = 0; t < STEPS; t++) {
      stimulus.next();
      run.step();
      boolean expected = neuron.spikes(0.75 * run.input(run.graph().index("in"))[0]);
      assertEquals(expected, run.output(n, 0) != 0, profile + " step " + t);
      total += expected ? 1 : 0;
    }
    assertTrue(total > 20 && total < STEPS / 2, "spikes: " + total);
  }

  @Test
  @DisplayName("norse: IF adds r x each step, whatever dt")
  void norse() {
    double[] v = {0};
    assertSame(
        Profile.NORSE,
        0.001,
        NirType.IF,
        Map.of("r", 0.5, "v_threshold", 2.0),
        x -> {
          v[0] += 0.5 * x;
          boolean z = v[0] > 2;
          v[0] = z ? 0 : v[0];
          return z;
        });
  }

  @Test
  @DisplayName("norse-lifcell: i jumps, acts on v, then decays")
  void lifCell() {
    double dt = 0.001;
    double[] s = {0, 0};
    assertSame(
        Profile.NORSE_LIFCELL,
        dt,
        NirType.CUBA_LIF,
        Map.of(
            "tau_syn",
            0.005,
            "tau_mem",
            0.01,
            "r",
            1.0,
            "w_in",
            1.0,
            "v_leak",
            0.01,
            "v_threshold",
            0.5),
        x -> {
          double jump = s[0] + x;
          s[1] += dt / 0.01 * ((0.01 - s[1]) + jump);
          s[0] = jump - dt / 0.005 * jump;
          boolean z = s[1] > 0.5;
          s[1] = z ? 0 : s[1];
          return z;
        });
  }

  @Test
  @DisplayName("snntorch: v = beta v + i, i = alpha i + x, beta = 1 - 1e-4 / tau, whatever dt")
  void snntorch() {
    double tauSyn = 4e-4;
    double tauMem = 8e-4;
    double[] s = {0, 0};
    assertSame(
        Profile.SNNTORCH,
        0.02,
        NirType.CUBA_LIF,
        Map.of(
            "tau_syn",
            tauSyn,
            "tau_mem",
            tauMem,
            "r",
            tauMem / 1e-4,
            "w_in",
            tauSyn / 1e-4,
            "v_leak",
            0.0,
            "v_threshold",
            5.03,
            "v_reset",
            -3.0),
        x -> {
          s[0] = (1 - 1e-4 / tauSyn) * s[0] + x;
          s[1] = (1 - 1e-4 / tauMem) * s[1] + s[0];
          boolean z = s[1] > 5.03;
          s[1] = z ? 0 : s[1];
          return z;
        });
  }

  @Test
  @DisplayName("lava-dl: a spike at the threshold already")
  void lavaDl() {
    double[] v = {0};
    assertSame(
        Profile.LAVA_DL,
        0.02,
        NirType.LIF,
        Map.of("tau", 2e-4, "r", 2.0, "v_leak", 0.0, "v_threshold", 1.125),
        x -> {
          v[0] = 0.5 * v[0] + x;
          boolean z = v[0] >= 1.125;
          v[0] = z ? 0 : v[0];
          return z;
        });
  }

  @Test
  @DisplayName("sinabs: v = exp(-1 / tau) v + x, tau in steps, a spike at the threshold already")
  void sinabs() {
    double[] v = {0};
    assertSame(
        Profile.SINABS,
        0.001,
        NirType.LIF,
        Map.of("tau", 12.0, "r", 7.0, "v_leak", 0.0, "v_threshold", 2.51, "v_reset", -1.0),
        x -> {
          v[0] = StrictMath.exp(-1 / 12.0) * v[0] + x;
          boolean z = v[0] >= 2.51;
          v[0] = z ? 0 : v[0];
          return z;
        });
  }

  @Test
  @DisplayName("sinabs: IF adds x each step, a spike at the threshold already")
  void sinabsIf() {
    double[] v = {0};
    assertSame(
        Profile.SINABS,
        0.001,
        NirType.IF,
        Map.of("r", 1.0, "v_threshold", 2.25),
        x -> {
          v[0] += x;
          boolean z = v[0] >= 2.25;
          v[0] = z ? 0 : v[0];
          return z;
        });
  }
}
