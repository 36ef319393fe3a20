package dev.gondola.actuators;

/** One actuator, driven by a signed command. Calls never wait and allocate nothing. */
public interface Actuator {

  /**
   * Drives the actuator.
   *
   * @param command signed command in the actuator's command units; limits are the actuator's to
   *     keep
   * @param nowNanos monotonic time of the tick, ns
   */
  void apply(double command, long nowNanos);

  /** Brings the actuator to its safe state (motors off) at once. */
  void stop();
}
