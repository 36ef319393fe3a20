package dev.gondola.snn.engine;

import java.util.Arrays;

/** What is on its way to one port of a population: one row of sums for each step ahead. */
final class InputRing {
  private final int[][] slots;
  private final int mask;

  /**
   * Makes a ring.
   *
   * @param size neurons
   * @param maxDelay largest delay of any projection that ends here, steps
   */
  InputRing(int size, int maxDelay) {
    int length = Integer.highestOneBit(maxDelay + 1) * 2;
    slots = new int[length][size];
    mask = length - 1;
  }

  /** Returns the row of a step; whoever uses it up clears it, for a step to come. */
  int[] slot(long step) {
    return slots[(int) step & mask];
  }

  void reset() {
    for (int[] slot : slots) {
      Arrays.fill(slot, 0);
    }
  }
}
