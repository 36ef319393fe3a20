package dev.gondola.firmware.link;

import dev.gondola.firmware.Mode;
import dev.gondola.firmware.TickListener;
import dev.gondola.firmware.TickRecord;

/**
 * Reports a control loop's ticks and changes of mode to the fleet. Waits for nothing and allocates
 * nothing; what the link cannot carry is left out, so no tick is ever reported as lost.
 */
public final class TelemetryListener implements TickListener {
  private final TelemetryPublisher publisher;
  private Mode mode = Mode.DISARMED;

  /** Makes a listener for one loop. */
  public TelemetryListener(TelemetryPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void onTick(TickRecord record) {
    if (record.mode != mode) {
      publisher.modeChanged(record.timeNanos, mode.name(), record.mode.name(), "");
      mode = record.mode;
    }
    TelemetryFrame frame = publisher.claim();
    frame.tick = record.tick;
    frame.timeNanos = record.timeNanos;
    frame.mode = record.mode.name();
    frame.armed = record.mode == Mode.ARMED;
    frame.setpointM = record.setpointM;
    frame.heightM = record.heightM;
    frame.command = record.command;
    frame.output = record.limited.length == 0 ? Double.NaN : record.limited[0];
    boolean spiking = record.spikeCounts.length > 0;
    frame.spikes = spiking ? record.spikes : -1;
    frame.synapticOperations = spiking ? record.synapticOperations : -1;
    publisher.commit();
  }
}
