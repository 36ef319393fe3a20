package dev.gondola.snn.coding;

import java.util.Arrays;
import java.util.List;

/**
 * Delta code, also send-on-delta: a spike for each threshold that the value has moved since the
 * last one, on one channel up and on another down (Miskowicz, Send-on-delta concept, Sensors 6,
 * 2006). In integers, for a value of q counts and each pair of channels:
 *
 * <pre>
 * n          = clamp((q - reference) / threshold, -stepsPerTick, stepsPerTick), toward zero
 * reference += n * threshold
 * </pre>
 *
 * <p>The up channel spikes in the first n steps of the control period, the down channel in the
 * first -n. What does not fit is sent later, so that spikes up minus spikes down, times the
 * threshold, follow the value to less than one threshold. The state is the reference of each pair,
 * 0 at first. NaN is no change.
 *
 * @param resolution value of one count, in the value's unit, above 0
 * @param thresholds threshold of each pair of channels, counts, 1..32767
 */
public record DeltaEncoder(double resolution, List<Integer> thresholds) implements Encoder {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public DeltaEncoder {
    thresholds = List.copyOf(thresholds);
    Counts.positive("resolution", resolution);
    Counts.range("thresholds", thresholds, 1, Counts.LIMIT);
  }

  @Override
  public int channels() {
    return 2 * thresholds.size();
  }

  @Override
  public Encoder.Run start(int stepsPerTick) {
    return new Run(resolution, Counts.array(thresholds), stepsPerTick);
  }

  private static final class Run implements Encoder.Run {
    private final double resolution;
    private final int[] thresholds;
    private final int stepsPerTick;
    private final int[] reference;

    /** Spikes of this control period, up if above 0. */
    private final int[] spikes;

    Run(double resolution, int[] thresholds, int stepsPerTick) {
      this.resolution = resolution;
      this.thresholds = thresholds;
      this.stepsPerTick = stepsPerTick;
      reference = new int[thresholds.length];
      spikes = new int[thresholds.length];
    }

    @Override
    public void encode(double value) {
      boolean known = !Double.isNaN(value);
      int q = Counts.of(value, resolution);
      for (int p = 0; p < thresholds.length; p++) {
        int moved = known ? q - reference[p] : 0;
        spikes[p] = Math.clamp(moved / thresholds[p], -stepsPerTick, stepsPerTick);
        reference[p] += spikes[p] * thresholds[p];
      }
    }

    @Override
    public void write(int step, int[] values) {
      for (int p = 0; p < spikes.length; p++) {
        values[2 * p] = step < spikes[p] ? 1 : 0;
        values[2 * p + 1] = step < -spikes[p] ? 1 : 0;
      }
    }

    @Override
    public void reset() {
      Arrays.fill(reference, 0);
      Arrays.fill(spikes, 0);
    }
  }
}
