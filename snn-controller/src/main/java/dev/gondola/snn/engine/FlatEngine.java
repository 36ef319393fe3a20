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
 * Runs a network within the chip's range with vector instructions. LIF and IWTA neurons and leaky
 * integrators of all populations lie in one block ({@link FlatState}); other models take the plain
 * loops of {@link FixedPointEngine}. Projections are added by whole rows of 16-bit weights ({@link
 * ShortRows}), as permutations ({@link LayerSynapses}), or synapse by synapse ({@link
 * SynapseRows}), whichever is least work.
 */
final class FlatEngine implements Engine {
  /** Most permutation layers of a projection: more are slower than rows of the few that fire. */
  private static final int MAX_LAYERS = 16;

  /** Steps after which the spike totals are emptied into wider numbers. */
  private static final int EMPTY_EVERY = 1 << 30;

  private final Network network;
  private final FlatLoops loops = new FlatKernel();
  private final FlatState flat;
  private final InputRing currentRing;
  private final InputRing thresholdRing;
  private final int[] adaptive;
  private final Member[] members;
  private final Firing[] inputs;
  private final Firing[] weightedInputs;
  private final Feed[] feeds;
  private final ProjectionState[] projections;

  /** Non-zero synapses of every flat neuron, and spikes of earlier epochs times these. */
  private final long[] fanOut;

  private long step;
  private long olderSpikes;
  private long olderOperations;
  private long otherSpikes;
  private long otherOperations;

  /** One population: in the block, or with a state of its own. */
  private static final class Member {
    final int size;
    final Firing firing;

    /** Where it begins in the block; -1 outside. */
    final int base;

    /** Its state outside the block, or null. */
    final PopulationState state;

    final InputRing current;
    int[] shownCurrent;
    int[] shownPotential;
    boolean listed;
    boolean shown;

    /** Whether the block has no other population, so that its arrays are this one's. */
    final boolean all;

    Member(Population p, int base, InputRing current, FlatState flat) {
      size = p.size();
      this.base = base;
      this.current = current;
      state = base < 0 ? PopulationState.of(p, true) : null;
      all = base >= 0 && flat.isAll(p);
      firing = firing(flat);
    }

    private Firing firing(FlatState flat) {
      if (base < 0) {
        return state.firing;
      }
      return all ? new Firing(flat.spikes) : new Firing(size);
    }

    /** Returns whether the block's spikes have to be copied for those who look at them. */
    boolean copies() {
      return shown && !all;
    }
  }

  FlatEngine(Network network) {
    List<String> faults = ChipRange.faults(network);
    if (!faults.isEmpty()) {
      throw new NetworkException("network \"" + network.name() + "\"", faults);
    }
    this.network = network;
    List<Population> block = network.populations().stream().filter(FlatState::fits).toList();
    flat = new FlatState(block, FlatKernel.LANES, true, network.projections());
    adaptive = flat.adaptive();
    int length = flat.length + RowKernel.BLOCK;
    currentRing = new InputRing(length, maxDelay(Port.CURRENT, block));
    thresholdRing = new InputRing(length, maxDelay(Port.THRESHOLD, block));
    inputs = network.inputs().stream().map(i -> new Firing(i.size())).toArray(Firing[]::new);
    members = members(block);
    feeds = feeds();
    fanOut = new long[flat.length];
    projections = projections();
    weightedInputs = weightedInputs();
    reset();
  }

  private int maxDelay(Port port, List<Population> targets) {
    List<String> ids = targets.stream().map(Population::id).toList();
    return network.projections().stream()
        .filter(j -> ids.contains(j.to()) && j.port() == port)
        .mapToInt(j -> j.synapses().map(Synapses::maxDelay).orElse(0))
        .max()
        .orElse(0);
  }

  private Member[] members(List<Population> block) {
    List<Member> list = new ArrayList<>();
    for (Population p : network.populations()) {
      int k = block.indexOf(p);
      int base = k < 0 ? -1 : flat.base[k];
      InputRing ring =
          k < 0
              ? new InputRing(p.size(), maxDelay(Port.CURRENT, List.of(p)))
              : currentRing.from(base);
      list.add(new Member(p, base, ring, flat));
    }
    return list.toArray(Member[]::new);
  }

  private Firing input(String id) {
    for (int i = 0; i < inputs.length; i++) {
      if (network.inputs().get(i).id().equals(id)) {
        return inputs[i];
      }
    }
    return null;
  }

  private Feed[] feeds() {
    List<Feed> list = new ArrayList<>();
    for (int p = 0; p < members.length; p++) {
      String id = network.populations().get(p).id();
      int[][] sources =
          network.projections().stream()
              .filter(j -> j.isDirect() && j.to().equals(id))
              .map(j -> input(j.from()).values)
              .toArray(int[][]::new);
      if (members[p].base < 0) {
        members[p].state.connect(sources);
      }
      if (sources.length == 1 && members[p].all) {
        flat.direct = sources[0];
        continue;
      }
      for (int k = 0; k < sources.length && members[p].base >= 0; k++) {
        list.add(new Feed(sources[k], members[p].base, k == 0));
      }
    }
    return list.toArray(Feed[]::new);
  }

  private ProjectionState[] projections() {
    return network.projections().stream()
        .filter(p -> !p.isDirect())
        .map(this::projection)
        .toArray(ProjectionState[]::new);
  }

