package dev.gondola.snn.engine;

import dev.gondola.snn.ChipRange;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.Projection;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a network within the chip's range with vector instructions. LIF and IWTA neurons and leaky
 * integrators of all populations lie in one {@link Block}; other models take the plain loops of
 * {@link FixedPointEngine}. Projections are added by whole rows of 16-bit weights ({@link
 * ShortRows}), as permutations ({@link LayerSynapses}), or synapse by synapse ({@link
 * SynapseRows}), whichever is least work.
 */
final class FlatEngine implements Engine {
  /** Most permutation layers of a projection: more are slower than rows of the few that fire. */
  private static final int MAX_LAYERS = 16;

  /** Steps after which the spike totals are emptied into wider numbers. */
  private static final int EMPTY_EVERY = 1 << 30;

  private final Network network;
  private final Block block;
  private final Firing[] inputs;
  private final Firing[] weightedInputs;
  private final ProjectionState[] projections;

  /** Non-zero synapses of every flat neuron, and spikes of earlier epochs times these. */
  private final long[] fanOut;

  private long step;
  private long olderSpikes;
  private long olderOperations;
  private long otherSpikes;
  private long otherOperations;

  FlatEngine(Network network) {
    List<String> faults = ChipRange.faults(network);
    if (!faults.isEmpty()) {
      throw new NetworkException("network \"" + network.name() + "\"", faults);
    }
    this.network = network;
    inputs = network.inputs().stream().map(i -> new Firing(i.size())).toArray(Firing[]::new);
    block =
        new Block(
            network,
            network.populations(),
            new FlatKernel(),
            FlatKernel.LANES,
            true,
            RowKernel.BLOCK);
    block.connect(id -> input(id).values);
    fanOut = new long[block.flat.length];
    projections = projections();
    weightedInputs = Firing.weighted(network, inputs);
    reset();
  }

  private Firing input(String id) {
    for (int i = 0; i < inputs.length; i++) {
      if (network.inputs().get(i).id().equals(id)) {
        return inputs[i];
      }
    }
    return null;
  }

  private ProjectionState[] projections() {
    return network.projections().stream()
        .filter(p -> !p.isDirect())
        .map(this::projection)
        .toArray(ProjectionState[]::new);
  }

  private ProjectionState projection(Projection p) {
    Firing input = input(p.from());
    Member from = input == null ? block.member(p.from()) : null;
    boolean toFlat = block.member(p.to()).isFlat();
    InputRing ring = block.ring(p);
    RowWeights weights = RowWeights.of(p);
    boolean counted = from != null && from.isFlat();
    if (counted) {
      weights.addFanOut(fanOut, from.base);
      if (toFlat && p.weightExponent() >= 0 && mayBeLayers(weights)) {
        Layers layers = Layers.of(p, FlatKernel.LANES);
        if (layers.count(FlatKernel.LANES) <= MAX_LAYERS) {
          return new LayerSynapses(layers, block.flat.spikes, from.base, ring, weights.delay());
        }
      }
      from.list(p.messageBits() > 0);
    }
    Firing source = from == null ? input : from.firing;
    ProjectionState state =
        toFlat && weights.isSimple() && weights.pays(RowKernel.BLOCK) && weights.fitShorts()
            ? new ShortRows(weights, source, ring)
            : new SynapseRows(p, source, ring);
    return counted ? state : new Counted(state);
  }

  /** Layers of a large projection take long to find, and more than fit are of no use. */
  private static boolean mayBeLayers(RowWeights weights) {
    return weights.nonZero() <= (long) MAX_LAYERS * FlatKernel.LANES
        && weights.isSimple()
        && weights.sparse();
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
    block.update(step);
    for (Member member : block.members) {
      otherSpikes += member.isFlat() ? 0 : member.firing.count;
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

  private void empty() {
    olderSpikes = spikeCount() - otherSpikes;
    olderOperations = synapticOperations() - otherOperations;
    Arrays.fill(block.flat.totals, 0);
  }

  @Override
  public void reset() {
    step = 0;
    olderSpikes = 0;
    olderOperations = 0;
    otherSpikes = 0;
    otherOperations = 0;
    block.reset();
    for (Firing input : inputs) {
      Arrays.fill(input.values, 0);
      input.count = 0;
    }
  }

  @Override
  public int[] spikes(int population) {
    return block.members[population].spikes();
  }

  @Override
  public int[] current(int population) {
    return block.members[population].current();
  }

  @Override
  public int[] membranePotential(int population) {
    return block.members[population].membranePotential();
  }

  /** Sets the thresholds of a population of the block; see {@link FineThresholds}. */
  void thresholds(int population, int[] thresholds) {
    block.members[population].thresholds(thresholds);
  }

  @Override
  public long spikeCount() {
    long sum = olderSpikes + otherSpikes;
    for (int n : block.flat.totals) {
      sum += n;
    }
    return sum;
  }

  @Override
  public long synapticOperations() {
    long sum = olderOperations + otherOperations;
    for (int i = 0; i < fanOut.length; i++) {
      sum += block.flat.totals[i] * fanOut[i];
    }
    return sum;
  }
}
