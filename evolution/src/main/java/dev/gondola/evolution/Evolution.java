package dev.gondola.evolution;

import dev.gondola.evolution.closedloop.IntegralProblem;
import dev.gondola.evolution.genome.PairedGenome;
import dev.gondola.evolution.imitation.FitProblem;
import dev.gondola.evolution.imitation.GenomeDraw;
import dev.gondola.evolution.imitation.ImitationData;
import dev.gondola.evolution.imitation.PdTargetLaw;
import dev.gondola.evolution.imitation.TuneProblem;
import dev.gondola.evolution.search.CmaEs;
import dev.gondola.evolution.search.Problem;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.FlownPid;
import dev.gondola.snn.control.PidGains;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Makes a spiking controller for the reference blimp: a PD part that imitates the published PD law,
 * then an I part that holds a heavy blimp's height beside it. Every candidate is the integer
 * network itself, so nothing is lost in conversion.
 *
 * <p>The same configuration gives the same controller with any number of threads, and from any
 * checkpoint on the way.
 */
public final class Evolution {
  /** Generations between validations; a multiple of it is also where checkpoints are written. */
  public static final int VALIDATION_GAP = 10;

  private static final long CHECKPOINT_NANOS = 60_000_000_000L;

  /**
   * Largest command of one hidden pair of the PD part; regression balances pairs against another.
   */
  private static final double PD_SCALE = 40;

  /** The same of the I part. */
  private static final double I_SCALE = 10;

  private static final double PERIOD = EvolutionConfig.PERIOD;

  private static final int FIT_BATCH = 2;
  private static final int TUNE_BATCH = 2;
  private static final int INTEGRAL_BATCH = 6;

  private final EvolutionConfig config;
  private final RunFolder folder;
  private final EvolutionProgress progress;
  private final LongSupplier clock;
  private final PairedGenome pdGenome;
  private final PairedGenome iGenome;

  /**
   * Makes an evolution.
   *
   * @param config what to evolve
   * @param folder where checkpoint and result go
   * @param progress is told of every generation
   * @param clock monotonic time in ns; decides only when checkpoints are written
   */
  public Evolution(
      EvolutionConfig config, RunFolder folder, EvolutionProgress progress, LongSupplier clock) {
    this.config = config;
    this.folder = folder;
    this.progress = progress;
    this.clock = clock;
    pdGenome =
        new PairedGenome("pd", config.pairs(), NeuronModel.LIF, config.stepsPerTickPd(), PD_SCALE);
    iGenome =
        new PairedGenome(
            "i", config.pairs(), NeuronModel.IWTA_LIF, config.stepsPerTickI(), I_SCALE);
  }

  /** Returns the genome of a stage. */
  public PairedGenome genome(Stage stage) {
    return switch (stage) {
      case FIT, TUNE -> pdGenome;
      case INTEGRAL_FIT, INTEGRAL -> iGenome;
    };
  }

  /** Returns what a stage minimises, after the stages before it. */
  Problem problem(Stage stage, List<double[]> finished) {
    long seed = config.seed();
    return switch (stage) {
      case FIT -> new FitProblem(pdGenome, pdData(), FIT_BATCH, GenomeDraw.UNIFORM, seed);
      case TUNE ->
          new TuneProblem(
              pdGenome, pdData(), TUNE_BATCH, result(Stage.FIT, finished), seed, PERIOD);
      case INTEGRAL_FIT ->
          new FitProblem(iGenome, integralData(), FIT_BATCH, GenomeDraw.INTEGRATOR, seed);
      case INTEGRAL ->
          new IntegralProblem(
              iGenome,
              List.of(pdGenome.decode(result(Stage.TUNE, finished))),
              INTEGRAL_BATCH,
              result(Stage.INTEGRAL_FIT, finished),
              seed,
              PERIOD);
    };
  }

  private static double[] result(Stage stage, List<double[]> finished) {
    return finished.get(stage.position());
  }

  private ImitationData integralData() {
    return ImitationData.simulate(
        config.seed(), PERIOD, () -> new FlownPid(new PidGains(0, PidGains.FLOWN.ki(), 0), PERIOD));
  }

  private ImitationData pdData() {
    return ImitationData.simulate(config.seed(), PERIOD, () -> new PdTargetLaw(PERIOD));
  }

  /**
   * Runs to the end, or until asked to stop.
   *
   * @param from a checkpoint of the same configuration to go on from, or empty to start
   * @param evaluator computes losses
   * @param stop asked after every generation; a checkpoint is written before it stops
   * @return the controller, or empty if it was stopped
   */
  public Optional<ControllerSpec.Spiking> run(
      Optional<Checkpoint> from, Evaluator evaluator, BooleanSupplier stop) {
    List<double[]> finished = new ArrayList<>(from.map(Checkpoint::finished).orElse(List.of()));
    Optional<Checkpoint> resume = from;
    for (Stage stage : Stage.values()) {
      if (stage.position() < finished.size()) {
        continue;
      }
      Optional<double[]> best = run(stage, finished, resume, evaluator, stop);
      if (best.isEmpty()) {
        return Optional.empty();
      }
      finished.add(best.get());
      resume = Optional.empty();
    }
    ControllerSpec.Spiking controller = controller(finished);
    folder.save(controller);
    return Optional.of(controller);
  }

  private ControllerSpec.Spiking controller(List<double[]> finished) {
    return new ControllerSpec.Spiking(
        "spiking",
        PERIOD,
        List.of(
            pdGenome.decode(result(Stage.TUNE, finished)),
            iGenome.decode(result(Stage.INTEGRAL, finished))));
  }

  private Optional<double[]> run(
      Stage stage,
      List<double[]> finished,
      Optional<Checkpoint> resume,
      Evaluator evaluator,
      BooleanSupplier stop) {
    Problem problem = problem(stage, finished);
    CmaEs.Options options =
        new CmaEs.Options(
            config.population(),
            initialStep(stage),
            CmaEs.Covariance.DIAGONAL,
            config.seed() + stage.position());
    StageSearch search =
        resume
            .map(checkpoint -> new StageSearch(problem, options, checkpoint))
            .orElseGet(() -> new StageSearch(problem, options));
    folder.startProgress(stage, search.generation());
    long saved = clock.getAsLong();
    int generations = config.generations(stage);
    while (search.generation() < generations) {
      double lowest = search.advance(evaluator);
      if (search.generation() % VALIDATION_GAP == 0 || search.generation() == generations) {
        folder.appendProgress(search.validate(stage, lowest));
      }
      progress.generation(stage, search.generation(), generations, lowest, search.bestValidation());
      boolean stopping = stop.getAsBoolean();
      if (stopping || clock.getAsLong() - saved >= CHECKPOINT_NANOS) {
        saved = clock.getAsLong();
        folder.save(search.checkpoint(config, stage, finished));
      }
      if (stopping) {
        return Optional.empty();
      }
    }
    return Optional.of(problem.complete(search.best()));
  }

  /**
   * Returns the initial standard deviation of a stage as a share of the genes' ranges: the paper's
   * tenth where the start is drawn, less where it is good already.
   */
  private static double initialStep(Stage stage) {
    return switch (stage) {
      case FIT -> 0.1;
      case TUNE -> 0.01;
      case INTEGRAL_FIT -> 0.05;
      case INTEGRAL -> 0.02;
    };
  }
}
