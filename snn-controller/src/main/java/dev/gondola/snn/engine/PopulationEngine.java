package dev.gondola.snn.engine;

import dev.gondola.snn.ChipRange;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs many networks of one topology side by side, in lock step: the individuals of an evolution.
 * Each gives the spikes that any {@link Engine} gives. They may differ in weights and in the
 * parameters of their neurons.
 *
 * <p>Individuals are the innermost index: the value of individual k at neuron or channel i is at
 * {@code i * stride() + k}. So one vector instruction serves the same neuron of many individuals,
 * and even networks of a few neurons fill the vectors. For one thread; {@link #step} allocates
 * nothing.
 */
public final class PopulationEngine {
  /** Individuals are padded to a multiple of this, the widest vector of 32-bit numbers. */
  private static final int PADDING = 16;

  private final List<Network> individuals;
  private final Network topology;
  private final int stride;
  private final int[][] inputs;
  private final Block block;
  private final LockStepSynapses[] projections;
  private long step;

  /**
   * Makes an engine.
   *
   * @param individuals at least one network, all of the first one's topology: the same inputs,
   *     populations (id, size, model, periods) and projections (ends, port, exponent, message bits,
   *     synapses and their delays), within the chip's range, none that learns
   * @throws NetworkException if one lies outside that range or has another topology, naming all
   * @throws IllegalArgumentException if there is none
   */
  public PopulationEngine(List<Network> individuals) {
    this(individuals, Engines.flatLoops(), Engines.runLoops());
  }

  PopulationEngine(List<Network> individuals, FlatLoops loops, RunLoops runs) {
    if (individuals.isEmpty()) {
      throw new IllegalArgumentException("a population engine needs at least one individual");
    }
    this.individuals = List.copyOf(individuals);
    topology = individuals.getFirst();
    refuse();
    stride = RowWeights.padded(individuals.size(), PADDING);
    inputs = topology.inputs().stream().map(i -> new int[i.size() * stride]).toArray(int[][]::new);
    List<Population> all = LockStep.flatten(this.individuals, stride);
    block = new Block(topology, all, loops, PADDING, false, 0);
    block.connect(id -> inputs[topology.inputIndex(id)]);
    projections = weighted(runs);
    reset();
  }

  private void refuse() {
    List<String> faults = new ArrayList<>();
    for (int k = 0; k < individuals.size(); k++) {
      String who = "individual " + k + ": ";
      ChipRange.faults(individuals.get(k)).forEach(f -> faults.add(who + f));
      if (individuals.get(k).learns()) {
        faults.add(who + "learns; run it in an engine of its own");
      }
      LockStep.differences(topology, individuals.get(k)).forEach(f -> faults.add(who + f));
    }
    if (!faults.isEmpty()) {
      throw new NetworkException("population of \"" + topology.name() + "\"", faults);
    }
  }

  private boolean isInput(String id) {
    return topology.inputs().stream().anyMatch(i -> i.id().equals(id));
  }

  private LockStepSynapses[] weighted(RunLoops runs) {
    List<LockStepSynapses> list = new ArrayList<>();
    for (int j = 0; j < topology.projections().size(); j++) {
      int index = j;
      Projection p = topology.projections().get(j);
      if (!p.isDirect()) {
        List<Projection> all = individuals.stream().map(n -> n.projections().get(index)).toList();
        boolean input = isInput(p.from());
        int[] source =
            input ? inputs[topology.inputIndex(p.from())] : block.member(p.from()).source();
        int base = input ? 0 : block.member(p.from()).spikesFrom();
        list.add(
            new LockStepSynapses(all, source, base, block.ring(p), stride, spikes(p.from()), runs));
      }
    }
    return list.toArray(LockStepSynapses[]::new);
  }

  private boolean spikes(String id) {
    return topology.populations().stream()
        .anyMatch(p -> p.id().equals(id) && p.model() != NeuronModel.TERNARY_LIF);
  }

  /** Returns the number of individuals. */
  public int size() {
    return individuals.size();
  }

  /** Returns by how much the index grows from one neuron or channel to the next. */
  public int stride() {
    return stride;
  }

  /** Returns the network of an individual. */
  public Network network(int individual) {
    return individuals.get(individual);
  }

  /**
   * Returns the values of an input, to be written before a step; they are held until changed.
   *
   * @param index position in {@link Network#inputs}
   */
  public int[] input(int index) {
    return inputs[index];
  }

  /** Runs one network step of every individual. */
  public void step() {
    step++;
    block.update(step);
    for (LockStepSynapses projection : projections) {
      projection.deliver(step);
    }
  }

  /** Returns to the state before the first step, with all inputs 0. */
  public void reset() {
    step = 0;
    for (int[] input : inputs) {
      Arrays.fill(input, 0);
    }
    block.reset();
  }

  /** Returns the spikes of the last step of a population, each 0, 1, or -1; live. */
  public int[] spikes(int population) {
    return block.members[population].spikes();
  }

  /** Returns the synaptic currents u of a population; live. */
  public int[] current(int population) {
    return block.members[population].current();
  }

  /** Returns the membrane potentials v of a population; live. */
  public int[] membranePotential(int population) {
    return block.members[population].membranePotential();
  }
}
