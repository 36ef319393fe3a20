package dev.gondola.snn.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gondola.snn.Network;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirEdge;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirParameter;
import dev.gondola.snn.nir.NirReader;
import dev.gondola.snn.nir.NirType;
import dev.gondola.snn.nir.NirWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A network exported as NIR and imported again")
class RoundTripTest {
  private static final double DT = 0.001;

  @TempDir private Path folder;

  private static ImportOptions options(Profile profile) {
    return new ImportOptions(DT, profile, WeightCode.SPLIT_16, OptionalInt.empty(), 1, false);
  }

  private static Network again(Network network, Profile profile) {
    ExportedGraph exported =
        NirExport.of(network, new ExportOptions(DT, profile, Optional.empty()));
    return NirImport.of(network.name(), exported.graph(), options(profile)).network();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("does the same, number for number, whatever projections it is made of")
  void sameBehaviour(long seed) {
    ExportableNetworks networks = new ExportableNetworks(seed);
    for (int n = 0; n < 250; n++) {
      Network network = networks.network();
      assertEquals(
          ExportableNetworks.behaviour(network),
          ExportableNetworks.behaviour(again(network, Profile.GENERIC)),
          "network " + n);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  @DisplayName("is equal, if an import made it, also by way of a file")
  void equal(long seed) {
    ExportableNetworks networks = new ExportableNetworks(seed);
    for (int n = 0; n < 50; n++) {
      Network imported = again(networks.network(), Profile.GENERIC);
      ExportedGraph exported =
          NirExport.of(imported, new ExportOptions(DT, Profile.GENERIC, Optional.empty()));
      Path file = folder.resolve(n + ".nir");
      NirWriter.write(exported.graph(), file);
      assertEquals(
          imported,
          NirImport.of(imported.name(), NirReader.read(file), options(Profile.GENERIC)).network());
    }
  }

  /** Two layers, the second recurrent, and a readout; any biases, leaks, resets, time constants. */
  private static NirGraph graph(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeMap<String, NirNode> nodes = new TreeMap<>();
    nodes.put("in", NirNode.input(3));
    nodes.put("w1", ExchangeGraphs.affine(bias(random, 4), 3, seed));
    nodes.put("a", neurons(random, NirType.LIF, 4));
    nodes.put("w2", ExchangeGraphs.affine(bias(random, 3), 4, seed + 1));
    nodes.put("b", neurons(random, NirType.CUBA_LIF, 3));
    nodes.put("b.w_rec", ExchangeGraphs.linear(3, 3, seed + 2));
    nodes.put("w3", ExchangeGraphs.affine(bias(random, 2), 3, seed + 3));
    NirType readout = random.nextBoolean() ? NirType.LI : NirType.CUBA_LI;
    nodes.put("c", neurons(random, readout, 2));
    nodes.put("out", NirNode.output(2));
    List<NirEdge> edges =
        new ArrayList<>(ExchangeGraphs.chain("in", "w1", "a", "w2", "b", "w3", "c", "out"));
    edges.addAll(ExchangeGraphs.chain("b", "b.w_rec", "b"));
    return NirGraph.of(nodes, edges);
  }

  private static double[] bias(SplittableRandom random, int size) {
    double[] b = new double[size];
    boolean any = random.nextBoolean();
    Arrays.setAll(b, i -> any ? random.nextDouble(-0.5, 0.5) : 0);
    return b;
  }

  private static NirNode neurons(SplittableRandom random, NirType type, int size) {
    Map<String, NirArray> p = new HashMap<>();
    boolean leaks = random.nextBoolean();
    for (NirParameter parameter : type.parameters()) {
      double[] v = new double[size];
      Arrays.setAll(
          v,
          i ->
              switch (parameter.name()) {
                case "tau", "tau_mem", "tau_syn" -> random.nextDouble(0.002, 0.1);
                case "v_leak", "v_reset" -> leaks ? random.nextDouble(-0.3, 0.3) : 0;
                default -> random.nextDouble(0.5, 2);
              });
      p.put(parameter.name(), NirArray.float64(v, size));
    }
    return NirNode.of(type, p);
  }

  @ParameterizedTest
  @ValueSource(ints = {200})
  @DisplayName("is equal where it came from a graph with biases, leaks and resets")
  void fromGraphs(int count) {
    for (int n = 0; n < count; n++) {
      Network imported = NirImport.of("net", graph(n), options(Profile.GENERIC)).network();
      Network again = again(imported, Profile.GENERIC);
      assertEquals(List.of(), lost(imported, again), "graph " + n);
      assertEquals(imported, again, "graph " + n);
    }
  }

  /** What the first network does and the second does not. */
  private static List<String> lost(Network network, Network again) {
    List<String> lost = new ArrayList<>(ExportableNetworks.behaviour(network));
    lost.removeAll(ExportableNetworks.behaviour(again));
    return lost;
  }
}
