package dev.gondola.evolution;

/** Is told how an evolution goes on, by the thread that runs it. */
@FunctionalInterface
public interface EvolutionProgress {

  /**
   * Called after every generation.
   *
   * @param stage stage under way
   * @param generation generations of the stage so far
   * @param of generations of the stage in all
   * @param bestLoss smallest training loss of the generation
   * @param validation smallest validation loss of the stage so far
   */
  void generation(Stage stage, long generation, int of, double bestLoss, double validation);
}
