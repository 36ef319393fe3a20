package dev.gondola.ground.fly;

import dev.gondola.firmware.TickListener;
import dev.gondola.firmware.TickRecord;
import dev.gondola.firmware.TickShape;

/** Keeps of a flight what its figures and plots are made of; room for it is made beforehand. */
final class FlightRecorder implements TickListener {
  private final double[] setpoint;
  private final double[] command;
  private final byte[][] spikeCounts;
  private int ticks;
  private long spikes;
  private long synapticOperations;
  private String mode = "";

  FlightRecorder(TickShape shape, int capacity) {
    setpoint = new double[capacity];
    command = new double[capacity];
    spikeCounts = new byte[capacity][shape.neurons()];
  }

  @Override
  public void onTick(TickRecord record) {
    setpoint[ticks] = record.setpointM;
    command[ticks] = record.command;
    System.arraycopy(record.spikeCounts, 0, spikeCounts[ticks], 0, spikeCounts[ticks].length);
    spikes += record.spikes;
    synapticOperations += record.synapticOperations;
    mode = record.mode.name();
    ticks++;
  }

  int ticks() {
    return ticks;
  }

  double setpointM(int tick) {
    return setpoint[tick];
  }

  double command(int tick) {
    return command[tick];
  }

  byte[] spikeCounts(int tick) {
    return spikeCounts[tick];
  }

  /** Returns whether the controller spikes. */
  boolean isSpiking() {
    return spikeCounts.length > 0 && spikeCounts[0].length > 0;
  }

  long spikes() {
    return spikes;
  }

  long synapticOperations() {
    return synapticOperations;
  }

  /** Returns the mode of the last tick. */
  String mode() {
    return mode;
  }
}
