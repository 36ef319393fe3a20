package dev.gondola.snn.coding;

/**
 * Reads a value from the spikes of a population. A decoder is an immutable value; its state is in
 * the {@link Run} that it starts. The output is {@code value * unit}.
 */
public sealed interface Decoder
    permits PairedLeakyDecoder, PopulationVectorDecoder, FirstSpikeDecoder, TernaryCountDecoder {

  /** Largest magnitude of a weight or a preferred value. */
  int MAX_WEIGHT = 1 << 20;

  /** Returns the number of neurons read: the size of the population. */
  int channels();

  /** Returns the command of one count. */
  double unit();

  /**
   * Starts the decoder in its initial state.
   *
   * @param stepsPerTick network steps in a control period, at least 1
   */
  Run start(int stepsPerTick);

  /** A decoder at work. Belongs to one thread; allocates nothing. */
  interface Run {

    /**
     * Reads the spikes of a step.
     *
     * @param step 0..stepsPerTick - 1, one after another; 0 begins a control period
     * @param spikes one spike (0, 1 or -1) for each neuron
     */
    void read(int step, int[] spikes);

    /** Returns the value after the last step of a control period, in counts. */
    int value();

    /** Returns to the initial state. */
    void reset();
  }

  /** What a decoder says of a control period without a spike. */
  enum WhenSilent {
    /** The value of the control period before; 0 at first. */
    HOLD,
    /** 0. */
    ZERO
  }
}
