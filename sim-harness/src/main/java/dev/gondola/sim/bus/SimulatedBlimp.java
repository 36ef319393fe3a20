package dev.gondola.sim.bus;

import com.pi4j.context.Context;
import dev.gondola.sim.plant.BlimpParameters;
import dev.gondola.sim.plant.BlimpPlant;
import dev.gondola.sim.plant.HeightSensorParameters;

/**
 * A whole simulated blimp: the plant, a board's pins with motors and servo on them, and a TFmini-S
 * on a serial line. Drivers are made on {@link #pi4j} and {@link #rangeLink} as on the real one.
 *
 * <p>Lockstep: {@link #advanceTo} moves the simulated time, and between two calls the robot may
 * tick any number of times. {@link #advanceTo} allocates nothing and is called by one thread.
 */
public final class SimulatedBlimp implements AutoCloseable {
  private static final int TERMINAL_BYTES = 4096;

  private final BlimpPlant plant;
  private final Context pi4j;
  private final SimThrustPair thrusters;
  private final SimSerialLink rangeLink;
  private final SimTfMiniS rangeFinder;

  /**
   * Makes a blimp at rest on the floor at time 0; see {@link #reset}.
   *
   * @param parameters the blimp
   * @param sensor faults of the range finder; its delay and drop-outs count in its own frames
   * @param wiring what hangs where
   */
  public SimulatedBlimp(
      BlimpParameters parameters, HeightSensorParameters sensor, BlimpWiring wiring) {
    this.plant = new BlimpPlant(parameters);
    SimPins pins = new SimPins();
    this.thrusters = new SimThrustPair(plant, pins, wiring);
    this.rangeLink = new SimSerialLink(wiring.rangePort(), TERMINAL_BYTES);
    this.rangeFinder = new SimTfMiniS(rangeLink, plant::height, sensor);
    this.pi4j = pins.newContext();
    rangeFinder.advanceTo(0);
  }

  /**
   * Puts the blimp at rest at a height and the simulated time at 0, where the range finder has just
   * sent its first frame. The pins stay as they are driven.
   *
   * @param seed seed of the disturbance and of the range finder's faults
   * @param heightM height, m
   */
  public void reset(long seed, double heightM) {
    plant.reset(seed, heightM);
    thrusters.reset();
    rangeLink.setPlugged(true);
    rangeFinder.reset(~seed);
    rangeFinder.advanceTo(0);
  }

  /**
   * Moves the simulated time on, in steps of 20 ms, with the pins as they are driven now.
   *
   * @param nanos time since {@link #reset}, ns; what is left of a step waits for the next call
   */
  public void advanceTo(long nanos) {
    thrusters.drive();
    while (plant.timeNanos() + BlimpPlant.STEP_NANOS <= nanos) {
      plant.step();
      rangeFinder.advanceTo(plant.timeNanos());
    }
  }

  /** Returns the Pi4J context of the simulated board. */
  public Context pi4j() {
    return pi4j;
  }

  /** Returns the range finder's serial line; drivers use the robot's end of it. */
  public SimSerialLink rangeLink() {
    return rangeLink;
  }

  /** Returns the plant: the truth about the flight. */
  public BlimpPlant plant() {
    return plant;
  }

  /** Shuts the Pi4J context down. */
  @Override
  public void close() {
    pi4j.shutdown();
  }
}
