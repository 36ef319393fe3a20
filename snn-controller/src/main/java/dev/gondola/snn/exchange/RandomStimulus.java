package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.NirRun;
import dev.gondola.snn.nir.NirStimulus;

/** Random input spikes by the rule of {@link NirStimulus}. For one run only. */
public final class RandomStimulus implements Agreement.Stimulus {
  private final long seed;
  private final double probability;
  private NirStimulus rule;

  /**
   * Makes a stimulus.
   *
   * @param seed start of the generators, 0 to 2^32 - 1
   * @param probability probability of a spike in a step, 0 to 1
   */
  public RandomStimulus(long seed, double probability) {
    this.seed = seed;
    this.probability = probability;
  }

  @Override
  public void next(NirRun run) {
    if (rule == null) {
      rule = new NirStimulus(run, seed, probability);
    }
    rule.next();
  }
}
