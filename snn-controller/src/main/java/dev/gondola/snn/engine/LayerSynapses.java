package dev.gondola.snn.engine;

import static jdk.incubator.vector.VectorOperators.NEG;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Delivers {@link Layers}: from one population of a {@link FlatState} to another, binary spikes.
 */
final class LayerSynapses implements ProjectionState {
  private static final VectorSpecies<Integer> INT = IntVector.SPECIES_PREFERRED;
  private static final int LANES = INT.length();

  private final Layers layers;
  private final int[] spikes;
  private final int sourceBase;
  private final InputRing ring;
  private final int delay;

  /**
   * Makes the synapses.
   *
   * @param spikes flat spikes
   * @param sourceBase where the sources begin in them
   */
  LayerSynapses(Layers layers, int[] spikes, int sourceBase, InputRing ring, int delay) {
    this.layers = layers;
    this.spikes = spikes;
    this.sourceBase = sourceBase;
    this.ring = ring;
    this.delay = delay;
  }

  @Override
  public int deliver(long step) {
    add(layers, spikes, sourceBase, ring.slot(step + 1 + delay), ring.offset());
    return 0;
  }

  private static void add(Layers layers, int[] spikes, int from, int[] into, int to) {
    int[] targets = layers.targetBlock();
    int[] sources = layers.sourceBlock();
    int[] index = layers.index();
    int[] weight = layers.weight();
    for (int k = 0; k < targets.length; k++) {
      IntVector fired = IntVector.fromArray(INT, spikes, from + sources[k]).lanewise(NEG);
      IntVector lane = IntVector.fromArray(INT, index, k * LANES);
      IntVector sum = IntVector.fromArray(INT, weight, k * LANES).and(lane.selectFrom(fired));
      int at = to + targets[k];
      IntVector.fromArray(INT, into, at).add(sum).intoArray(into, at);
    }
  }
}
