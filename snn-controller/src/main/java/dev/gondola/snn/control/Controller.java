package dev.gondola.snn.control;

/**
 * A single-input, single-output feedback controller that is called once per control period.
 *
 * <p>Whoever flies, simulates or evolves a controller does not know whether it is a PID or a
 * spiking network. The control period is fixed when the controller is made. Implementations keep
 * state, belong to one thread, and allocate nothing in {@link #update}.
 */
public interface Controller {

  /**
   * Advances one control period.
   *
   * @param setpoint wanted value, finite, in the unit of the measurement (height: m)
   * @param measurement measured value, finite, same unit: a caller without one does not call
   * @return the command before limiter and dead zone, in command units (the blimp's full command is
   *     10)
   */
  double update(double setpoint, double measurement);

  /** Returns to the state of a new controller. */
  void reset();
}
