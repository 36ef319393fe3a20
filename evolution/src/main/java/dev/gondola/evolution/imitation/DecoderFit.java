package dev.gondola.evolution.imitation;

import dev.gondola.snn.coding.Encoder;
import dev.gondola.snn.coding.PairedLeakyDecoder;
import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.engine.Engine;
import dev.gondola.snn.engine.FixedPointEngine;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * Finds a decoder's weights by ridge regression. The command is linear in them, so evolution can
 * search the rest of the network and leave the decoder to this (variable projection, Golub and
 * Pereyra 1973).
 */
public final class DecoderFit {
  private static final double RIDGE = 1e-4;

  private DecoderFit() {}

  /**
   * Runs a part over a recording.
   *
   * @return {@code [tick][pair]}: the decoder's reading of each pair alone, 1 for a pair whose
   *     first neuron spikes in every step
   * @throws IllegalArgumentException if the part's decoder is not the paired one
   */
  public static double[][] readings(SpikingPart part, ErrorRecording recording) {
    if (!(part.decoder() instanceof PairedLeakyDecoder decoder)) {
      throw new IllegalArgumentException("only a paired leaky decoder can be fitted");
    }
    int steps = part.network().stepsPerTick();
    Encoder.Run encoder = part.encoder().start(steps);
    Engine engine = new FixedPointEngine(part.network());
    int[] input = engine.input(part.network().inputIndex(part.input()));
    int[] spikes = engine.spikes(part.network().populationIndex(part.output()));
    double keep = decoder.keep() / 4096.0;
    int pairs = decoder.channels() / 2;
    double[][] readings = new double[recording.ticks()][pairs];
    double[] y = new double[pairs];
    for (int t = 0; t < readings.length; t++) {
      encoder.encode(recording.error(t));
      for (int k = 0; k < steps; k++) {
        encoder.write(k, input);
        engine.step();
        for (int p = 0; p < pairs; p++) {
          y[p] = keep * y[p] + (1 - keep) * (spikes[2 * p] - spikes[2 * p + 1]);
        }
      }
      System.arraycopy(y, 0, readings[t], 0, pairs);
    }
    return readings;
  }

  /**
   * Returns the command of each pair that comes closest to the targets, in least squares.
   *
   * @param readings readings of each recording
   * @param recordings the recordings
   */
  public static double[] commands(List<double[][]> readings, List<ErrorRecording> recordings) {
    int pairs = readings.getFirst()[0].length;
    double[][] normal = new double[pairs][pairs];
    double[] right = new double[pairs];
    int ticks = 0;
    for (int r = 0; r < readings.size(); r++) {
      accumulate(readings.get(r), recordings.get(r), normal, right);
      ticks += recordings.get(r).ticks();
    }
    for (int i = 0; i < pairs; i++) {
      normal[i][i] += RIDGE * ticks;
      for (int j = 0; j < i; j++) {
        normal[j][i] = normal[i][j];
      }
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(normal, false))
        .getSolver()
        .solve(new ArrayRealVector(right, false))
        .toArray();
  }

  private static void accumulate(
      double[][] readings, ErrorRecording recording, double[][] normal, double[] right) {
    for (int t = 0; t < readings.length; t++) {
      double[] x = readings[t];
      double target = recording.target(t);
      for (int i = 0; i < x.length; i++) {
        double xi = x[i];
        if (xi != 0) {
          double[] row = normal[i];
          for (int j = 0; j <= i; j++) {
            row[j] += xi * x[j];
          }
          right[i] += xi * target;
        }
      }
    }
  }

  /** Returns the loss of readings decoded with those commands. */
  public static ImitationLoss loss(
      double[][] readings, ErrorRecording recording, double[] commands) {
    ImitationLoss.Sums sums = new ImitationLoss.Sums();
    for (int t = 0; t < readings.length; t++) {
      double y = 0;
      for (int p = 0; p < commands.length; p++) {
        y += commands[p] * readings[t][p];
      }
      sums.add(recording.target(t), y);
    }
    return sums.loss();
  }
}
