package dev.gondola.snn.engine;

/**
 * Values of an input that go directly to a population of a {@link FlatState}.
 *
 * @param values the input's values
 * @param base where the population begins
 * @param first whether these are the population's first, which replace those of the step before
 */
@SuppressWarnings("ArrayRecordComponent") // the engine's own array, never compared
record Feed(int[] values, int base, boolean first) {

  /** Adds the values to those of the block. */
  void into(int[] direct) {
    if (first) {
      System.arraycopy(values, 0, direct, base, values.length);
      return;
    }
    for (int i = 0; i < values.length; i++) {
      direct[base + i] += values[i];
    }
  }
}
