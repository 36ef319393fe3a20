package dev.gondola.snn.exchange;

import dev.gondola.snn.Input;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.nir.FlatGraph;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirEdge;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirMetadata;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes a NIR graph of a network of LIF neurons and leaky integrators: the inverse of {@link
 * NirImport}. Decays become time constants for the given step; a delay that the graph's own timing
 * does not explain becomes a Delay.
 */
public final class NirExport {
  private final Network network;
  private final ExportOptions options;
  private final List<String> faults = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final ExportLinks links;
  private final ExportNames names;

  private NirExport(Network network, ExportOptions options) {
    this.network = network;
    this.options = options;
    network.populations().forEach(this::model);
    refuse();
    links = new ExportLinks(network, faults, notes);
    names = new ExportNames(network, options.profile() == Profile.SNNTORCH, faults);
    refuse();
  }

  /**
   * Makes a graph.
   *
   * @throws NetworkException naming everything that NIR or the profile cannot carry
   * @throws IllegalArgumentException if there is no such output
   */
  public static ExportedGraph of(Network network, ExportOptions options) {
    options.output().ifPresent(network::populationIndex);
    return new NirExport(network, options).export();
  }

  private void refuse() {
    if (!faults.isEmpty()) {
      throw new NetworkException("network \"" + network.name() + "\"", faults);
    }
  }

  private void model(Population p) {
    if (p.model() != NeuronModel.LIF && p.model() != NeuronModel.LEAKY_INTEGRATOR) {
      faults.add(
          "population \"%s\": NIR has no neurons of the model %s"
              .formatted(p.id(), p.model().label()));
    }
  }

  private ExportedGraph export() {
    // Which edges are back edges is seen in the graph; Delays do not change it, or it is tried
    // anew.
    Map<ExportLinks.Key, Boolean> back = backEdges(Map.of());
    for (int round = 0; round < 4; round++) {
      List<ExportLevels.Hop> hops = new ArrayList<>();
      Map<ExportLinks.Key, Boolean> assumed = back;
      links
          .all()
          .keySet()
          .forEach(
              k -> hops.add(new ExportLevels.Hop(k.from(), k.to(), k.latency(), assumed.get(k))));
      ExportLevels levels = new ExportLevels(hops);
      Map<ExportLinks.Key, Integer> delays = new HashMap<>();
      int i = 0;
      for (ExportLinks.Key k : links.all().keySet()) {
        delays.put(k, levels.delay(hops.get(i++)));
      }
      back = backEdges(delays);
      if (back.equals(assumed)) {
        return build(levels, delays);
      }
    }
    throw new NetworkException(
        "network \"" + network.name() + "\"",
        List.of("its cycles and delays leave no order in which a graph could be evaluated"));
  }

  /** Returns for each link whether a graph with such Delays carries it over a back edge. */
  private Map<ExportLinks.Key, Boolean> backEdges(Map<ExportLinks.Key, Integer> delays) {
    List<NirEdge> edges = new ArrayList<>();
    SortedMap<String, NirNode> nodes = new TreeMap<>();
    Map<ExportLinks.Key, List<String>> chains = chains(delays);
    addEnds(nodes, edges, id -> NirNode.of(NirType.IF, IF_OF_ONE));
    chains
        .values()
        .forEach(
            chain -> {
              for (String name : chain.subList(1, chain.size() - 1)) {
                nodes.put(name, NirNode.of(NirType.SCALE, Map.of("scale", NirArray.float64(1))));
              }
              addChain(chain, edges);
            });
    FlatGraph flat = FlatGraph.of(NirGraph.of(nodes, edges));
    BackEdges found = new BackEdges(flat);
    Map<ExportLinks.Key, Boolean> back = new HashMap<>();
    chains.forEach(
        (key, chain) -> {
          boolean any = false;
          for (int i = 1; i < chain.size(); i++) {
            any |= found.contains(flat.index(chain.get(i - 1)), flat.index(chain.get(i)));
          }
          back.put(key, any);
        });
    return back;
  }

  private static final Map<String, NirArray> IF_OF_ONE =
      Map.of("r", NirArray.float64(1), "v_threshold", NirArray.float64(1));

  private static void addChain(List<String> chain, List<NirEdge> edges) {
    for (int i = 1; i < chain.size(); i++) {
      edges.add(new NirEdge(chain.get(i - 1), chain.get(i)));
    }
  }

