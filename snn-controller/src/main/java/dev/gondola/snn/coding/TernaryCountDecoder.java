package dev.gondola.snn.coding;

import dev.gondola.snn.Network;

/**
 * Counts the spikes of ternary neurons in a control period, each +1 or -1: the value is their sum,
 * -n..n for n = channels * stepsPerTick, with a resolution of one. Neurons of the other models
 * count +1. A control period without a spike is 0. Without state between control periods.
 *
 * @param unit command of one count, above 0
 * @param channels number of neurons, 1..2^20
 */
public record TernaryCountDecoder(double unit, int channels) implements Decoder {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public TernaryCountDecoder {
    Counts.positive("unit", unit);
    Counts.range("channels", channels, 1, Network.MAX_NEURONS);
  }

  @Override
  public Decoder.Run start(int stepsPerTick) {
    return new Run(channels);
  }

  private static final class Run implements Decoder.Run {
    private final int channels;
    private int sum;

    Run(int channels) {
      this.channels = channels;
    }

    @Override
    public void read(int step, int[] spikes) {
      sum = step == 0 ? 0 : sum;
      for (int i = 0; i < channels; i++) {
        sum += spikes[i];
      }
    }

    @Override
    public int value() {
      return sum;
    }

    @Override
    public void reset() {
      sum = 0;
    }
  }
}
