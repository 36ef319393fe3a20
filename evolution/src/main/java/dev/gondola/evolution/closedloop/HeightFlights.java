package dev.gondola.evolution.closedloop;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The flights of an evolution: 1,000 to train on, a few of which each generation sees, and others
 * to choose by.
 */
public final class HeightFlights {
  private static final int TRAINING = 1000;

  private final long seed;
  private final List<HeightFlight> training;
  private final List<HeightFlight> validation;

  /**
   * Makes the flights of a seed.
   *
   * @param seed seed of the flights, and of which ones a generation sees
   * @param period control period, s
   * @param validation number of flights to choose by
   */
  public HeightFlights(long seed, double period, int validation) {
    this.seed = seed;
    training = flights(0, TRAINING, period);
    this.validation = flights(TRAINING, TRAINING + validation, period);
  }

  private List<HeightFlight> flights(int from, int to, double period) {
    return IntStream.range(from, to)
        .mapToObj(i -> new HeightFlight(seed + (i + 1) * 0x9E3779B97F4A7C15L, period))
        .toList();
  }

  /**
   * Returns the mean score over the flights of a generation, which its number chooses.
   *
   * @param generation number of the generation
   * @param batch number of flights
   * @param score scores one flight
   */
  public double training(long generation, int batch, ToDoubleFunction<HeightFlight> score) {
    SplittableRandom random = new SplittableRandom(seed ^ (generation * 0xD1B54A32D192ED03L));
    double sum = 0;
    for (int i = 0; i < batch; i++) {
      sum += score.applyAsDouble(training.get(random.nextInt(TRAINING)));
    }
    return sum / batch;
  }

  /** Returns the mean score over the flights to choose by. */
  public double validation(ToDoubleFunction<HeightFlight> score) {
    double sum = 0;
    for (HeightFlight flight : validation) {
      sum += score.applyAsDouble(flight);
    }
    return sum / validation.size();
  }
}
