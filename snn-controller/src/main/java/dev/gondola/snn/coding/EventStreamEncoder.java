package dev.gondola.snn.coding;

import dev.gondola.snn.MapShape;
import java.util.Arrays;

/**
 * Bins the events of an event camera into a map of channels, rows and columns, numbered C, H, W.
 * Events that came since the last control period are delivered in the first step of the next; the
 * other steps receive nothing.
 *
 * <pre>
 * bin    = (on ? 1 : 0, y / cell, x / cell), or channel 0 for both with one polarity
 * values = min(events in the bin, limit)
 * </pre>
 *
 * <p>With a limit of 1 that is one spike for any number of events; above, it is counts, for a
 * projection with graded spikes. Events outside the sensor are dropped and counted. The value of
 * the control period, NaN or not, is not used. The state is the bins, empty at first.
 *
 * @param width columns of the sensor, 1..65535
 * @param height rows of the sensor, 1..65535
 * @param cell columns and rows of a bin, 1..65535; the last of a row or column may be smaller
 * @param polarities 2 for a channel each of off and on events, 1 for one of both
 * @param limit largest count of a bin, 1..32767
 */
public record EventStreamEncoder(int width, int height, int cell, int polarities, int limit)
    implements Encoder {
  private static final int MAX_SIDE = 65535;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range or the map too large
   */
  public EventStreamEncoder {
    Counts.range("width", width, 1, MAX_SIDE);
    Counts.range("height", height, 1, MAX_SIDE);
    Counts.range("cell", cell, 1, MAX_SIDE);
    Counts.range("polarities", polarities, 1, 2);
    Counts.range("limit", limit, 1, Counts.LIMIT);
    map(width, height, cell, polarities);
  }

  private static MapShape map(int width, int height, int cell, int polarities) {
    return new MapShape(polarities, Math.ceilDiv(height, cell), Math.ceilDiv(width, cell));
  }

  /** Returns the shape of the map. */
  public MapShape shape() {
    return map(width, height, cell, polarities);
  }

  @Override
  public int channels() {
    return shape().size();
  }

  @Override
  public Run start(int stepsPerTick) {
    return new Run(this);
  }

  /** The encoder at work: events come in between control periods. */
  public static final class Run implements Encoder.Run, EventSink {
    private final EventStreamEncoder encoder;
    private final MapShape shape;
    private final int[] bins;
    private long dropped;

    private Run(EventStreamEncoder encoder) {
      this.encoder = encoder;
      shape = encoder.shape();
      bins = new int[shape.size()];
    }

    @Override
    public void event(int x, int y, boolean on) {
      if (x < 0 || x >= encoder.width || y < 0 || y >= encoder.height) {
        dropped++;
        return;
      }
      int channel = on ? encoder.polarities - 1 : 0;
      int bin = shape.index(channel, y / encoder.cell, x / encoder.cell);
      bins[bin] = Math.min(bins[bin] + 1, encoder.limit);
    }

    /** Returns how many events lay outside the sensor since the start or the last reset. */
    public long dropped() {
      return dropped;
    }

    @Override
    public void encode(double value) {
      // Events are binned as they come.
    }

    @Override
    public void write(int step, int[] values) {
      if (step == 0) {
        System.arraycopy(bins, 0, values, 0, bins.length);
        Arrays.fill(bins, 0);
      } else if (step == 1) {
        Arrays.fill(values, 0, bins.length, 0);
      }
    }

    @Override
    public void reset() {
      Arrays.fill(bins, 0);
      dropped = 0;
    }
  }
}
