package dev.gondola.ground.info;

import dev.gondola.ground.cli.CommandFailure;
import dev.gondola.snn.nir.EngineFit;
import dev.gondola.snn.nir.FlatGraph;
import dev.gondola.snn.nir.NirFootprint;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirMetadata;
import dev.gondola.snn.nir.NirNode;
import dev.gondola.snn.nir.NirRun;
import dev.gondola.snn.nir.NirShapes;
import dev.gondola.snn.nir.NirStimulus;
import dev.gondola.snn.nir.NirTrace;
import dev.gondola.snn.nir.NirType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is in a NIR file, for JSON: described by {@code snn-info.schema.json}. */
public final class NirReport {
  private final NirGraph graph;
  private final FlatGraph flat;
  private final NirShapes shapes;
  private final NirFootprint footprint;
  private final Optional<NirRun> run;
  private final Optional<NirTrace> trace;
  private final Optional<Activity> activity;

  /**
   * Makes a report.
   *
   * @param graph the file's graph
   * @param activity the run to contain, if any
   * @throws CommandFailure if a run is wanted, and neither it nor the file say how long a step is
   * @throws dev.gondola.snn.NetworkException if a run is wanted and the graph cannot be run
   */
  public NirReport(NirGraph graph, Optional<Activity> activity) {
    this.graph = graph;
    this.flat = FlatGraph.of(graph);
    this.shapes = NirShapes.of(flat);
    this.footprint = NirFootprint.of(flat, shapes);
    this.activity = activity;
    this.run = activity.map(a -> new NirRun(graph, dt(a)));
    this.trace =
        activity.map(
            a -> {
              NirRun r = run.orElseThrow();
              return NirTrace.of(r, new NirStimulus(r, a.seed(), a.probability()), a.steps());
            });
  }

  private double dt(Activity a) {
    return a.dt()
        .orElseGet(
            () ->
                graph
                    .metadata()
                    .value("dt")
                    .filter(v -> v.dtype().isNumber() && v.size() == 1)
                    .map(v -> v.at(0))
                    .orElseThrow(
                        () ->
                            new CommandFailure(
                                "the file does not say how long a step is; say it: --dt SECONDS")));
  }

  NirGraph graph() {
    return graph;
  }

  FlatGraph flat() {
    return flat;
  }

  NirShapes shapes() {
    return shapes;
  }

  NirFootprint footprint() {
    return footprint;
  }

  Optional<NirTrace> trace() {
    return trace;
  }

  /** Returns the report as values for JSON. */
  public Map<String, Object> json(String file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file);
    json.put("format", "nir");
    json.put("version", graph.version());
    json.put("faults", shapes.faults());
    json.put("graph", graph("", graph));
    json.put("node_counts", counts(graph));
    json.put("neurobench", bench());
    trace.ifPresent(t -> json.put("trace", trace(t)));
    return json;
  }

  /** Nodes by type, with those of graphs within. */
  static Map<String, Integer> counts(NirGraph graph) {
    Map<String, Integer> counts = new TreeMap<>();
    for (NirNode node : graph.nodes().values()) {
      counts.merge(node.type(), 1, Integer::sum);
      node.graph().ifPresent(g -> counts(g).forEach((t, n) -> counts.merge(t, n, Integer::sum)));
    }
    return counts;
  }

  private Map<String, Object> graph(String prefix, NirGraph g) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", NirType.GRAPH.label());
    metadata(json, g.metadata());
    Map<String, Object> nodes = new LinkedHashMap<>();
    g.nodes().forEach((name, node) -> nodes.put(name, node(prefix + name, node)));
    json.put("nodes", nodes);
    json.put(
        "edges",
        g.edges().stream()
            .map(e -> List.of(e.source(), e.target()))
            .sorted(Comparator.comparing(List<String>::getFirst).thenComparing(List::getLast))
            .toList());
    return json;
  }

  private static void metadata(Map<String, Object> json, NirMetadata metadata) {
    if (!metadata.isEmpty()) {
      json.put("metadata_keys", List.copyOf(metadata.keys()));
    }
  }

  private Map<String, Object> node(String path, NirNode node) {
    if (node.graph().isPresent()) {
      return graph(path + "/", node.graph().get());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", node.type());
    int i = flat.index(path);
    json.put("input_shape", shapes.input(i).map(Figures::list).orElse(null));
    json.put("output_shape", shapes.output(i).map(Figures::list).orElse(null));
    json.put("engine", EngineFit.of(flat, i).label());
    EngineFit.obstacle(flat, i).ifPresent(why -> json.put("engine_because", why));
    metadata(json, node.metadata());
    Map<String, Object> params = new LinkedHashMap<>();
    node.parameters().forEach((name, array) -> params.put(name, ArrayReport.json(array)));
    json.put("params", params);
    return json;
  }

  private Map<String, Object> bench() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("footprint_bytes", footprint.bytes());
    json.put("parameter_bytes", footprint.parameterBytes());
    json.put("state_bytes", footprint.stateBytes());
    json.put("parameters", footprint.parameters());
    json.put("neurons", footprint.neurons());
    json.put("weights", footprint.weights());
    json.put("connection_sparsity", Figures.rounded(footprint.connectionSparsity(), 6));
    trace.ifPresent(
        t -> {
          json.put("activation_sparsity", Figures.rounded(t.activationSparsity(), 6));
          json.put(
              "synops_per_step",
              TraceReport.synops(t.densePairs(), t.accumulates(), t.multiplyAccumulates()));
        });
    return json;
  }

  private Map<String, Object> trace(NirTrace t) {
    Activity a = activity.orElseThrow();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("steps", a.steps());
    json.put("dt_s", dt(a));
    json.put("input_p", a.probability());
    json.put("reset", "v_reset");
    List<Map<String, Object>> inputs = new ArrayList<>();
    for (int i : flat.inputs()) {
      long seed = a.seed() + inputs.size();
      inputs.add(TraceReport.input(flat.path(i), shapes.outputSize(i), seed));
    }
    json.put("inputs", inputs);
    Map<String, Object> nodes = new TreeMap<>();
    t.spikes()
        .forEach(
            (path, s) ->
                nodes.put(path, TraceReport.spikes(s.counts(), s.firstStep(), s.inFirst100())));
    t.values()
        .forEach(
            (path, v) ->
                nodes.put(path, TraceReport.values(v.atStep(), v.min(), v.max(), v.mean())));
    json.put("nodes", nodes);
    return json;
  }
}
