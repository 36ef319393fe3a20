package dev.gondola.firmware.memory;

import dev.gondola.firmware.TickListener;
import dev.gondola.firmware.TickRecord;

/** Hands the newest height from the control loop's thread to any other; never waits. */
public final class LatestHeight implements TickListener {
  private volatile double heightM = Double.NaN;

  @Override
  public void onTick(TickRecord record) {
    heightM = record.heightM;
  }

  /** Returns the height of the last tick, m; NaN if there is none. */
  public double heightM() {
    return heightM;
  }
}