  private ProjectionState projection(Projection p) {
    Firing input = input(p.from());
    Member from = input == null ? members[network.populationIndex(p.from())] : null;
    Member to = members[network.populationIndex(p.to())];
    InputRing ring = p.port() == Port.CURRENT ? to.current : thresholdRing.from(to.base);
    RowWeights weights = RowWeights.of(p);
    boolean counted = from != null && from.base >= 0;
    if (counted) {
      weights.addFanOut(fanOut, from.base);
      if (to.base >= 0 && weights.isSimple() && weights.sparse() && p.weightExponent() >= 0) {
        Layers layers = Layers.of(p, FlatKernel.LANES);
        if (layers.count() <= MAX_LAYERS) {
          return new LayerSynapses(layers, flat.spikes, from.base, ring, weights.delay());
        }
      }
      from.listed = true;
      from.shown |= p.messageBits() > 0;
    }
    Firing source = from == null ? input : from.firing;
    ProjectionState state =
        to.base >= 0 && weights.isSimple() && weights.pays(RowKernel.BLOCK) && weights.fitShorts()
            ? new ShortRows(weights, source, ring)
            : new SynapseRows(p, source, ring);
    return counted ? state : new Counted(state);
  }

  /** A projection whose source is not in the block: its operations are counted as they are done. */
  private final class Counted implements ProjectionState {
    private final ProjectionState state;

    Counted(ProjectionState state) {
      this.state = state;
    }

    @Override
    public int deliver(long now) {
      int operations = state.deliver(now);
      otherOperations += operations;
      return operations;
    }
  }

  private Firing[] weightedInputs() {
    return network.inputs().stream()
        .map(Input::id)
        .filter(
            id ->
                network.projections().stream().anyMatch(p -> p.from().equals(id) && !p.isDirect()))
        .map(this::input)
        .toArray(Firing[]::new);
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
    for (Feed feed : feeds) {
      feed.into(flat.direct);
    }
    boolean adapts = adaptive[0] < adaptive[1];
    if (adapts) {
      loops.adapt(flat, thresholdRing.slot(step), adaptive[0], adaptive[1]);
    }
    loops.integrate(flat, currentRing.slot(step), adapts ? flat.adapted : flat.threshold);
    for (Member member : members) {
      finish(member);
    }
    for (Firing input : weightedInputs) {
      input.list();
    }
    for (ProjectionState projection : projections) {
      projection.deliver(step);
    }
    if (step % EMPTY_EVERY == 0) {
      empty();
    }
  }

  private void finish(Member m) {
    if (m.base < 0) {
      m.state.step(step, m.current.slot(step), null);
      otherSpikes += m.firing.count;
      return;
    }
    if (m.listed) {
      FlatKernel.list(flat.spikes, m.base, m.size, m.firing);
    }
    if (m.copies()) {
      System.arraycopy(flat.spikes, m.base, m.firing.values, 0, m.size);
    }
    if (m.shownCurrent != null) {
      System.arraycopy(flat.u, m.base, m.shownCurrent, 0, m.size);
    }
    if (m.shownPotential != null) {
      System.arraycopy(flat.v, m.base, m.shownPotential, 0, m.size);
    }
  }

  private void empty() {
    olderSpikes = spikeCount() - otherSpikes;
    olderOperations = synapticOperations() - otherOperations;
    Arrays.fill(flat.totals, 0);
  }

  @Override
  public void reset() {
    step = 0;
    olderSpikes = 0;
    olderOperations = 0;
    otherSpikes = 0;
    otherOperations = 0;
    flat.reset();
    currentRing.reset();
    thresholdRing.reset();
    for (Firing input : inputs) {
      Arrays.fill(input.values, 0);
      input.count = 0;
    }
    for (Member m : members) {
      reset(m);
    }
  }

  private void reset(Member m) {
    Arrays.fill(m.firing.values, 0);
    m.firing.count = 0;
    if (m.base < 0) {
      m.state.reset();
      m.current.reset();
    }
    if (m.shownCurrent != null) {
      System.arraycopy(flat.u, m.base, m.shownCurrent, 0, m.size);
    }
    if (m.shownPotential != null) {
      System.arraycopy(flat.v, m.base, m.shownPotential, 0, m.size);
    }
  }

  @Override
  public int[] spikes(int population) {
    Member m = members[population];
    if (m.base >= 0 && !m.shown) {
      m.shown = true;
      System.arraycopy(flat.spikes, m.base, m.firing.values, 0, m.size);
    }
    return m.firing.values;
  }

  @Override
  public int[] current(int population) {
    Member m = members[population];
    if (m.base < 0) {
      return m.state.u;
    }
    if (m.shownCurrent == null) {
      m.shownCurrent = Arrays.copyOfRange(flat.u, m.base, m.base + m.size);
    }
    return m.shownCurrent;
  }

  @Override
  public int[] membranePotential(int population) {
    Member m = members[population];
    if (m.base < 0) {
      return m.state.v;
    }
    if (m.shownPotential == null) {
      m.shownPotential = Arrays.copyOfRange(flat.v, m.base, m.base + m.size);
    }
    return m.shownPotential;
  }

  /** Sets the thresholds of a population of the block; see {@link FineThresholds}. */
  void thresholds(int population, int[] thresholds) {
    System.arraycopy(
        thresholds, 0, flat.threshold, members[population].base, members[population].size);
  }

  @Override
  public long spikeCount() {
    long sum = olderSpikes + otherSpikes;
    for (int n : flat.totals) {
      sum += n;
    }
    return sum;
  }

  @Override
  public long synapticOperations() {
    long sum = olderOperations + otherOperations;
    for (int i = 0; i < fanOut.length; i++) {
      sum += flat.totals[i] * fanOut[i];
    }
    return sum;
  }
}
