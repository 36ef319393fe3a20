package dev.gondola.evolution;

import dev.gondola.evolution.search.CmaEs;
import dev.gondola.evolution.search.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The search of one stage, and the best it has found by validation. */
final class StageSearch {
  private final Problem problem;
  private final CmaEs search;
  private double[] best;
  private double bestValidation;

  /** Starts a stage. */
  StageSearch(Problem problem, CmaEs.Options options) {
    this.problem = problem;
    search = new CmaEs(problem.bounds(), options, problem.start());
    best = search.mean();
    bestValidation = problem.validation(best);
  }

  /** Goes on from a checkpoint in the stage. */
  StageSearch(Problem problem, CmaEs.Options options, Checkpoint checkpoint) {
    this.problem = problem;
    search = new CmaEs(problem.bounds(), options, checkpoint.search());
    best = checkpoint.best();
    bestValidation = checkpoint.bestValidation();
  }

  /** Returns the generations so far. */
  long generation() {
    return search.generation();
  }

  /**
   * Runs one generation.
   *
   * @return its smallest training loss
   */
  double advance(Evaluator evaluator) {
    double[] losses = evaluator.losses(problem, search.ask(), search.generation());
    search.tell(losses);
    return Arrays.stream(losses).min().orElse(Double.NaN);
  }

  /**
   * Validates the mean of the search and keeps it if it is the best so far.
   *
   * @param stage the stage
   * @param lowest smallest training loss of the generation
   * @return the line of {@code progress.csv}
   */
  String validate(Stage stage, double lowest) {
    double[] mean = search.mean();
    double validation = problem.validation(mean);
    if (validation < bestValidation) {
      bestValidation = validation;
      best = mean;
    }
    return String.format(
        Locale.ROOT,
        "%s,%d,%.6f,%.6f,%.6g",
        stage.label(),
        generation(),
        lowest,
        validation,
        search.sigma());
  }

  double[] best() {
    return best;
  }

  double bestValidation() {
    return bestValidation;
  }

  Checkpoint checkpoint(EvolutionConfig config, Stage stage, List<double[]> finished) {
    return new Checkpoint(config, stage, search.state(), best, bestValidation, finished);
  }
}
