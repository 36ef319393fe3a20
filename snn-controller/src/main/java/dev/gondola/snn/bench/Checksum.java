package dev.gondola.snn.bench;

/** FNV-1a over the numbers of spikes: equal trains have equal sums. */
final class Checksum {
  private long sum = 1469598103934665603L;

  /** Adds a population's spikes; neuron i has the number {@code from + i}. */
  void add(int[] spikes, int size, long from) {
    for (int i = 0; i < size; i++) {
      if (spikes[i] != 0) {
        sum = (sum ^ (from + i)) * 1099511628211L;
      }
    }
  }

  /** Returns the sum in hexadecimal. */
  String hex() {
    return "%016x".formatted(sum);
  }
}
