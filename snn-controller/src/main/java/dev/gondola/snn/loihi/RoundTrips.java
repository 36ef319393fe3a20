package dev.gondola.snn.loihi;

/**
 * How long round trips took, as a histogram of 32 steps an octave: a quantile is right to 3 %.
 * Adding allocates nothing.
 */
final class RoundTrips {
  private static final int BITS = 5;
  private static final int STEPS = 1 << BITS;

  private final long[] counts = new long[(Long.SIZE - BITS) * STEPS];
  private long count;

  /** Adds a time, ns; below 0 counts as 0. */
  void add(long nanos) {
    counts[bucket(Math.max(0, nanos))]++;
    count++;
  }

  /** Returns how many were added. */
  long count() {
    return count;
  }

  /**
   * Returns a quantile, ns: the upper end of its bucket; 0 if there were no round trips.
   *
   * @param q 0..1
   */
  long quantile(double q) {
    long rank = Math.max(1, (long) Math.ceil(q * count));
    long seen = 0;
    for (int i = 0; i < counts.length && count > 0; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return upperEnd(i);
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    int shift = Math.max(0, Long.SIZE - BITS - 1 - Long.numberOfLeadingZeros(nanos));
    return shift * STEPS + (int) (nanos >>> shift);
  }

  private static long upperEnd(int bucket) {
    int shift = Math.max(0, bucket / STEPS - 1);
    long low = (long) (bucket - shift * STEPS) << shift;
    return low + (1L << shift) - 1;
  }
}
