package dev.gondola.snn.exchange;

import dev.gondola.snn.ChipRange;
import dev.gondola.snn.Input;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;
import dev.gondola.snn.nir.FlatGraph;
import dev.gondola.snn.nir.NirGraph;
import dev.gondola.snn.nir.NirMetadata;
import dev.gondola.snn.nir.NirRun;
import dev.gondola.snn.nir.NirShapes;
import dev.gondola.snn.nir.NirType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Makes an integer network of a NIR graph. Linear nodes are folded into projections; neurons become
 * populations with decays in 1/4096 and a power-of-two scale each (see {@link Scale}); delays make
 * up for the step that a hop costs here and not in NIR (see {@link Levels}).
 */
public final class NirImport {
  private final ImportOptions options;
  private final FlatGraph graph;
  private final Map<Integer, NeuronDynamics> dynamics = new TreeMap<>();
  private final Map<Integer, LinearFolder.Sum> sums = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private Levels levels;
  private NirShapes shapes;

  private NirImport(FlatGraph graph, ImportOptions options) {
    this.graph = graph;
    this.options = options;
  }

  /**
   * Makes a network.
   *
   * @param name name of the network
   * @throws NetworkException naming every node that cannot run, or every number that does not fit
   */
  public static ImportedNetwork of(String name, NirGraph graph, ImportOptions options) {
    List<String> faults = new ArrayList<>();
    NirGraph read = ProfileReading.apply(graph, options.profile(), options.dt(), faults);
    FlatGraph flat = FlatGraph.of(read);
    ImportChecks.nodes(flat, faults);
    refuse(name, faults);
    NirImport run = new NirImport(flat, options);
    run.shapes = NirShapes.of(flat).orThrow(name);
    run.bound(faults);
    refuse(name, faults);
    run.read(faults);
    refuse(name, faults);
    return run.quantise(name, read);
  }

  private static void refuse(String name, List<String> faults) {
    if (!faults.isEmpty()) {
      throw new NetworkException(name, faults);
    }
  }

  private void bound(List<String> faults) {
    long elements = 0;
    for (int i = 0; i < graph.size(); i++) {
      elements += (long) shapes.inputSize(i) + shapes.outputSize(i);
    }
    if (elements > NirRun.MAX_ELEMENTS) {
      faults.add(
          "its layers have %d elements; at most %d can be run"
              .formatted(elements, NirRun.MAX_ELEMENTS));
    }
  }

  private void read(List<String> faults) {
    for (int i = 0; i < graph.size(); i++) {
      if (graph.node(i).kind().map(NirType::isNeuron).orElse(false)) {
        int size = shapes.outputSize(i);
        dynamics.put(
            i, NeuronDynamics.of(graph.path(i), graph.node(i), size, options.dt(), faults));
      }
    }
    if (dynamics.isEmpty()) {
      faults.add("has no neurons");
    }
    if (faults.isEmpty()) {
      LinearFolder folder =
          new LinearFolder(
              graph, shapes, new BackEdges(graph)::contains, options.dt(), faults, notes);
      folder.fold();
      ImportChecks.outputs(graph, folder, faults);
      dynamics.keySet().forEach(i -> sums.put(i, folder.arriving(i)));
    }
  }

  private ImportedNetwork quantise(String name, NirGraph read) {
    levels = Levels.of(hops());
    levels
        .late()
        .forEach(
            (hop, steps) ->
                notes.add(
                    ("feedback \"%s\" to \"%s\" comes %s later than in NIR: a cycle of several"
                            + " populations costs a step for each")
                        .formatted(
                            hop.from(), hop.to(), steps == 1 ? "a step" : steps + " steps")));
    if (options.profile().mayResetBySubtraction()) {
      notes.add(
          ("%s may have trained with a reset by subtraction, which no NIR file says; here a spike"
                  + " sets the potential to its reset")
              .formatted(options.profile().label()));
    }
    List<Population> populations = new ArrayList<>();
    List<PopulationCost> populationCosts = new ArrayList<>();
    List<Projection> projections = new ArrayList<>();
    List<ProjectionCost> projectionCosts = new ArrayList<>();
    dynamics.forEach(
        (i, d) -> {
          LinearFolder.Sum sum = sums.get(i);
          int exponent = exponent(i, d, sum);
          String path = graph.path(i);
          PopulationQuantiser q =
              new PopulationQuantiser(path, d, sum.bias(), levels.level(path), exponent, notes);
          populations.add(q.quantise());
          populationCosts.add(q.cost());
          sum.terms()
              .forEach(
                  (from, term) -> {
                    ProjectionQuantiser.Quantised p = projections(from, i, term, exponent);
                    projections.addAll(p.projections());
                    projectionCosts.add(p.cost());
                  });
        });
    Network network = new Network(name, stepsPerTick(read), inputs(), populations, projections);
    List<String> beyond = ChipRange.faults(network);
    if (!options.beyondChip()) {
      refuse(name, beyond);
    }
    notes.addAll(beyond);
    return new ImportedNetwork(
        network, read, options, new ImportCost(populationCosts, projectionCosts, notes));
  }

