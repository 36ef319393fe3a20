package dev.gondola.sim;

import dev.gondola.sim.metrics.FlightTrace;
import dev.gondola.sim.plant.BlimpPlant;
import dev.gondola.sim.plant.HeightSensorModel;
import dev.gondola.snn.control.Controller;

/**
 * Flies a scenario with a controller directly on the plant, without drivers and control loop: the
 * fast way, for optimisers and tests. One control period costs well under a microsecond beside the
 * controller's own time.
 *
 * <p>At the beginning of each control period the height is measured, the controller computes, and
 * its command drives the plant for the period. Where a sample is missing the last one is used. The
 * same scenario, seed and controller give the same bits. One thread.
 */
public final class ScenarioFlight {
  private final Scenario scenario;
  private final BlimpPlant plant;
  private final HeightSensorModel sensor;

  /**
   * Prepares a flight; it can be flown many times.
   *
   * @param scenario the scenario
   */
  public ScenarioFlight(Scenario scenario) {
    this.scenario = scenario;
    this.plant = new BlimpPlant(scenario.plant());
    this.sensor = new HeightSensorModel(scenario.sensor(), scenario.periodS());
  }

  /**
   * Flies the scenario from its beginning.
   *
   * @param seed seed of the disturbance and of the sensor's faults
   * @param controller the controller; it is reset first
   * @return true heights and commands
   */
  public FlightTrace fly(long seed, Controller controller) {
    FlightTrace trace = new FlightTrace(scenario.ticks());
    plant.reset(seed, scenario.startHeightM());
    sensor.reset(~seed);
    controller.reset();
    double measured = scenario.startHeightM();
    for (int index = 0; index < scenario.setpoints().size(); index++) {
      double setpoint = scenario.setpoints().get(index).heightM();
      int end = scenario.firstTick(index + 1);
      for (int tick = scenario.firstTick(index); tick < end; tick++) {
        double sample = sensor.sample(plant.height());
        measured = Double.isNaN(sample) ? measured : sample;
        double command = controller.update(setpoint, measured);
        trace.add(plant.height(), command);
        plant.setCommand(command);
        plant.advance(scenario.periodS());
      }
    }
    return trace;
  }
}
