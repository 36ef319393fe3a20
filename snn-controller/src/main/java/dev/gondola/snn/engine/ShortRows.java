package dev.gondola.snn.engine;

/** A projection whose weights fit 16 bits, added by {@link RowKernel}. */
final class ShortRows implements ProjectionState {
  private final Firing source;
  private final InputRing ring;
  private final short[] rows;
  private final int padded;
  private final short[] sums;
  private final int[] fanOut;
  private final int delay;
  private final int right;
  private final int left;

  ShortRows(RowWeights weights, Firing source, InputRing ring) {
    this.source = source;
    this.ring = ring;
    padded = RowWeights.padded(weights.targets(), RowKernel.BLOCK);
    sums = new short[padded];
    rows = RowKernel.pack(weights.rows(), padded);
    fanOut = weights.fanOut();
    delay = weights.delay();
    right = weights.right();
    left = weights.left();
  }

  @Override
  public int deliver(long step) {
    if (source.count == 0) {
      return 0;
    }
    int[] slot = ring.slot(step + 1 + delay);
    RowKernel.add(rows, padded, source, sums, slot, ring.offset(), right, left);
    int operations = 0;
    for (int n = 0; n < source.count; n++) {
      operations += fanOut[source.indices[n]];
    }
    return operations;
  }
}
