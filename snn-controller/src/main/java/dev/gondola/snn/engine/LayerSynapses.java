package dev.gondola.snn.engine;

import static jdk.incubator.vector.VectorOperators.NEG;

import dev.gondola.snn.engine.Layers.Band;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Delivers {@link Layers}: from one population of a {@link FlatState} to another, binary spikes.
 */
final class LayerSynapses implements ProjectionState {
  private static final VectorSpecies<Integer> INT = IntVector.SPECIES_PREFERRED;
  private static final int LANES = INT.length();

  private final Band[] bands;
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
    bands = layers.bands().toArray(Band[]::new);
    this.spikes = spikes;
    this.sourceBase = sourceBase;
    this.ring = ring;
    this.delay = delay;
  }

  @Override
  public int deliver(long step) {
    int[] into = ring.slot(step + 1 + delay);
    int to = ring.offset();
    for (int b = 0; b < bands.length; b++) {
      if (b + 1 < bands.length && alike(bands[b], bands[b + 1])) {
        addTwo(bands[b], bands[b + 1], spikes, sourceBase, into, to);
        b++;
      } else {
        addOne(bands[b], spikes, sourceBase, into, to);
      }
    }
    return 0;
  }

  private static boolean alike(Band a, Band b) {
    return a.target() == b.target() && a.weight().length == b.weight().length;
  }

  private static void addOne(Band band, int[] spikes, int base, int[] into, int offset) {
    int[] weight = band.weight();
    int from = base + band.source();
    int to = offset + band.target();
    IntVector lane = IntVector.fromArray(INT, band.index(), 0);
    for (int i = 0; i < weight.length; i += LANES) {
      IntVector fired = IntVector.fromArray(INT, spikes, from + i).lanewise(NEG);
      IntVector sum = IntVector.fromArray(INT, weight, i).and(lane.selectFrom(fired));
      IntVector.fromArray(INT, into, to + i).add(sum).intoArray(into, to + i);
    }
  }

  /** Two bands of the same targets at once: the sums are read and written once. */
  private static void addTwo(Band a, Band b, int[] spikes, int base, int[] into, int offset) {
    int[] weightA = a.weight();
    int[] weightB = b.weight();
    int fromA = base + a.source();
    int fromB = base + b.source();
    int to = offset + a.target();
    IntVector laneA = IntVector.fromArray(INT, a.index(), 0);
    IntVector laneB = IntVector.fromArray(INT, b.index(), 0);
    for (int i = 0; i < weightA.length; i += LANES) {
      IntVector firedA = IntVector.fromArray(INT, spikes, fromA + i).lanewise(NEG);
      IntVector firedB = IntVector.fromArray(INT, spikes, fromB + i).lanewise(NEG);
      IntVector sumA = IntVector.fromArray(INT, weightA, i).and(laneA.selectFrom(firedA));
      IntVector sumB = IntVector.fromArray(INT, weightB, i).and(laneB.selectFrom(firedB));
      IntVector.fromArray(INT, into, to + i).add(sumA).add(sumB).intoArray(into, to + i);
    }
  }
}
