package dev.gondola.evolution;

import java.util.ArrayList;
import java.util.List;

/**
 * What decides the outcome of an evolution; with the version of the program it is all it takes to
 * repeat one. The number of threads is not in here because it changes nothing.
 *
 * @param seed seed of everything random
 * @param pairs pairs of encoding neurons in each part, and of hidden neurons: a part has 4 times as
 *     many neurons
 * @param stepsPerTickPd network steps in a control period of the PD part
 * @param stepsPerTickI the same of the I part
 * @param population candidates in a generation, at least 4
 * @param fitGenerations generations of {@link Stage#FIT}
 * @param tuneGenerations generations of {@link Stage#TUNE}
 * @param integralFitGenerations generations of {@link Stage#INTEGRAL_FIT}
 * @param integralGenerations generations of {@link Stage#INTEGRAL}
 */
public record EvolutionConfig(
    long seed,
    int pairs,
    int stepsPerTickPd,
    int stepsPerTickI,
    int population,
    int fitGenerations,
    int tuneGenerations,
    int integralFitGenerations,
    int integralGenerations) {

  /** Control period every part is made for, s. */
  public static final double PERIOD = 0.1;

  /** Most of anything counted, so that a file cannot ask for the impossible. */
  static final int MAX = 10_000_000;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException naming everything that is out of range
   */
  public EvolutionConfig {
    List<String> faults = new ArrayList<>();
    check(faults, "pairs", pairs, 1, 1000);
    check(faults, "stepsPerTickPd", stepsPerTickPd, 1, 1000);
    check(faults, "stepsPerTickI", stepsPerTickI, 1, 1000);
    check(faults, "population", population, 4, 100_000);
    check(faults, "fitGenerations", fitGenerations, 1, MAX);
    check(faults, "tuneGenerations", tuneGenerations, 1, MAX);
    check(faults, "integralGenerations", integralGenerations, 1, MAX);
    check(faults, "integralFitGenerations", integralFitGenerations, 1, MAX);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  /** The configuration that made the controller shipped with the program. */
  public static final EvolutionConfig SHIPPED =
      new EvolutionConfig(1, 20, 8, 3, 40, 600, 400, 800, 500);

  private static void check(List<String> faults, String name, int value, int low, int high) {
    if (value < low || value > high) {
      faults.add("%s must be %d..%d, is %d".formatted(name, low, high, value));
    }
  }

  /** Returns the generations of a stage. */
  public int generations(Stage stage) {
    return switch (stage) {
      case FIT -> fitGenerations;
      case TUNE -> tuneGenerations;
      case INTEGRAL_FIT -> integralFitGenerations;
      case INTEGRAL -> integralGenerations;
    };
  }

  /** Returns the generations of all stages. */
  public int generations() {
    return fitGenerations + tuneGenerations + integralFitGenerations + integralGenerations;
  }
}
