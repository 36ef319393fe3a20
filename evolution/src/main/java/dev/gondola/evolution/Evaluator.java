package dev.gondola.evolution;

import dev.gondola.evolution.search.Problem;
import dev.gondola.snn.NetworkException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Computes the losses of a generation on several threads; their number changes nothing else. */
public final class Evaluator implements AutoCloseable {
  private final ExecutorService pool;

  /**
   * Makes an evaluator.
   *
   * @param threads threads, at least 1
   */
  public Evaluator(int threads) {
    pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("evaluate-", 0).factory());
  }

  /**
   * Returns the loss of every candidate.
   *
   * @param problem what is minimised
   * @param candidates one row a candidate
   * @param generation number of the generation
   * @throws NetworkException if a candidate cannot be run
   */
  public double[] losses(Problem problem, double[][] candidates, long generation) {
    List<Future<Double>> futures = new ArrayList<>(candidates.length);
    for (double[] candidate : candidates) {
      futures.add(pool.submit(() -> problem.loss(candidate, generation)));
    }
    double[] losses = new double[candidates.length];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = get(futures.get(i));
    }
    return losses;
  }

  private static double get(Future<Double> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while evaluating", e);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
