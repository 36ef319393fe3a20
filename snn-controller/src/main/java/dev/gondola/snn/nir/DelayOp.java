package dev.gondola.snn.nir;

/** Delay: {@code round(delay / dt)} steps for each element. */
final class DelayOp implements NodeOp {
  /** Most numbers kept, so that a long delay cannot fill the memory. */
  static final int MAX_KEPT = 1 << 22;

  private final double[][] kept;
  private final int[] next;

  /**
   * Makes a delay line full of zeros.
   *
   * @throws NirFormatException if a delay is negative, or all of them keep too much
   */
  DelayOp(NirNode node, int size, double dt) {
    kept = new double[size][];
    next = new int[size];
    long total = 0;
    for (int i = 0; i < size; i++) {
      double steps = StrictMath.rint(node.value("delay", i) / dt);
      if (!(steps >= 0) || (total += (long) Math.min(steps, MAX_KEPT + 1.0)) > MAX_KEPT) {
        throw new NirFormatException(
            "\"delay\" must not be negative, and at most %d steps for all elements together"
                .formatted(MAX_KEPT));
      }
      kept[i] = new double[(int) steps];
    }
  }

  @Override
  public void step(double[] in, double[] out) {
    for (int i = 0; i < kept.length; i++) {
      double[] line = kept[i];
      if (line.length == 0) {
        out[i] = in[i];
        continue;
      }
      out[i] = line[next[i]];
      line[next[i]] = in[i];
      next[i] = next[i] + 1 == line.length ? 0 : next[i] + 1;
    }
  }

  @Override
  public boolean isMemoryless() {
    return false;
  }
}
