package dev.gondola.evolution.search;

/** What a search minimises. Losses are computed by several threads at once. */
public interface Problem {

  /** Returns where to search. */
  Bounds bounds();

  /** Returns where to start. */
  double[] start();

  /**
   * Returns the training loss of a candidate; the same arguments give the same number.
   *
   * @param genes the candidate
   * @param generation number of the generation, from 0; it chooses the training data
   */
  double loss(double[] genes, long generation);

  /** Returns the loss of a candidate on data that no {@link #loss} has seen. */
  double validation(double[] genes);

  /**
   * Returns the whole genome that a candidate stands for: itself, unless the search leaves a part
   * of it to something else.
   */
  default double[] complete(double[] genes) {
    return genes;
  }

  /** Returns the network steps of one {@link #loss}. */
  long networkSteps();
}