  /** Networks that we exported carry theirs; else one step is one tick. */
  private static int stepsPerTick(NirGraph read) {
    return hint(read.metadata(), ExportHints.STEPS_PER_TICK, 1, Network.MAX_STEPS_PER_TICK)
        .orElse(1);
  }

  private static OptionalInt hint(NirMetadata metadata, String name, int low, int high) {
    return metadata
        .value(name)
        .filter(v -> v.size() == 1 && v.isIntegral() && v.at(0) >= low && v.at(0) <= high)
        .map(v -> OptionalInt.of((int) v.at(0)))
        .orElse(OptionalInt.empty());
  }

  private List<Input> inputs() {
    List<Input> inputs = new ArrayList<>();
    for (int i : graph.inputs()) {
      inputs.add(new Input(graph.path(i), shapes.outputSize(i)));
    }
    return inputs;
  }

  private List<Levels.Hop> hops() {
    List<Levels.Hop> hops = new ArrayList<>();
    sums.forEach(
        (to, sum) ->
            sum.terms()
                .forEach(
                    (from, term) -> {
                      if (term.matrix().count() > 0) {
                        int lag = term.matrix().minLag();
                        hops.add(
                            new Levels.Hop(graph.path(from), graph.path(to), lag, term.forward()));
                      }
                    }));
    return hops;
  }

  private boolean isInput(int i) {
    return graph.node(i).is(NirType.INPUT) && graph.sources(i).length == 0;
  }

  /** The largest scale that is safe, or the one with which we exported the node. */
  private int exponent(int node, NeuronDynamics d, LinearFolder.Sum sum) {
    double[] positive = new double[d.size()];
    double[] negative = new double[d.size()];
    sum.terms()
        .forEach(
            (from, term) -> {
              boolean graded = isInput(from) && options.inputExponent().isPresent();
              double most = isInput(from) ? options.largestInput() : 1;
              SparseMatrix m = term.matrix();
              for (int i = 0; i < d.size(); i++) {
                for (int k = m.start(i); k < m.start(i + 1); k++) {
                  double w = m.weight(k) * d.gain()[i] * most;
                  positive[i] += graded ? Math.abs(w) : Math.max(0, w);
                  negative[i] += graded ? Math.abs(w) : Math.max(0, -w);
                }
              }
            });
    int safe = Scale.exponent(d, positive, negative, sum.bias());
    return hint(graph.node(node).metadata(), ExportHints.SCALE_EXPONENT, -64, 64).orElse(safe);
  }

  private ProjectionQuantiser.Quantised projections(
      int from, int to, LinearFolder.Term term, int exponent) {
    boolean input = isInput(from);
    int shift = input ? options.inputExponent().orElse(0) : 0;
    double unit = Math.scalb(1.0 / Scale.INPUT_UNIT, exponent - shift);
    double[] factor = Arrays.stream(dynamics.get(to).gain()).map(g -> g * unit).toArray();
    String source = graph.path(from);
    String target = graph.path(to);
    try {
      return new ProjectionQuantiser(options.weights(), input ? options.messageBits() : 0)
          .quantise(source, target, term, factor, lag -> levels.delay(source, target, lag));
    } catch (IllegalArgumentException e) {
      throw new NetworkException(
          "from \"%s\" to \"%s\"".formatted(source, target), List.of(e.getMessage()));
    }
  }
}
