package dev.gondola.snn.engine;

import dev.gondola.snn.ChipRange;
import dev.gondola.snn.Input;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
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
  private final Firing[] inputs;
  private final PopulationState[] populations;
  private final InputRing[] currentRings;
  private final InputRing[] thresholdRings;
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
    if (individuals.isEmpty()) {
      throw new IllegalArgumentException("a population engine needs at least one individual");
    }
    this.individuals = List.copyOf(individuals);
    topology = individuals.getFirst();
    refuse();
    stride = RowWeights.padded(individuals.size(), PADDING);
    inputs =
        topology.inputs().stream().map(i -> new Firing(i.size() * stride)).toArray(Firing[]::new);
    int n = topology.populations().size();
    populations = new PopulationState[n];
    currentRings = new InputRing[n];
    thresholdRings = new InputRing[n];
    for (int p = 0; p < n; p++) {
      Population flat = LockStep.flatten(this.individuals, p, stride);
      populations[p] = LockStep.state(flat);
      currentRings[p] = new InputRing(flat.size(), maxDelay(p, Port.CURRENT));
      thresholdRings[p] = new InputRing(flat.size(), maxDelay(p, Port.THRESHOLD));
    }
    connectDirectly();
    projections = weighted();
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

  private int maxDelay(int population, Port port) {
    String id = topology.populations().get(population).id();
    return topology.projections().stream()
        .filter(j -> j.to().equals(id) && j.port() == port)
        .mapToInt(j -> j.synapses().map(Synapses::maxDelay).orElse(0))
        .max()
        .orElse(0);
  }

  private Firing source(String id) {
    List<String> ids = topology.inputs().stream().map(Input::id).toList();
    int input = ids.indexOf(id);
    return input >= 0 ? inputs[input] : populations[topology.populationIndex(id)].firing;
  }

  private void connectDirectly() {
    for (int p = 0; p < populations.length; p++) {
      String id = topology.populations().get(p).id();
      populations[p].connect(
          topology.projections().stream()
              .filter(j -> j.isDirect() && j.to().equals(id))
              .map(j -> source(j.from()).values)
              .toArray(int[][]::new));
    }
  }

  private LockStepSynapses[] weighted() {
    List<LockStepSynapses> list = new ArrayList<>();
    for (int j = 0; j < topology.projections().size(); j++) {
      int index = j;
      Projection p = topology.projections().get(j);
      if (!p.isDirect()) {
        List<Projection> all = individuals.stream().map(n -> n.projections().get(index)).toList();
        int to = topology.populationIndex(p.to());
        InputRing ring = p.port() == Port.CURRENT ? currentRings[to] : thresholdRings[to];
        list.add(new LockStepSynapses(all, source(p.from()).values, ring, stride));
      }
    }
    return list.toArray(LockStepSynapses[]::new);
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
    return inputs[index].values;
  }

  /** Runs one network step of every individual. */
  public void step() {
    step++;
    for (int p = 0; p < populations.length; p++) {
      PopulationState state = populations[p];
      int[] current = currentRings[p].slot(step);
      int[] adaptation = thresholdRings[p].slot(step);
      state.add(current);
      state.update(step, current, adaptation);
      Arrays.fill(current, 0);
      Arrays.fill(adaptation, 0);
    }
    for (LockStepSynapses projection : projections) {
      projection.deliver(step);
    }
  }

  /** Returns to the state before the first step, with all inputs 0. */
  public void reset() {
    step = 0;
    for (Firing input : inputs) {
      Arrays.fill(input.values, 0);
    }
    for (int p = 0; p < populations.length; p++) {
      populations[p].reset();
      currentRings[p].reset();
      thresholdRings[p].reset();
    }
  }

  /** Returns the spikes of the last step of a population, each 0, 1, or -1; live. */
  public int[] spikes(int population) {
    return populations[population].spikes;
  }

  /** Returns the synaptic currents u of a population; live. */
  public int[] current(int population) {
    return populations[population].u;
  }

  /** Returns the membrane potentials v of a population; live. */
  public int[] membranePotential(int population) {
    return populations[population].v;
  }
}
