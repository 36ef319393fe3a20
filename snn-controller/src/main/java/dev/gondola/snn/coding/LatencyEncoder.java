package dev.gondola.snn.coding;

import java.util.Arrays;
import java.util.List;

/**
 * Latency code, also time to first spike: one spike in a control period, the earlier the larger the
 * value, on one channel for positive values and on another for negative ones (Thorpe, Delorme and
 * Van Rullen, Spike-based strategies for rapid processing, Neural Networks 14, 2001). In integers,
 * for a value of q counts and each pair of channels:
 *
 * <pre>
 * m    = min(|q|, full)
 * step = (full - m) * stepsPerTick / (full - minimum + 1), rounded down; none if m &lt; minimum
 * </pre>
 *
 * <p>So full scale spikes in step 0 and the minimum in the last step; the resolution is {@code
 * (full - minimum + 1) / stepsPerTick} counts. Without state between control periods. NaN is
 * silent.
 *
 * @param resolution value of one count, in the value's unit, above 0
 * @param minimum smallest magnitude that spikes, counts, 1..32767
 * @param fullScales magnitude that spikes at once, for each pair of channels, counts,
 *     minimum..32767
 */
public record LatencyEncoder(double resolution, int minimum, List<Integer> fullScales)
    implements Encoder {
  private static final int NEVER = -1;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public LatencyEncoder {
    fullScales = List.copyOf(fullScales);
    Counts.positive("resolution", resolution);
    Counts.range("minimum", minimum, 1, Counts.LIMIT);
    Counts.range("fullScales", fullScales, minimum, Counts.LIMIT);
  }

  @Override
  public int channels() {
    return 2 * fullScales.size();
  }

  @Override
  public Encoder.Run start(int stepsPerTick) {
    return new Run(this, stepsPerTick);
  }

  private static final class Run implements Encoder.Run {
    private final double resolution;
    private final int minimum;
    private final int[] full;
    private final int stepsPerTick;

    /** Step in which each channel spikes. */
    private final int[] spikeStep;

    Run(LatencyEncoder encoder, int stepsPerTick) {
      resolution = encoder.resolution;
      minimum = encoder.minimum;
      full = Counts.array(encoder.fullScales);
      this.stepsPerTick = stepsPerTick;
      spikeStep = new int[2 * full.length];
      reset();
    }

    @Override
    public void encode(double value) {
      int q = Counts.of(value, resolution);
      for (int p = 0; p < full.length; p++) {
        int step = step(Math.min(Math.abs(q), full[p]), full[p]);
        spikeStep[2 * p] = q > 0 ? step : NEVER;
        spikeStep[2 * p + 1] = q < 0 ? step : NEVER;
      }
    }

    private int step(int magnitude, int fullScale) {
      return magnitude < minimum
          ? NEVER
          : (fullScale - magnitude) * stepsPerTick / (fullScale - minimum + 1);
    }

    @Override
    public void write(int step, int[] values) {
      for (int c = 0; c < spikeStep.length; c++) {
        values[c] = spikeStep[c] == step ? 1 : 0;
      }
    }

    @Override
    public void reset() {
      Arrays.fill(spikeStep, NEVER);
    }
  }
}
