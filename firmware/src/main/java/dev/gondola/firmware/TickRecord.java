package dev.gondola.firmware;

import java.util.Arrays;

/**
 * What happened in one tick; mutable and reused, so that reporting allocates nothing. A listener
 * that keeps it past its call copies it.
 */
public final class TickRecord {
  /** Number of the tick, from 0. */
  public long tick;

  /** Monotonic time of the tick, ns. */
  public long timeNanos;

  /** The mode in which the tick was flown. */
  public Mode mode = Mode.DISARMED;

  /** Set of {@link TickFlag#bit}. */
  public int flags;

  /** The setpoint flown, within its limits, m. */
  public double setpointM;

  /** The estimated height, m; NaN if there is none. */
  public double heightM = Double.NaN;

  /** Age of the newest sample in the estimate, ns; -1 if there is none. */
  public long sampleAgeNanos = -1;

  /** The controller's command before mixer and limiter, command units; 0 if it did not run. */
  public double command;

  /** The mixer's outputs, command units; 0 if the controller did not run. */
  public final double[] mixed;

  /** The outputs after limiting, as given to the actuators; 0 if they were stopped. */
  public final double[] limited;

  /** Spikes of all neurons in this tick. */
  public int spikes;

  /** Synaptic operations in this tick. */
  public int synapticOperations;

  /** Spikes of each neuron in this tick. */
  public final byte[] spikeCounts;

  /** Makes an empty record of a shape. */
  public TickRecord(TickShape shape) {
    mixed = new double[shape.outputs()];
    limited = new double[shape.outputs()];
    spikeCounts = new byte[shape.neurons()];
  }

  /** Returns whether a flag is set. */
  public boolean has(TickFlag flag) {
    return flag.isIn(flags);
  }

  /** Sets a flag. */
  void set(TickFlag flag) {
    flags |= flag.bit();
  }

  /** Becomes the empty record of a tick. */
  void begin(long tickNumber, long nowNanos) {
    tick = tickNumber;
    timeNanos = nowNanos;
    flags = 0;
    heightM = Double.NaN;
    sampleAgeNanos = -1;
    clearCommand();
  }

  /** Makes command, outputs and spikes those of a tick in which the controller did not run. */
  void clearCommand() {
    command = 0;
    Arrays.fill(mixed, 0);
    Arrays.fill(limited, 0);
    spikes = 0;
    synapticOperations = 0;
    Arrays.fill(spikeCounts, (byte) 0);
  }

  /** Becomes a copy of another record of the same shape. Allocates nothing. */
  public void copyFrom(TickRecord other) {
    tick = other.tick;
    timeNanos = other.timeNanos;
    mode = other.mode;
    flags = other.flags;
    setpointM = other.setpointM;
    heightM = other.heightM;
    sampleAgeNanos = other.sampleAgeNanos;
    command = other.command;
    System.arraycopy(other.mixed, 0, mixed, 0, mixed.length);
    System.arraycopy(other.limited, 0, limited, 0, limited.length);
    spikes = other.spikes;
    synapticOperations = other.synapticOperations;
    System.arraycopy(other.spikeCounts, 0, spikeCounts, 0, spikeCounts.length);
  }
}
