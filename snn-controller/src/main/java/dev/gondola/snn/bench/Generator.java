package dev.gondola.snn.bench;

/**
 * The xorshift generator of {@code limit.c} (Marsaglia, Xorshift RNGs, 2003, shifts 13, 7, 17), so
 * that both draw the same network.
 */
final class Generator {
  private long state = 88172645463325252L;

  private double uniform() {
    state ^= state << 13;
    state ^= state >>> 7;
    state ^= state << 17;
    return (state >>> 11) / 9007199254740992.0;
  }

  /** Returns a whole number low..high. */
  int between(int low, int high) {
    return low + (int) (uniform() * (high - low + 1));
  }
}
