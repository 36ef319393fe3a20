package dev.gondola.snn.engine;

/**
 * Thresholds finer than a chip's, which are multiples of 64: for the reference network that is
 * compared with a program in C, whose thresholds are any numbers.
 */
public final class FineThresholds {
  private FineThresholds() {}

  /**
   * Sets the thresholds of a population.
   *
   * @param engine an engine of this package
   * @param thresholds one number a neuron, compared with the membrane potential as it is
   */
  public static void set(Engine engine, int population, int[] thresholds) {
    int[] all = ((FixedPointEngine) engine).thresholds(population);
    System.arraycopy(thresholds, 0, all, 0, all.length);
  }
}
