package dev.gondola.evolution;

import dev.gondola.evolution.search.CmaState;
import java.util.List;

/**
 * An evolution between two generations. Going on from it gives the very result of an unbroken run.
 *
 * @param config the evolution
 * @param stage the stage under way
 * @param search the search of that stage
 * @param best the stage's best genome so far by validation
 * @param bestValidation its validation loss
 * @param finished the best whole genomes of the stages before, in their order
 */
// Arrays are the genomes themselves; a checkpoint is written and read, never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Checkpoint(
    EvolutionConfig config,
    Stage stage,
    CmaState search,
    double[] best,
    double bestValidation,
    List<double[]> finished) {

  /** Copies the list. */
  public Checkpoint {
    finished = List.copyOf(finished);
  }
}
