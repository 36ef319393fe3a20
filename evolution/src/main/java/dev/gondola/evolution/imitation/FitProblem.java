package dev.gondola.evolution.imitation;

import dev.gondola.evolution.genome.PairedGenome;
import dev.gondola.evolution.search.Bounds;
import dev.gondola.evolution.search.Problem;
import dev.gondola.snn.control.SpikingPart;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Imitation with the decoder left to {@link DecoderFit}: the search sees all genes but the
 * decoder's weights.
 */
public final class FitProblem implements Problem {
  /** Random genomes among which the start is chosen. */
  private static final int DRAWS = 200;

  private static final int FIT_RECORDINGS = 20;

  private final PairedGenome genome;
  private final ImitationData data;
  private final int batch;
  private final long seed;
  private final GenomeDraw draw;
  private final Bounds bounds;

  /**
   * Makes a problem.
   *
   * @param genome genome of the part
   * @param data recordings
   * @param batch training recordings in a generation
   * @param draw draws the genomes among which the start is chosen
   * @param seed seed of the start
   */
  public FitProblem(
      PairedGenome genome, ImitationData data, int batch, GenomeDraw draw, long seed) {
    this.genome = genome;
    this.data = data;
    this.batch = batch;
    this.seed = seed;
    this.draw = draw;
    bounds = genome.bounds().first(genome.prefixLength());
  }

  @Override
  public Bounds bounds() {
    return bounds;
  }

  /** Returns the best of {@value #DRAWS} genomes drawn. */
  @Override
  public double[] start() {
    SplittableRandom random = new SplittableRandom(seed);
    double[] best = null;
    double bestLoss = Double.POSITIVE_INFINITY;
    for (int k = 0; k < DRAWS; k++) {
      double[] x = draw.prefix(genome, random);
      double loss = loss(x, -1);
      if (loss < bestLoss) {
        bestLoss = loss;
        best = x;
      }
    }
    return best;
  }

  @Override
  public double loss(double[] genes, long generation) {
    List<ErrorRecording> recordings = data.batch(generation, batch);
    SpikingPart part = part(genes);
    List<double[][]> readings = readings(part, recordings);
    return mean(readings, recordings, DecoderFit.commands(readings, recordings));
  }

  @Override
  public double validation(double[] genes) {
    SpikingPart part = part(genes);
    List<ErrorRecording> fitted = data.training().subList(0, FIT_RECORDINGS);
    double[] commands = DecoderFit.commands(readings(part, fitted), fitted);
    return mean(readings(part, data.validation()), data.validation(), commands);
  }

  private static double mean(
      List<double[][]> readings, List<ErrorRecording> recordings, double[] commands) {
    double sum = 0;
    for (int r = 0; r < recordings.size(); r++) {
      sum += DecoderFit.loss(readings.get(r), recordings.get(r), commands).loss();
    }
    return sum / recordings.size();
  }

  private SpikingPart part(double[] genes) {
    return genome.decode(genome.complete(genes, new double[genome.pairs()]));
  }

  private static List<double[][]> readings(SpikingPart part, List<ErrorRecording> recordings) {
    return recordings.stream().map(r -> DecoderFit.readings(part, r)).toList();
  }

  /** Returns these genes and the decoder fitted to all training recordings. */
  @Override
  public double[] complete(double[] genes) {
    List<double[][]> readings = readings(part(genes), data.training());
    return genome.complete(genes, DecoderFit.commands(readings, data.training()));
  }

  @Override
  public long networkSteps() {
    return (long) batch * data.training().getFirst().ticks() * genome.stepsPerTick();
  }
}
