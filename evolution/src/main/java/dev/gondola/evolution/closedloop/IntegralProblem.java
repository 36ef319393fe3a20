package dev.gondola.evolution.closedloop;

import dev.gondola.evolution.genome.PairedGenome;
import dev.gondola.evolution.search.Bounds;
import dev.gondola.evolution.search.Problem;
import dev.gondola.snn.control.SpikingController;
import dev.gondola.snn.control.SpikingPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The I part, evolved in closed loop on heavy blimps beside a PD part that stays as it is. (The
 * paper imitates a PID's integral on a simulated double integrator; here the flight itself is the
 * fitness.)
 */
public final class IntegralProblem implements Problem {
  private static final int TRAINING = 1000;
  private static final int VALIDATION = 24;

  /**
   * Where the search starts, gene by gene, drawn between two values: encoding neurons that spike
   * rarely at no error, so that their rate follows small errors; hidden neurons whose current
   * forgets in minutes and whose rate follows it.
   */
  private static final Map<String, double[]> START =
      Map.ofEntries(
          Map.entry("gain", new double[] {0, 0.7}),
          Map.entry("encoderBias", new double[] {0.02, 0.3}),
          Map.entry("encoderMembrane", new double[] {3, 3}),
          Map.entry("weightSame", new double[] {0.03, 0.05}),
          Map.entry("weightCross", new double[] {-0.05, -0.03}),
          Map.entry("hiddenThreshold", new double[] {1.8, 2.2}),
          Map.entry("hiddenBias", new double[] {0, 0}),
          Map.entry("hiddenCurrent", new double[] {3.6, 3.6}),
          Map.entry("hiddenMembrane", new double[] {1, 1}),
          Map.entry("thresholdSame", new double[] {0, 0}),
          Map.entry("thresholdCross", new double[] {0, 0}),
          Map.entry("thresholdDecay", new double[] {1.5, 1.5}));

  private static final double START_DECODER_DECAY = 1;
  private static final double START_DECODER = 0.3;

  private final PairedGenome genome;
  private final List<SpikingPart> beside;
  private final int batch;
  private final long seed;
  private final double period;

  /**
   * Makes a problem.
   *
   * @param genome genome of the I part
   * @param beside the other parts, which stay as they are
   * @param batch flights in a generation
   * @param seed seed of the start and of the flights
   * @param period control period, s
   */
  public IntegralProblem(
      PairedGenome genome, List<SpikingPart> beside, int batch, long seed, double period) {
    this.genome = genome;
    this.beside = List.copyOf(beside);
    this.batch = batch;
    this.seed = seed;
    this.period = period;
  }

  @Override
  public Bounds bounds() {
    return genome.bounds();
  }

  @Override
  public double[] start() {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[genome.length()];
    int genes = genome.pairGenes().size();
    for (int i = 0; i < genome.prefixLength() - 1; i++) {
      double[] range = START.get(genome.pairGenes().get(i % genes).name());
      x[i] = range[0] + (range[1] - range[0]) * random.nextDouble();
    }
    x[genome.prefixLength() - 1] = START_DECODER_DECAY;
    for (int i = genome.prefixLength(); i < x.length; i++) {
      x[i] = START_DECODER;
    }
    return x;
  }

  @Override
  public double loss(double[] genes, long generation) {
    SplittableRandom random = new SplittableRandom(seed ^ (generation * 0xD1B54A32D192ED03L));
    double sum = 0;
    SpikingController controller = controller(genes);
    for (int i = 0; i < batch; i++) {
      sum += new HeightFlight(flightSeed(random.nextInt(TRAINING)), period).score(controller);
    }
    return sum / batch;
  }

  @Override
  public double validation(double[] genes) {
    SpikingController controller = controller(genes);
    double sum = 0;
    for (int i = 0; i < VALIDATION; i++) {
      sum += new HeightFlight(flightSeed(TRAINING + i), period).score(controller);
    }
    return sum / VALIDATION;
  }

  private long flightSeed(int flight) {
    return seed + (flight + 1) * 0x9E3779B97F4A7C15L;
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
