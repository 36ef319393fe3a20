package dev.gondola.evolution.imitation;

import dev.gondola.evolution.genome.PairedGenome;
import dev.gondola.evolution.search.Bounds;
import dev.gondola.evolution.search.Problem;
import dev.gondola.snn.control.SpikingController;
import java.util.List;

/** Imitation with every gene under search and the published loss on the integer network itself. */
public final class TuneProblem implements Problem {
  private final PairedGenome genome;
  private final ImitationData data;
  private final int batch;
  private final double[] start;

  /**
   * Makes a problem.
   *
   * @param genome genome of the part
   * @param data recordings
   * @param batch training recordings in a generation
   * @param start whole genome to start from
   */
  public TuneProblem(PairedGenome genome, ImitationData data, int batch, double[] start) {
    this.genome = genome;
    this.data = data;
    this.batch = batch;
    this.start = start.clone();
  }

  @Override
  public Bounds bounds() {
    return genome.bounds();
  }

  @Override
  public double[] start() {
    return start.clone();
  }

  @Override
  public double loss(double[] genes, long generation) {
    return mean(genes, data.batch(generation, batch));
  }

  @Override
  public double validation(double[] genes) {
    return mean(genes, data.validation());
  }

  private double mean(double[] genes, List<ErrorRecording> recordings) {
    SpikingController controller = new SpikingController(List.of(genome.decode(genes)));
    double sum = 0;
    for (ErrorRecording recording : recordings) {
      sum += recording.loss(controller).loss();
    }
    return sum / recordings.size();
  }

  @Override
  public long networkSteps() {
    return (long) batch * data.training().getFirst().ticks() * genome.stepsPerTick();
  }
}
