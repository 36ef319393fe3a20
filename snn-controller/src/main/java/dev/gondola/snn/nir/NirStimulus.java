package dev.gondola.snn.nir;

import java.util.Arrays;

/**
 * Input spikes that any program can make: for each step and each channel in order {@code x =
 * (1664525 x + 1013904223) mod 2^32}, a spike where {@code x >> 16} is below {@code floor(p *
 * 65536)}. Each Input has a generator of its own; the first starts at the seed, the next at the
 * seed plus one, and so on in the order of their paths. (The multiplier is that of Numerical
 * Recipes, chapter 7.1.)
 */
public final class NirStimulus {
  /** Seed where none is asked for. */
  public static final long DEFAULT_SEED = 12345;

  /** Probability of a spike where none is asked for. */
  public static final double DEFAULT_PROBABILITY = 0.2;

  private static final long MASK = 0xffff_ffffL;
  private static final int ONE = 1 << 16;

  private final NirRun run;
  private final int[] inputs;
  private final long[] states;
  private final long limit;

  /**
   * Makes a stimulus for all Inputs of a run.
   *
   * @param seed start of the generators, 0 to 2^32 - 1
   * @param probability probability of a spike in a step, 0 to 1
   * @throws IllegalArgumentException if a number is out of range
   */
  public NirStimulus(NirRun run, long seed, double probability) {
    if (seed < 0 || seed > MASK || !(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "the seed must be 0..2^32 - 1 and the probability 0..1, are "
              + seed
              + ", "
              + probability);
    }
    this.run = run;
    this.inputs = run.graph().inputs();
    this.states = new long[inputs.length];
    Arrays.setAll(states, i -> (seed + i) & MASK);
    this.limit = (long) (probability * ONE);
  }

  /** Fills the Inputs for the next step. */
  public void next() {
    for (int i = 0; i < inputs.length; i++) {
      double[] channels = run.input(inputs[i]);
      for (int c = 0; c < channels.length; c++) {
        states[i] = (1664525 * states[i] + 1013904223) & MASK;
        channels[c] = states[i] >> 16 < limit ? 1 : 0;
      }
    }
  }
}
