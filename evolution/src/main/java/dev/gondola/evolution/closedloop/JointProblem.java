package dev.gondola.evolution.closedloop;

import dev.gondola.evolution.genome.PairedGenome;
import dev.gondola.evolution.imitation.ErrorRecording;
import dev.gondola.evolution.imitation.ImitationData;
import dev.gondola.evolution.search.Bounds;
import dev.gondola.evolution.search.Problem;
import dev.gondola.snn.control.SpikingController;
import dev.gondola.snn.control.SpikingPart;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Both parts at once: the flights' score of the whole controller, and the published imitation loss
 * of the PD part so that it stays what it is. The genome is the PD part's followed by the I part's.
 */
public final class JointProblem implements Problem {
  /**
   * Weight of the imitation loss beside the flights' score, of which the flown PID makes about 4.
   */
  private static final double IMITATION_WEIGHT = 3;

  private static final int TRAINING_FLIGHTS = 1000;
  private static final int VALIDATION_FLIGHTS = 24;

  private final PairedGenome pd;
  private final PairedGenome integral;
  private final ImitationData data;
  private final int batch;
  private final double[] start;
  private final long seed;
  private final double period;

  /**
   * Makes a problem.
   *
   * @param pd genome of the PD part
   * @param integral genome of the I part
   * @param data recordings for the PD part
   * @param batch flights, and recordings, in a generation
   * @param start both genomes to start from, one after the other
   * @param seed seed of the flights
   * @param period control period, s
   */
  public JointProblem(
      PairedGenome pd,
      PairedGenome integral,
      ImitationData data,
      int batch,
      double[] start,
      long seed,
      double period) {
    this.pd = pd;
    this.integral = integral;
    this.data = data;
    this.batch = batch;
    this.start = start.clone();
    this.seed = seed;
    this.period = period;
  }

  @Override
  public Bounds bounds() {
    return pd.bounds().followedBy(integral.bounds());
  }

  @Override
  public double[] start() {
    return start.clone();
  }

  /** Returns the two parts of a genome, PD first. */
  public List<SpikingPart> parts(double[] genes) {
    return List.of(
        pd.decode(Arrays.copyOf(genes, pd.length())),
        integral.decode(Arrays.copyOfRange(genes, pd.length(), genes.length)));
  }

  @Override
  public double loss(double[] genes, long generation) {
    List<SpikingPart> parts = parts(genes);
    SpikingController controller = new SpikingController(parts);
    SplittableRandom random = new SplittableRandom(seed ^ (generation * 0xD1B54A32D192ED03L));
    double flights = 0;
    for (int i = 0; i < batch; i++) {
      flights += flight(random.nextInt(TRAINING_FLIGHTS), controller);
    }
    return flights / batch + IMITATION_WEIGHT * imitation(parts, data.batch(generation, batch));
  }

  @Override
  public double validation(double[] genes) {
    List<SpikingPart> parts = parts(genes);
    SpikingController controller = new SpikingController(parts);
    double flights = 0;
    for (int i = 0; i < VALIDATION_FLIGHTS; i++) {
      flights += flight(TRAINING_FLIGHTS + i, controller);
    }
    return flights / VALIDATION_FLIGHTS + IMITATION_WEIGHT * imitation(parts, data.validation());
  }

  private double flight(int number, SpikingController controller) {
    return new HeightFlight(seed + (number + 1) * 0x9E3779B97F4A7C15L, period).score(controller);
  }

  private static double imitation(List<SpikingPart> parts, List<ErrorRecording> recordings) {
    SpikingController controller = new SpikingController(parts.subList(0, 1));
    double sum = 0;
    for (ErrorRecording recording : recordings) {
      sum += recording.loss(controller).loss();
    }
    return sum / recordings.size();
  }

  @Override
  public long networkSteps() {
    long flightSteps =
        (long) HeightFlight.ticks(period) * (pd.stepsPerTick() + integral.stepsPerTick());
    long recordingSteps = (long) data.training().getFirst().ticks() * pd.stepsPerTick();
    return batch * (flightSteps + recordingSteps);
  }
}
