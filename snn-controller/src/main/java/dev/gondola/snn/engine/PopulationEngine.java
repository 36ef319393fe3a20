package dev.gondola.snn.engine;

import dev.gondola.snn.ChipRange;
import dev.gondola.snn.Input;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.NeuronModel;
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
  private final int[][] inputs;
  private final FlatLoops loops;
  private final FlatState flat;
  private final int[] adaptive;
  private final InputRing currentRing;
  private final InputRing thresholdRing;
  private final Member[] members;
  private final Feed[] feeds;
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
    this.loops = loops;
    List<Population> all = LockStep.flatten(this.individuals, stride);
    List<Population> block = all.stream().filter(FlatState::fits).toList();
    flat = new FlatState(block, PADDING, false, topology.projections());
    adaptive = flat.adaptive();
    currentRing = new InputRing(flat.length, maxDelay(Port.CURRENT, block));
    thresholdRing = new InputRing(flat.length, maxDelay(Port.THRESHOLD, block));
    members = all.stream().map(p -> member(p, block)).toArray(Member[]::new);
    feeds = alone(feeds());
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

  private int maxDelay(Port port, List<Population> targets) {
    List<String> ids = targets.stream().map(Population::id).toList();
    return topology.projections().stream()
        .filter(j -> ids.contains(j.to()) && j.port() == port)
        .mapToInt(j -> j.synapses().map(Synapses::maxDelay).orElse(0))
        .max()
        .orElse(0);
  }

  private Member member(Population p, List<Population> block) {
    int k = block.indexOf(p);
    return k >= 0
        ? new Member(flat.base[k], null, currentRing.from(flat.base[k]))
        : new Member(
            -1,
            PopulationState.of(p, true),
            new InputRing(p.size(), maxDelay(Port.CURRENT, List.of(p))));
  }

  /** Returns the values of an input or population, and where its own begin. */
  private int[] source(String id) {
    List<String> ids = topology.inputs().stream().map(Input::id).toList();
    int input = ids.indexOf(id);
    return input >= 0 ? inputs[input] : spikesOf(members[topology.populationIndex(id)]);
  }

  private int[] spikesOf(Member m) {
    return m.base < 0 ? m.state.spikes : flat.spikes;
  }

  private int sourceBase(String id) {
    return topology.inputs().stream().anyMatch(i -> i.id().equals(id))
        ? 0
        : Math.max(0, members[topology.populationIndex(id)].base);
  }

  private Feed[] feeds() {
    List<Feed> list = new ArrayList<>();
    for (int p = 0; p < members.length; p++) {
      String id = topology.populations().get(p).id();
      int[][] sources =
          topology.projections().stream()
              .filter(j -> j.isDirect() && j.to().equals(id))
              .map(j -> source(j.from()))
              .toArray(int[][]::new);
      if (members[p].base < 0) {
        members[p].state.connect(sources);
      }
      for (int k = 0; k < sources.length && members[p].base >= 0; k++) {
        list.add(new Feed(sources[k], members[p].base, k == 0));
      }
    }
    return list.toArray(Feed[]::new);
  }

  /**
   * An only input that goes to the first neurons need not be copied: it is made the block's own.
   */
  private Feed[] alone(Feed[] all) {
    if (all.length != 1 || all[0].base() != 0) {
      return all;
    }
    String id =
        topology.projections().stream()
            .filter(p -> p.isDirect() && members[topology.populationIndex(p.to())].base == 0)
            .map(Projection::from)
            .findFirst()
            .orElseThrow();
    if (topology.projections().stream().filter(p -> p.from().equals(id)).count() > 1) {
      return all;
    }
    inputs[topology.inputIndex(id)] = flat.direct;
    return new Feed[0];
  }

  private LockStepSynapses[] weighted(RunLoops runs) {
    List<LockStepSynapses> list = new ArrayList<>();
    for (int j = 0; j < topology.projections().size(); j++) {
      int index = j;
      Projection p = topology.projections().get(j);
      if (!p.isDirect()) {
        List<Projection> all = individuals.stream().map(n -> n.projections().get(index)).toList();
        Member to = members[topology.populationIndex(p.to())];
        InputRing ring = p.port() == Port.CURRENT ? to.current : thresholdRing.from(to.base);
        list.add(
            new LockStepSynapses(
                all, source(p.from()), sourceBase(p.from()), ring, stride, spikes(p.from()), runs));
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
   * Returns the values of an input, to be written before a step; they are held until changed. The
   * array may be longer than the input: what is behind must stay 0.
   *
   * @param index position in {@link Network#inputs}
   */
  public int[] input(int index) {
    return inputs[index];
  }

  /** Runs one network step of every individual. */
  public void step() {
    step++;
    for (Feed feed : feeds) {
      feed.into(flat.direct);
    }
    boolean adapts = adaptive[0] < adaptive[1];
    if (adapts) {
      loops.adapt(flat, thresholdRing.slot(step), adaptive[0], adaptive[1]);
    }
    loops.integrate(flat, currentRing.slot(step), adapts ? flat.adapted : flat.threshold);
    for (Member m : members) {
      finish(m);
    }
    for (LockStepSynapses projection : projections) {
      projection.deliver(step);
    }
  }

  private void finish(Member m) {
    if (m.base < 0) {
      m.state.advance(step, m.current.slot(step), null);
      return;
    }
    show(flat.spikes, m.spikes, m.base);
    show(flat.u, m.shownCurrent, m.base);
    show(flat.v, m.shownPotential, m.base);
  }

  private static void show(int[] all, int[] shown, int base) {
    if (shown != null) {
      System.arraycopy(all, base, shown, 0, shown.length);
    }
  }

  /** Returns to the state before the first step, with all inputs 0. */
  public void reset() {
    step = 0;
    for (int[] input : inputs) {
      Arrays.fill(input, 0);
    }
    flat.reset();
    currentRing.reset();
    thresholdRing.reset();
    for (Member m : members) {
      if (m.base < 0) {
        m.state.reset();
        m.current.reset();
      } else {
        show(flat.spikes, m.spikes, m.base);
        show(flat.u, m.shownCurrent, m.base);
        show(flat.v, m.shownPotential, m.base);
      }
    }
  }

  private int[] shown(int population, int[] all) {
    int from = members[population].base;
    int size = topology.populations().get(population).size() * stride;
    return Arrays.copyOfRange(all, from, from + size);
  }

  /** Returns the spikes of the last step of a population, each 0, 1, or -1; live. */
  public int[] spikes(int population) {
    Member m = members[population];
    if (m.base < 0) {
      return m.state.spikes;
    }
    if (m.spikes == null) {
      m.spikes = shown(population, flat.spikes);
    }
    return m.spikes;
  }

  /** Returns the synaptic currents u of a population; live. */
  public int[] current(int population) {
    Member m = members[population];
    if (m.base < 0) {
      return m.state.u;
    }
    if (m.shownCurrent == null) {
      m.shownCurrent = shown(population, flat.u);
    }
    return m.shownCurrent;
  }

  /** Returns the membrane potentials v of a population; live. */
  public int[] membranePotential(int population) {
    Member m = members[population];
    if (m.base < 0) {
      return m.state.v;
    }
    if (m.shownPotential == null) {
      m.shownPotential = shown(population, flat.v);
    }
    return m.shownPotential;
  }

  /** One population of all individuals: in the block, or with a state of its own. */
  private static final class Member {
    final int base;
    final PopulationState state;
    final InputRing current;
    int[] spikes;
    int[] shownCurrent;
    int[] shownPotential;

    Member(int base, PopulationState state, InputRing current) {
      this.base = base;
      this.state = state;
      this.current = current;
    }
  }
}
