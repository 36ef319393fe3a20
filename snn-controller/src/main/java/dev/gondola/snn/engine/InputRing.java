package dev.gondola.snn.engine;

import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Synapses;
import java.util.Arrays;
import java.util.List;

/** What is on its way to one port of a population: one row of sums for each step ahead. */
final class InputRing {
  private final int[][] slots;
  private final int mask;
  private final int offset;

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
    offset = 0;
  }

  private InputRing(InputRing whole, int offset) {
    slots = whole.slots;
    mask = whole.mask;
    this.offset = offset;
  }

  /** Returns the largest delay of what ends at a port of any of some populations, steps. */
  static int maxDelay(Network network, Port port, List<Population> targets) {
    List<String> ids = targets.stream().map(Population::id).toList();
    return network.projections().stream()
        .filter(p -> ids.contains(p.to()) && p.port() == port)
        .mapToInt(p -> p.synapses().map(Synapses::maxDelay).orElse(0))
        .max()
        .orElse(0);
  }

  /** Returns the part of this ring that begins at a neuron. */
  InputRing from(int neuron) {
    return new InputRing(this, neuron);
  }

  /** Returns where in a row the first neuron is. */
  int offset() {
    return offset;
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
