package dev.gondola.ground.snn.stimulus;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random spikes: in every step each channel of each input is 1 with the same probability, else 0,
 * independent of all others. Drawn from L64X128MixRandom, in the order of inputs and channels.
 */
public final class RandomStimulus implements StimulusSource {
  private static final String ALGORITHM = "L64X128MixRandom";

  private final double probability;
  private final long seed;

  /**
   * Makes a source.
   *
   * @param probability of a spike, 0..1
   * @param seed the same seed gives the same spikes
   * @throws IllegalArgumentException if the probability is out of range
   */
  public RandomStimulus(double probability, long seed) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be 0..1, is " + probability);
    }
    this.probability = probability;
    this.seed = seed;
  }

  @Override
  public OptionalLong lastStep() {
    return OptionalLong.empty();
  }

  @Override
  public Stimulus open() {
    RandomGenerator random = RandomGeneratorFactory.of(ALGORITHM).create(seed);
    return (step, inputs) -> {
      for (int[] values : inputs) {
        for (int i = 0; i < values.length; i++) {
          values[i] = random.nextDouble() < probability ? 1 : 0;
        }
      }
    };
  }

  @Override
  public String description() {
    return "random spikes, p " + probability + ", seed " + seed;
  }
}
