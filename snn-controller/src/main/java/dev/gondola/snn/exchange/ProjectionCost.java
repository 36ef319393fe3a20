package dev.gondola.snn.exchange;

import java.util.List;

/**
 * What the weights between two populations lost.
 *
 * @param from source
 * @param to target
 * @param kind {@code synapses} or {@code convolution}
 * @param synapses number of synapses, of all projections
 * @param minDelay shortest delay, steps
 * @param maxDelay longest delay, steps
 * @param exponents weight exponent of each projection
 * @param errorMax largest error of a weight, relative to the largest weight
 * @param errorRms root mean square of the errors, relative to that of the weights
 */
public record ProjectionCost(
    String from,
    String to,
    String kind,
    int synapses,
    int minDelay,
    int maxDelay,
    List<Integer> exponents,
    double errorMax,
    double errorRms) {

  static ProjectionCost of(
      String from,
      String to,
      String kind,
      int synapses,
      int minDelay,
      int maxDelay,
      List<WeightCode.Part> parts,
      double[] weights) {
    double most = 0;
    double worst = 0;
    double squares = 0;
    double errors = 0;
    for (int k = 0; k < weights.length; k++) {
      int index = k;
      double stored = parts.stream().mapToDouble(p -> p.value(index)).sum();
      double error = Math.abs(stored - weights[k]);
      most = Math.max(most, Math.abs(weights[k]));
      worst = Math.max(worst, error);
      squares += weights[k] * weights[k];
      errors += error * error;
    }
    return new ProjectionCost(
        from,
        to,
        kind,
        synapses,
        minDelay,
        maxDelay,
        parts.stream().map(WeightCode.Part::exponent).toList(),
        most == 0 ? 0 : worst / most,
        squares == 0 ? 0 : Math.sqrt(errors / squares));
  }
}
