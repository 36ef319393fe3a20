package dev.gondola.snn.coding;

import java.util.List;

/**
 * Population vector: the mean of the values that neurons prefer, weighted by their spikes in the
 * control period (Georgopoulos, Schwartz and Kettner, Science 233, 1986), in integers:
 *
 * <pre>
 * value = round(sum of preferred[i] * n[i] / sum of n[i]), halves away from zero
 * </pre>
 *
 * <p>where n[i] counts the steps in which neuron i spiked, of either sign. Between the least and
 * the largest preferred value; the more spikes, the finer. The state is the last value, 0 at first.
 *
 * @param unit command of one count, above 0
 * @param preferred preferred value of each neuron, counts, within +-2^20
 * @param whenSilent value of a control period without a spike
 */
public record PopulationVectorDecoder(double unit, List<Integer> preferred, WhenSilent whenSilent)
    implements Decoder {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public PopulationVectorDecoder {
    preferred = List.copyOf(preferred);
    Counts.positive("unit", unit);
    Counts.range("preferred", preferred, -MAX_WEIGHT, MAX_WEIGHT);
  }

  @Override
  public int channels() {
    return preferred.size();
  }

  @Override
  public Decoder.Run start(int stepsPerTick) {
    return new Run(Counts.array(preferred), whenSilent == WhenSilent.HOLD);
  }

  private static final class Run implements Decoder.Run {
    private final int[] preferred;
    private final boolean hold;
    private long sum;
    private long spikeCount;
    private int last;

    Run(int[] preferred, boolean hold) {
      this.preferred = preferred;
      this.hold = hold;
    }

    @Override
    public void read(int step, int[] spikes) {
      if (step == 0) {
        last = value();
        sum = 0;
        spikeCount = 0;
      }
      for (int i = 0; i < preferred.length; i++) {
        int spike = spikes[i] & 1;
        spikeCount += spike;
        sum += (long) spike * preferred[i];
      }
    }

    @Override
    public int value() {
      if (spikeCount == 0) {
        return hold ? last : 0;
      }
      long rounded = (2 * Math.abs(sum) + spikeCount) / (2 * spikeCount);
      return (int) (sum < 0 ? -rounded : rounded);
    }

    @Override
    public void reset() {
      sum = 0;
      spikeCount = 0;
      last = 0;
    }
  }
}
