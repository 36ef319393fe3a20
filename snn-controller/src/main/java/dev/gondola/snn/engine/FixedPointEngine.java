package dev.gondola.snn.engine;

import dev.gondola.snn.ChipRange;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a network in the integer arithmetic of the Loihi chip, bit for bit as Lava 0.11's
 * bit-accurate models do (github.com/lava-nc/lava, {@code PyLifModelBitAcc}, {@code
 * PyDenseModelBitAcc}).
 *
 * <p>One step: every projection delivers what it holds for the step; every neuron updates and may
 * spike; every projection reads the spikes and stores them for a later step. So a spike reaches its
 * target one step later, plus the synapse's delay, and the order of populations does not matter.
 * Learning is described at {@link LearningEngine}; it is an extension of ours, not the chip's.
 */
public final class FixedPointEngine implements LearningEngine {

  /** Whether a network may go beyond the chip's ranges. */
  public enum Range {
    /** Refuse what a chip could not run. */
    CHIP,
    /** Run Lava's models with 32-bit wrap-around, as Lava does; IWTA has no rule beyond. */
    BEYOND_CHIP
  }

  private final Network network;
  private final Firing[] inputs;
  private final PopulationState[] populations;
  private final InputRing[] currentRings;
  private final InputRing[] thresholdRings;
  private final ProjectionState[] projections;
  private final Firing[] weightedInputs;
  private final Plasticity plasticity;
  private long step;
  private long spikeCount;
  private long synapticOperations;

  /**
   * Makes an engine for a network within the chip's range.
   *
   * @throws NetworkException if anything lies outside that range, naming everything that does
   */
  public FixedPointEngine(Network network) {
    this(network, Range.CHIP);
  }

  /**
   * Makes an engine.
   *
   * @param range whether parameters may go beyond the chip
   * @throws NetworkException if they do and may not, naming everything that does; an IWTA
   *     population never may
   */
  public FixedPointEngine(Network network, Range range) {
    List<String> faults = ChipRange.faults(network);
    refuse(network, range == Range.CHIP ? faults : faultsOfIwta(network));
    this.network = network;
    inputs = network.inputs().stream().map(i -> new Firing(i.size())).toArray(Firing[]::new);
    int n = network.populations().size();
    populations = new PopulationState[n];
    currentRings = new InputRing[n];
    thresholdRings = new InputRing[n];
    for (int i = 0; i < n; i++) {
      Population p = network.populations().get(i);
      populations[i] = PopulationState.of(p, faults.isEmpty());
      currentRings[i] =
          new InputRing(p.size(), InputRing.maxDelay(network, Port.CURRENT, List.of(p)));
      if (p.model() == NeuronModel.IWTA_LIF) {
        thresholdRings[i] =
            new InputRing(p.size(), InputRing.maxDelay(network, Port.THRESHOLD, List.of(p)));
      }
    }
    connectDirectly();
    projections = weighted();
    weightedInputs = Firing.weighted(network, inputs);
    plasticity = plasticity();
    reset();
  }

  private static void refuse(Network network, List<String> faults) {
    if (!faults.isEmpty()) {
      throw new NetworkException(
          "network \"" + network.name() + "\" is beyond the chip's range", faults);
    }
  }

  private static List<String> faultsOfIwta(Network network) {
    return network.populations().stream()
        .filter(p -> p.model() == NeuronModel.IWTA_LIF)
        .flatMap(p -> ChipRange.faults(p).stream())
        .toList();
  }

  private Firing source(String id) {
    for (int i = 0; i < inputs.length; i++) {
      if (network.inputs().get(i).id().equals(id)) {
        return inputs[i];
      }
    }
    return populations[network.populationIndex(id)].firing;
  }

  private void connectDirectly() {
    for (int i = 0; i < populations.length; i++) {
      String id = network.populations().get(i).id();
      populations[i].connect(
          network.projections().stream()
              .filter(p -> p.isDirect() && p.to().equals(id))
              .map(p -> source(p.from()).values)
              .toArray(int[][]::new));
    }
  }

  private ProjectionState[] weighted() {
    return network.projections().stream()
        .filter(p -> !p.isDirect())
        .map(
            p -> {
              int to = network.populationIndex(p.to());
              InputRing ring = p.port() == Port.CURRENT ? currentRings[to] : thresholdRings[to];
              return new SynapseRows(p, source(p.from()), ring);
            })
        .toArray(ProjectionState[]::new);
  }

  private Plasticity plasticity() {
    HomeostasisState[] homeostasis = new HomeostasisState[populations.length];
    for (int i = 0; i < populations.length; i++) {
      if (network.populations().get(i).homeostasis().isPresent()) {
        homeostasis[i] = new HomeostasisState(populations[i]);
        populations[i].scaleBy(homeostasis[i]);
      }
    }
    int[] modulators = new int[network.modulators()];
    List<LearningState> learning = new ArrayList<>();
    int state = 0;
    for (Projection p : network.projections()) {
      if (p.learning().isPresent()) {
        int[] post = populations[network.populationIndex(p.to())].spikes;
        SynapseRows rows = (SynapseRows) projections[state];
        learning.add(new LearningState(p, rows, source(p.from()).values, post, modulators));
      }
      state += p.isDirect() ? 0 : 1;
    }
    return new Plasticity(network, homeostasis, learning, modulators);
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public int[] input(int index) {
    return inputs[index].values;
  }

  @Override
  public void step() {
    step++;
    for (int i = 0; i < populations.length; i++) {
      int[] current = currentRings[i].slot(step);
      int[] adaptation = thresholdRings[i] == null ? null : thresholdRings[i].slot(step);
      populations[i].step(step, current, adaptation);
      plasticity.learn(i);
      spikeCount += populations[i].firing.count;
    }
    for (Firing input : weightedInputs) {
      input.list();
    }
    for (ProjectionState projection : projections) {
      synapticOperations += projection.deliver(step);
    }
    plasticity.learn();
  }

  @Override
  public void reset() {
    step = 0;
    spikeCount = 0;
    synapticOperations = 0;
    for (Firing input : inputs) {
      Arrays.fill(input.values, 0);
      input.count = 0;
    }
    for (int i = 0; i < populations.length; i++) {
      populations[i].reset();
      currentRings[i].reset();
      if (thresholdRings[i] != null) {
        thresholdRings[i].reset();
      }
    }
    plasticity.reset();
  }

  @Override
  public int[] spikes(int population) {
    return populations[population].spikes;
  }

  int[] thresholds(int population) {
    return populations[population].threshold;
  }

  @Override
  public int[] current(int population) {
    return populations[population].u;
  }

  @Override
  public int[] membranePotential(int population) {
    return populations[population].v;
  }

  @Override
  public long spikeCount() {
    return spikeCount;
  }

  @Override
  public long synapticOperations() {
    return synapticOperations;
  }

  @Override
  public int[] modulators() {
    return plasticity.modulators();
  }

  @Override
  public void freeze(boolean frozen) {
    plasticity.freeze(frozen);
  }

  @Override
  public boolean frozen() {
    return plasticity.frozen();
  }

  @Override
  public Network learned() {
    return plasticity.learned();
  }

  @Override
  public int[] exactWeights(int projection) {
    return plasticity.exactWeights(projection);
  }

  @Override
  public void forget() {
    plasticity.forget();
  }
}
