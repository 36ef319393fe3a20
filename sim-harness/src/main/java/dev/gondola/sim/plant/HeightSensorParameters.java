package dev.gondola.sim.plant;

/**
 * What is wrong with a height sensor.
 *
 * @param quantumM step of the reading, m, 0..1; 0 for none
 * @param delayS age of the height that is read, s, 0..10; taken in whole sample periods
 * @param dropOutProbability probability that a sample is missing, 0..1
 * @param noiseStdM standard deviation of the noise before rounding, m, 0..1
 */
public record HeightSensorParameters(
    double quantumM, double delayS, double dropOutProbability, double noiseStdM) {

  /**
   * The TFmini-S as the recorded flights show it: whole centimetres (the frame's unit; Benewake
   * SJ-PM-TFmini-S datasheet), no other fault.
   */
  public static final HeightSensorParameters CENTIMETRES =
      new HeightSensorParameters(0.01, 0, 0, 0);

  /** Checks the ranges. */
  public HeightSensorParameters {
    within("quantum_m", quantumM, 1);
    within("delay_s", delayS, 10);
    within("drop_out_probability", dropOutProbability, 1);
    within("noise_std_m", noiseStdM, 1);
  }

  private static void within(String name, double value, double max) {
    if (!(value >= 0 && value <= max)) {
      throw new IllegalArgumentException("sensor." + name + " must be 0.." + max + ", is " + value);
    }
  }
}
