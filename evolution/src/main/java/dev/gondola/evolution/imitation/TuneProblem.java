package dev.gondola.evolution.imitation;

import dev.gondola.evolution.closedloop.HeightFlight;
import dev.gondola.evolution.closedloop.HeightFlights;
import dev.gondola.evolution.closedloop.WithIntegral;
import dev.gondola.evolution.genome.PairedGenome;
import dev.gondola.evolution.search.Bounds;
import dev.gondola.evolution.search.Problem;
import dev.gondola.snn.control.PidGains;
import dev.gondola.snn.control.SpikingController;
import java.util.List;

/**
 * Imitation with every gene under search and the published loss on the integer network itself, plus
 * a share of what the part does in flight: open-loop imitation alone leaves the smallest errors, on
 * which a flight ends, to chance. In flight the flown integral law stands in for the I part.
 */
public final class TuneProblem implements Problem {
  /** Weight of the flights' score, of which the flown PID law makes about 4. */
  private static final double FLIGHT_WEIGHT = 0.15;

  private static final double STEADY_SCALE_M = 0.01;
  private static final double OVERSHOOT_SCALE_M = 0.20;
  private static final int VALIDATION_FLIGHTS = 16;

  private final PairedGenome genome;
  private final ImitationData data;
  private final int batch;
  private final double[] start;
  private final double period;
  private final HeightFlights flights;

  /**
   * Makes a problem.
   *
   * @param genome genome of the part
   * @param data recordings
   * @param batch training recordings, and training flights, in a generation
   * @param start whole genome to start from
   * @param seed seed of the flights
   * @param period control period, s
   */
  public TuneProblem(
      PairedGenome genome,
      ImitationData data,
      int batch,
      double[] start,
      long seed,
      double period) {
    this.genome = genome;
    this.data = data;
    this.batch = batch;
    this.start = start.clone();
    this.period = period;
    flights = new HeightFlights(seed, period, VALIDATION_FLIGHTS);
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
    SpikingController controller = controller(genes);
    return imitation(controller, data.batch(generation, batch))
        + FLIGHT_WEIGHT * flights.training(generation, batch, flight -> score(flight, controller));
  }

  @Override
  public double validation(double[] genes) {
    SpikingController controller = controller(genes);
    return imitation(controller, data.validation())
        + FLIGHT_WEIGHT * flights.validation(flight -> score(flight, controller));
  }

  private SpikingController controller(double[] genes) {
    return new SpikingController(List.of(genome.decode(genes)));
  }

  private double score(HeightFlight flight, SpikingController controller) {
    return flight
        .fly(new WithIntegral(controller, PidGains.FLOWN.ki(), period))
        .score(STEADY_SCALE_M, OVERSHOOT_SCALE_M);
  }

  private static double imitation(SpikingController controller, List<ErrorRecording> recordings) {
    double sum = 0;
    for (ErrorRecording recording : recordings) {
      sum += recording.loss(controller).loss();
    }
    return sum / recordings.size();
  }

  @Override
  public long networkSteps() {
    long ticks = (long) data.training().getFirst().ticks() + HeightFlight.ticks(period);
    return batch * ticks * genome.stepsPerTick();
  }
}
