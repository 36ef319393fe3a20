package dev.gondola.snn.coding;

import java.util.List;

/**
 * Reads the time to the first spike of a control period: the earlier, the larger. In integers, for
 * a first spike in step t, from 0:
 *
 * <pre>
 * value = (sum of weight[i] * s[i] in step t) * (stepsPerTick - t) / stepsPerTick, toward zero
 * </pre>
 *
 * <p>So a spike of neuron i in step 0 is worth its weight and one in the last step {@code 1 /
 * stepsPerTick} of it, which is the resolution. Each weighted hop to the population costs a step.
 * Neurons that spike first in the same step add up; later spikes are not read. The state is the
 * last value, 0 at first.
 *
 * @param unit command of one count, above 0
 * @param weights weight of each neuron, counts, within +-2^20
 * @param whenSilent value of a control period without a spike
 */
public record FirstSpikeDecoder(double unit, List<Integer> weights, WhenSilent whenSilent)
    implements Decoder {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public FirstSpikeDecoder {
    weights = List.copyOf(weights);
    Counts.positive("unit", unit);
    Counts.range("weights", weights, -MAX_WEIGHT, MAX_WEIGHT);
  }

  @Override
  public int channels() {
    return weights.size();
  }

  @Override
  public Decoder.Run start(int stepsPerTick) {
    return new Run(Counts.array(weights), whenSilent == WhenSilent.HOLD, stepsPerTick);
  }

  private static final class Run implements Decoder.Run {
    private final int[] weights;
    private final boolean hold;
    private final int stepsPerTick;
    private boolean spiked;
    private int value;

    Run(int[] weights, boolean hold, int stepsPerTick) {
      this.weights = weights;
      this.hold = hold;
      this.stepsPerTick = stepsPerTick;
    }

    @Override
    public void read(int step, int[] spikes) {
      if (step == 0) {
        spiked = false;
        value = hold ? value : 0;
      }
      if (spiked) {
        return;
      }
      long sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += (long) weights[i] * spikes[i];
        spiked |= spikes[i] != 0;
      }
      if (spiked) {
        long scaled = sum * (stepsPerTick - step) / stepsPerTick;
        value = Math.clamp(scaled, -Integer.MAX_VALUE, Integer.MAX_VALUE);
      }
    }

    @Override
    public int value() {
      return value;
    }

    @Override
    public void reset() {
      spiked = false;
      value = 0;
    }
  }
}
