package dev.gondola.snn.engine;

import dev.gondola.snn.ChipRange;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Synapses;
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
 */
public final class FixedPointEngine implements Engine {

  /** Whether a network may go beyond the chip's ranges. */
  public enum Range {
    /** Refuse what a chip could not run. */
    CHIP,
    /** Run Lava's models with 32-bit wrap-around, as Lava does; IWTA has no rule beyond. */
    BEYOND_CHIP
  }

  private final Network network;
  private final int[][] inputs;
  private final PopulationState[] populations;
  private final InputRing[] currentRings;
  private final InputRing[] thresholdRings;
  private final int[][][] direct;
  private final ProjectionState[] projections;
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
    inputs = network.inputs().stream().map(i -> new int[i.size()]).toArray(int[][]::new);
    int n = network.populations().size();
    populations = new PopulationState[n];
    currentRings = new InputRing[n];
    thresholdRings = new InputRing[n];
    for (int i = 0; i < n; i++) {
      Population p = network.populations().get(i);
      populations[i] = state(p, faults.isEmpty());
      currentRings[i] = new InputRing(p.size(), maxDelay(p, Port.CURRENT));
      if (p.model() == NeuronModel.IWTA_LIF) {
        thresholdRings[i] = new InputRing(p.size(), maxDelay(p, Port.THRESHOLD));
      }
    }
    direct = directSources();
    projections = weighted();
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

  private static PopulationState state(Population p, boolean withinChip) {
    return switch (p.model()) {
      case LIF, LEAKY_INTEGRATOR -> withinChip ? new LifState(p) : new GeneralState(p);
      case IWTA_LIF -> new IwtaState(p);
      case LIF_REFRACTORY, LIF_RESET, TERNARY_LIF -> new GeneralState(p);
    };
  }

  private int maxDelay(Population p, Port port) {
    return network.projections().stream()
        .filter(j -> j.to().equals(p.id()) && j.port() == port)
        .mapToInt(j -> j.synapses().map(Synapses::maxDelay).orElse(0))
        .max()
        .orElse(0);
  }

  private int[] source(String id) {
    for (int i = 0; i < inputs.length; i++) {
      if (network.inputs().get(i).id().equals(id)) {
        return inputs[i];
      }
    }
    return populations[network.populationIndex(id)].spikes;
  }

  private int[][][] directSources() {
    int[][][] sources = new int[populations.length][][];
    for (int i = 0; i < populations.length; i++) {
      String id = network.populations().get(i).id();
      sources[i] =
          network.projections().stream()
              .filter(p -> p.isDirect() && p.to().equals(id))
              .map(p -> source(p.from()))
              .toArray(int[][]::new);
    }
    return sources;
  }

  private ProjectionState[] weighted() {
    return network.projections().stream()
        .filter(p -> !p.isDirect())
        .map(
            p -> {
              int to = network.populationIndex(p.to());
              InputRing ring = p.port() == Port.CURRENT ? currentRings[to] : thresholdRings[to];
              return new ProjectionState(p, source(p.from()), ring);
            })
        .toArray(ProjectionState[]::new);
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public int[] input(int index) {
    return inputs[index];
  }

  @Override
  public void step() {
    step++;
    for (int i = 0; i < populations.length; i++) {
      int[] current = currentRings[i].slot(step);
      for (int[] values : direct[i]) {
        add(values, current);
      }
      int[] adaptation = thresholdRings[i] == null ? null : thresholdRings[i].slot(step);
      populations[i].update(step, current, adaptation);
      currentRings[i].clear(step);
      if (thresholdRings[i] != null) {
        thresholdRings[i].clear(step);
      }
      for (int s : populations[i].spikes) {
        spikeCount += s & 1;
      }
    }
    for (ProjectionState projection : projections) {
      synapticOperations += projection.deliver(step);
    }
  }

  private static void add(int[] values, int[] sum) {
    for (int i = 0; i < values.length; i++) {
      sum[i] += values[i];
    }
  }

  @Override
  public void reset() {
    step = 0;
    spikeCount = 0;
    synapticOperations = 0;
    for (int[] values : inputs) {
      Arrays.fill(values, 0);
    }
    for (int i = 0; i < populations.length; i++) {
      populations[i].reset();
      currentRings[i].reset();
      if (thresholdRings[i] != null) {
        thresholdRings[i].reset();
      }
    }
  }

  @Override
  public int[] spikes(int population) {
    return populations[population].spikes;
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
}
