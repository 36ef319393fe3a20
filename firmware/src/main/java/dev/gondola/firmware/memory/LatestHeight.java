package dev.gondola.firmware.memory;

import dev.gondola.firmware.TickListener;
import dev.gondola.firmware.TickRecord;

/**
 * Hands the newest height from the control loop's thread to any other. The loop's thread writes two
 * fields: it never waits and allocates nothing.
 */
public final class LatestHeight implements TickListener {
  private volatile double heightM = Double.NaN;
  private volatile long tick = -1;

  @Override
  public void onTick(TickRecord record) {
    heightM = record.heightM;
    tick = record.tick;
  }

  /** Returns the height of the last tick, m; NaN if there is none. */
  public double heightM() {
    return heightM;
  }

  /**
   * Returns the number of the last tick, -1 if there was none. A height read after it is of this
   * tick or a later one.
   */
  public long tick() {
    return tick;
  }
}
