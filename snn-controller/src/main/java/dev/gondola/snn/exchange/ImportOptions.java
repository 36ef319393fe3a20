package dev.gondola.snn.exchange;

import java.util.OptionalInt;

/**
 * How a NIR graph becomes an integer network.
 *
 * @param dt step, s, above 0
 * @param profile whose discretisation the file means
 * @param weights resolution of the weights
 * @param inputExponent empty: inputs are spikes. Else inputs are numbers, and x is given to the
 *     network as {@code round(x 2^exponent)}, -16..16
 * @param inputMax largest magnitude of an input that is a number, above 0
 * @param beyondChip whether parameters may lie outside the chip's ranges
 */
public record ImportOptions(
    double dt,
    Profile profile,
    WeightCode weights,
    OptionalInt inputExponent,
    double inputMax,
    boolean beyondChip) {

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ImportOptions {
    if (!(dt > 0 && Double.isFinite(dt))) {
      throw new IllegalArgumentException("dt must be above 0, is " + dt);
    }
    if (!(inputMax > 0 && Double.isFinite(inputMax))) {
      throw new IllegalArgumentException("the largest input must be above 0, is " + inputMax);
    }
    if (Math.abs(inputExponent.orElse(0)) > 16) {
      throw new IllegalArgumentException(
          "the input exponent must be -16..16, is " + inputExponent.getAsInt());
    }
  }

  /** Returns options for spikes as input, within the chip's ranges, with the default resolution. */
  public static ImportOptions of(double dt, Profile profile) {
    return new ImportOptions(dt, profile, WeightCode.SPLIT_16, OptionalInt.empty(), 1, false);
  }

  /** Returns the largest magnitude of an input in NIR's units. */
  double largestInput() {
    return inputExponent.isPresent() ? inputMax : 1;
  }

  /** Returns the bits that the engine's message needs: 0 for spikes. */
  int messageBits() {
    if (inputExponent.isEmpty()) {
      return 0;
    }
    double most = Math.ceil(Math.scalb(inputMax, inputExponent.getAsInt()));
    return Math.clamp(Math.getExponent(most) + 2L, 1, 32);
  }
}
