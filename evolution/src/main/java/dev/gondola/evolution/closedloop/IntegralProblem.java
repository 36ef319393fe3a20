package dev.gondola.evolution.closedloop;

import dev.gondola.evolution.genome.PairedGenome;
import dev.gondola.evolution.search.Bounds;
import dev.gondola.evolution.search.Problem;
import dev.gondola.snn.control.SpikingController;
import dev.gondola.snn.control.SpikingPart;
import java.util.ArrayList;
import java.util.List;

/**
 * The I part, evolved in closed loop on heavy blimps beside a PD part that stays as it is. (The
 * paper imitates a PID's integral on a simulated double integrator; here the flight itself is the
 * fitness.)
 */
public final class IntegralProblem implements Problem {
  // The I part decides on what remains and how far a step overshoots: the latter weighs more here.
  private static final double STEADY_SCALE_M = 0.01;
  private static final double OVERSHOOT_SCALE_M = 0.05;

  private static final int VALIDATION = 24;

  private final PairedGenome genome;
  private final List<SpikingPart> beside;
  private final int batch;
  private final double[] start;
  private final double period;
  private final HeightFlights flights;

  /**
   * Makes a problem.
   *
   * @param genome genome of the I part
   * @param beside the other parts, which stay as they are
   * @param batch flights in a generation
   * @param start whole genome to start from
   * @param seed seed of the flights
   * @param period control period, s
   */
  public IntegralProblem(
      PairedGenome genome,
      List<SpikingPart> beside,
      int batch,
      double[] start,
      long seed,
      double period) {
    this.genome = genome;
    this.beside = List.copyOf(beside);
    this.batch = batch;
    this.start = start.clone();
    this.period = period;
    flights = new HeightFlights(seed, period, VALIDATION);
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
    return flights.training(generation, batch, flight -> score(flight, controller));
  }

  @Override
  public double validation(double[] genes) {
    SpikingController controller = controller(genes);
    return flights.validation(flight -> score(flight, controller));
  }

  private static double score(HeightFlight flight, SpikingController controller) {
    return flight.fly(controller).score(STEADY_SCALE_M, OVERSHOOT_SCALE_M);
  }

  private SpikingController controller(double[] genes) {
    List<SpikingPart> parts = new ArrayList<>(beside);
    parts.add(genome.decode(genes));
    return new SpikingController(parts);
  }

  @Override
  public long networkSteps() {
    long perTick =
        genome.stepsPerTick() + beside.stream().mapToLong(p -> p.network().stepsPerTick()).sum();
    return (long) batch * HeightFlight.ticks(period) * perTick;
  }
}
