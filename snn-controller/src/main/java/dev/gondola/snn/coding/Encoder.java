package dev.gondola.snn.coding;

/**
 * Turns a value, or the events of a camera, into what the input of a network receives. An encoder
 * is an immutable value; its state is in the {@link Run} that it starts.
 *
 * <p>A value is first rounded to whole counts, {@code q = clamp(round(value / resolution), -32767,
 * 32767)}, halves to even; from there on all is integer.
 */
public sealed interface Encoder
    permits PairedCurrentEncoder,
        PopulationEncoder,
        DeltaEncoder,
        LatencyEncoder,
        EventStreamEncoder {

  /** Returns the number of channels: the size of the input that receives them. */
  int channels();

  /**
   * Starts the encoder in its initial state.
   *
   * @param stepsPerTick network steps in a control period, at least 1
   */
  Run start(int stepsPerTick);

  /** An encoder at work. Belongs to one thread; allocates nothing. */
  interface Run {

    /**
     * Takes the value of a control period, before its first step.
     *
     * @param value any number; what becomes of NaN is said by each encoder
     */
    void encode(double value);

    /**
     * Writes what the channels receive in a step.
     *
     * @param step 0..stepsPerTick - 1, one after another
     * @param values the network's input; it must still hold what was written in the step before
     */
    void write(int step, int[] values);

    /** Returns to the initial state. */
    void reset();
  }
}