  /** Returns the names of the nodes along each link: source, Flatten, Delay, weights, target. */
  private Map<ExportLinks.Key, List<String>> chains(Map<ExportLinks.Key, Integer> delays) {
    Map<ExportLinks.Key, List<String>> chains = new TreeMap<>();
    links
        .all()
        .forEach(
            (key, link) -> {
              String weights = names.weights(key);
              List<String> chain = new ArrayList<>(List.of(names.of(key.from())));
              if (link.convolution().isEmpty() && links.shape(key.from()).length > 1) {
                chain.add(names.unique(weights + ".flatten"));
              }
              if (delays.getOrDefault(key, 0) > 0) {
                chain.add(names.unique(weights + ".delay"));
              }
              chain.add(weights);
              chain.add(names.of(key.to()));
              chains.put(key, chain);
            });
    return chains;
  }

  /** Adds Inputs, populations and Outputs, and the edges to the Outputs. */
  private void addEnds(
      SortedMap<String, NirNode> nodes,
      List<NirEdge> edges,
      Function<Population, NirNode> neurons) {
    for (Input input : network.inputs()) {
      nodes.put(names.of(input.id()), NirNode.input(links.shape(input.id())));
    }
    for (Population p : network.populations()) {
      nodes.put(names.of(p.id()), neurons.apply(p));
    }
    List<String> outputs = outputs();
    for (String id : outputs) {
      String name = names.unique(outputs.size() == 1 ? "output" : "output." + names.of(id));
      nodes.put(name, NirNode.output(links.shape(id)));
      edges.add(new NirEdge(names.of(id), name));
    }
  }

  /** What is read: as asked for, else the populations that send to no other, else all. */
  private List<String> outputs() {
    if (options.output().isPresent()) {
      return List.of(options.output().get());
    }
    List<String> all = network.populations().stream().map(Population::id).toList();
    List<String> last =
        all.stream()
            .filter(
                id ->
                    network.projections().stream()
                        .noneMatch(p -> p.from().equals(id) && !p.to().equals(id)))
            .toList();
    return last.isEmpty() ? all : last;
  }

  private ExportedGraph build(ExportLevels levels, Map<ExportLinks.Key, Integer> delays) {
    Map<String, NeuronExport> neurons = new HashMap<>();
    Map<String, ExportLinks.Key> biased = new HashMap<>();
    links.all().keySet().forEach(k -> biased.merge(k.to(), k, NirExport::betterForBias));
    for (Population p : network.populations()) {
      neurons.put(p.id(), neurons(p, levels.level(p.id()), biased));
    }
    SortedMap<String, NirNode> nodes = new TreeMap<>();
    List<NirEdge> edges = new ArrayList<>();
    addEnds(nodes, edges, p -> neurons.get(p.id()).node(links.shape(p.id())));
    ExportWeights weights = new ExportWeights(options, links, faults);
    chains(delays)
        .forEach(
            (key, chain) -> {
              NeuronExport target = neurons.get(key.to());
              boolean bias = key.equals(biased.get(key.to()));
              addChain(chain, edges);
              weights.add(nodes, key, chain, delays.get(key), target, bias);
            });
    refuse();
    NirGraph graph = new NirGraph(NirGraph.VERSION, nodes, edges, metadata());
    return new ExportedGraph(graph, populations(levels, neurons), notes);
  }

  private static ExportLinks.Key betterForBias(ExportLinks.Key a, ExportLinks.Key b) {
    return a.from().equals(a.to()) ? b : a;
  }

  /** A convolution holds one bias a channel; what differs within one goes to v_leak. */
  private NeuronExport neurons(Population p, int level, Map<String, ExportLinks.Key> biased) {
    ExportLinks.Key key = biased.get(p.id());
    boolean takes = key != null;
    List<String> tried = new ArrayList<>();
    List<String> told = new ArrayList<>();
    NeuronExport n = new NeuronExport(p, level, options, takes, tried, told);
    int channels =
        takes ? links.all().get(key).convolution().map(c -> c.output().channels()).orElse(0) : 0;
    if (channels > 0 && !ExportWeights.isUniform(n.affine(), channels)) {
      tried.clear();
      told.clear();
      biased.remove(p.id());
      n = new NeuronExport(p, level, options, false, tried, told);
    }
    faults.addAll(tried);
    notes.addAll(told);
    return n;
  }

  private NirMetadata metadata() {
    SortedMap<String, NirArray> values = new TreeMap<>();
    values.put("dt", NirArray.float64(options.dt()));
    values.put(ExportHints.STEPS_PER_TICK, NirArray.int64(network.stepsPerTick()));
    return NirMetadata.of(values);
  }

  private List<ExportedGraph.Population> populations(
      ExportLevels levels, Map<String, NeuronExport> neurons) {
    return network.populations().stream()
        .map(
            p -> {
              NeuronExport n = neurons.get(p.id());
              return new ExportedGraph.Population(
                  p.id(),
                  names.of(p.id()),
                  n.type().label(),
                  p.size(),
                  levels.level(p.id()),
                  n.scaleExponent());
            })
        .toList();
  }
}
