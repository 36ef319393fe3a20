package dev.gondola.evolution;

import dev.gondola.evolution.search.Problem;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * How long an evolution will take, from a measured rate.
 *
 * @param genes genome length of the PD part
 * @param integralGenes genome length of the I part
 * @param stepsPerSecond measured network steps a second of all threads together, losses included
 * @param publishedSteps network steps of the published budget of one training: 50 candidates,
 *     50,000 generations, 1,150 control steps (arXiv 2309.12937 and its code)
 * @param publishedSeconds time that budget would take
 * @param configuredSteps network steps of this configuration, all stages
 * @param configuredSeconds time they would take
 */
public record Estimate(
    int genes,
    int integralGenes,
    double stepsPerSecond,
    double publishedSteps,
    double publishedSeconds,
    double configuredSteps,
    double configuredSeconds) {

  private static final double PUBLISHED = 50.0 * 50_000 * 1150;

  /**
   * Measures for about the given time, on the first stage's own problem.
   *
   * @param evolution the evolution
   * @param config its configuration
   * @param evaluator computes losses
   * @param seconds how long to measure, s
   * @param clock monotonic time, ns
   */
  public static Estimate measure(
      Evolution evolution,
      EvolutionConfig config,
      Evaluator evaluator,
      double seconds,
      LongSupplier clock) {
    Problem problem = evolution.problem(Stage.FIT, List.of());
    SplittableRandom random = new SplittableRandom(config.seed());
    double[][] candidates = new double[config.population()][];
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] = problem.bounds().draw(random);
    }
    // The first generations warm the compiler up.
    long warm = clock.getAsLong();
    long generation = 0;
    while (clock.getAsLong() - warm < seconds * 0.5e9) {
      evaluator.losses(problem, candidates, generation++);
    }
    long start = clock.getAsLong();
    long first = generation;
    while (clock.getAsLong() - start < seconds * 1e9) {
      evaluator.losses(problem, candidates, generation++);
    }
    double elapsed = (clock.getAsLong() - start) * 1e-9;
    double perGeneration = (double) problem.networkSteps() * config.population();
    double rate = (generation - first) * perGeneration / elapsed;
    double configured = configuredSteps(evolution, config);
    return new Estimate(
        evolution.genome(Stage.TUNE).length(),
        evolution.genome(Stage.INTEGRAL).length(),
        rate,
        PUBLISHED,
        PUBLISHED / rate,
        configured,
        configured / rate);
  }

  private static double configuredSteps(Evolution evolution, EvolutionConfig config) {
    double steps = 0;
    double[] pd = new double[evolution.genome(Stage.TUNE).length()];
    double[] i = new double[evolution.genome(Stage.INTEGRAL).length()];
    for (Stage stage : Stage.values()) {
      Problem problem = evolution.problem(stage, List.of(pd, pd, i));
      steps += (double) problem.networkSteps() * config.population() * config.generations(stage);
    }
    return steps;
  }
}
