package dev.gondola.firmware.link;

/**
 * What the control loop reports of one tick; mutable and reused, so that reporting allocates
 * nothing. A claimed frame holds old values: set every field.
 */
public final class TelemetryFrame {
  /** Number of the tick, from 0. */
  public long tick;

  /** Time of the tick on the loop's monotonic clock, ns. */
  public long timeNanos;

  /** Name of the mode: 1..32 characters of A-Z and _, a constant such as an enum's name. */
  public String mode = "";

  /** Whether the motors may run. */
  public boolean armed;

  /** Height to hold, m; NaN for none. */
  public double setpointM;

  /** Estimated height, m; NaN for none. */
  public double heightM;

  /** The controller's command before the limiter, command units (full is 10); NaN for none. */
  public double command;

  /** What the first actuator was given, after the limiter, command units; NaN for none. */
  public double output;

  /** Spikes of the tick; -1 if the controller does not spike. */
  public int spikes;

  /** Synaptic operations of the tick; -1 if the controller does not spike. */
  public int synapticOperations;
}
