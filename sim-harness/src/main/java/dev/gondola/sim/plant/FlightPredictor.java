package dev.gondola.sim.plant;

import dev.gondola.sim.plant.BlimpParameters.Battery;
import dev.gondola.sim.plant.BlimpParameters.Drag;
import dev.gondola.sim.plant.BlimpParameters.Thrust;

/**
 * Simulates the height of a recorded flight from its recorded commands, with the model and the step
 * of {@link BlimpPlant}. The thrusters do not depend on the motion, so they are run once through
 * the whole flight and every prediction starts with them as they are.
 */
final class FlightPredictor {
  static final int STEPS_PER_ROW = 5;

  private final FlightWindows flight;
  private final double[] acceleration;

  FlightPredictor(FlightWindows flight) {
    this.flight = flight;
    this.acceleration = new double[flight.height.length * STEPS_PER_ROW];
  }

  FlightWindows flight() {
    return flight;
  }

  /** Runs the thrusters through the flight. */
  void drive(Thrust parameters) {
    ThrustModel thrust = new ThrustModel(parameters, Battery.IDEAL, BlimpPlant.STEP_S);
    thrust.reset();
    for (int row = 0; row < flight.height.length; row++) {
      double u = flight.flight.command(row);
      int level = ThrustDrive.level(u);
      thrust.drive(level, level, u >= 0 ? 0 : 1);
      for (int step = 0; step < STEPS_PER_ROW; step++) {
        acceleration[row * STEPS_PER_ROW + step] = thrust.step();
      }
    }
  }

  /**
   * Simulates from a row.
   *
   * @param from first row
   * @param rows rows to simulate
   * @param predicted receives the height at each of the {@code rows} rows after {@code from}, m
   */
  void predict(Drag drag, double buoyancy, int from, int rows, double[] predicted) {
    double quadratic = drag.quadraticPerM();
    double linear = drag.linearPerS();
    double h = flight.smoothHeight(from);
    double v = flight.climbRate(from);
    int step = from * STEPS_PER_ROW;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < STEPS_PER_ROW; i++) {
        v +=
            BlimpPlant.STEP_S
                * (acceleration[step++] - quadratic * v * Math.abs(v) - linear * v + buoyancy);
        h += BlimpPlant.STEP_S * v;
      }
      predicted[row] = h;
    }
  }
}
