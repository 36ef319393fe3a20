package dev.gondola.snn.engine;

import dev.gondola.snn.Network;
import java.util.stream.IntStream;

/**
 * The values that a source emits in a step, and which of them are not 0: a list, so that whoever is
 * driven by events need not look at the silent ones.
 */
final class Firing {
  /** One value a neuron or channel. */
  final int[] values;

  /** Indices of the values that are not 0, ascending, up to {@link #count}. */
  final int[] indices;

  /** How many values are not 0. */
  int count;

  Firing(int size) {
    this(new int[size]);
  }

  Firing(int[] values) {
    this.values = values;
    int size = values.length;
    // A list is written one place ahead, or a vector at a time, before it is known how long it
    // gets.
    indices = new int[size + MARGIN];
  }

  /** Room behind the list for the widest vector. */
  static final int MARGIN = 64;

  /** Returns the inputs that reach a population through synapses: only they are listed. */
  static Firing[] weighted(Network network, Firing[] inputs) {
    return IntStream.range(0, inputs.length)
        .filter(i -> isWeighted(network, network.inputs().get(i).id()))
        .mapToObj(i -> inputs[i])
        .toArray(Firing[]::new);
  }

  private static boolean isWeighted(Network network, String input) {
    return network.projections().stream().anyMatch(p -> p.from().equals(input) && !p.isDirect());
  }

  /** Lists the values that are not 0. */
  void list() {
    int[] v = values;
    int[] into = indices;
    int n = 0;
    for (int i = 0; i < v.length; i++) {
      into[n] = i;
      // 1 for every value but 0, without a branch that could be mispredicted.
      n += (v[i] | -v[i]) >>> 31;
    }
    count = n;
  }

  /** As {@link #list} where every value is 0, 1 or -1: fewer instructions. */
  void listSpikes() {
    int[] v = values;
    int[] into = indices;
    int n = 0;
    for (int i = 0; i < v.length; i++) {
      into[n] = i;
      n += v[i] & 1;
    }
    count = n;
  }
}
