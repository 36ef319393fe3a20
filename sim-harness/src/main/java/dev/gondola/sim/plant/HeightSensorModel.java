package dev.gondola.sim.plant;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A height sensor: delay, noise, quantisation, drop-outs. The same seed and heights give the same
 * bits. {@link #sample} allocates nothing. One thread.
 */
public final class HeightSensorModel {
  private final HeightSensorParameters parameters;
  private final double perQuantum;
  private final double[] past;
  private int oldest;
  private boolean filled;
  private SplittableRandom random;

  /**
   * Makes a sensor with seed 0.
   *
   * @param parameters its faults
   * @param samplePeriodS time between two calls of {@link #sample}, s, above 0
   */
  public HeightSensorModel(HeightSensorParameters parameters, double samplePeriodS) {
    if (!(samplePeriodS > 0)) {
      throw new IllegalArgumentException("sample period must be above 0 s, is " + samplePeriodS);
    }
    this.parameters = parameters;
    this.perQuantum = parameters.quantumM() == 0 ? 0 : 1 / parameters.quantumM();
    this.past = new double[Math.toIntExact((long) Math.rint(parameters.delayS() / samplePeriodS))];
    reset(0);
  }

  /** Forgets the past and seeds noise and drop-outs. */
  public void reset(long seed) {
    random = new SplittableRandom(seed);
    Arrays.fill(past, 0);
    oldest = 0;
    filled = false;
  }

  /**
   * Takes one sample. Before there is a height old enough, the first one is read.
   *
   * @param trueHeightM height now, m
   * @return the reading, m, or NaN if the sample is missing
   */
  public double sample(double trueHeightM) {
    double height = delayed(trueHeightM);
    if (parameters.noiseStdM() > 0) {
      height += parameters.noiseStdM() * Noise.normal(random);
    }
    if (parameters.dropOutProbability() > 0
        && random.nextDouble() < parameters.dropOutProbability()) {
      return Double.NaN;
    }
    // Dividing by 100 gives the double nearest to the whole centimetres, as a driver's does.
    return perQuantum == 0 ? height : Math.rint(height * perQuantum) / perQuantum;
  }

  private double delayed(double height) {
    if (past.length == 0) {
      return height;
    }
    if (!filled) {
      Arrays.fill(past, height);
      filled = true;
    }
    double old = past[oldest];
    past[oldest] = height;
    oldest = oldest + 1 == past.length ? 0 : oldest + 1;
    return old;
  }
}
