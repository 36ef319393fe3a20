package dev.gondola.snn.engine;

import dev.gondola.snn.Projection;
import dev.gondola.snn.SignMode;
import dev.gondola.snn.Synapses;

/**
 * Rounds weights to what the chip stores: {@code w = (clip(w) >> k) << k} with {@code k = 8 -
 * bits}, one more for mixed signs; inhibitory magnitudes round toward zero (Lava 0.11, {@code
 * magma/core/model/py/connection}, {@code truncate_weights}).
 */
public final class EffectiveWeights {
  private EffectiveWeights() {}

  /**
   * Returns the effective weight of every synapse of a projection, before its exponent.
   *
   * @throws IllegalArgumentException if the projection is direct
   */
  public static int[] of(Projection projection) {
    Synapses synapses =
        projection
            .synapses()
            .orElseThrow(
                () -> new IllegalArgumentException(projection.id() + " is direct: no weights"));
    int[] weights = synapses.weights();
    SignMode mode = resolve(projection.signMode(), weights);
    int shift = shift(projection, mode);
    for (int k = 0; k < weights.length; k++) {
      weights[k] = round(weights[k], mode, shift);
    }
    return weights;
  }

  /** Returns the effective weight of one synapse of a projection whose sign mode is not auto. */
  static int of(Projection projection, int weight) {
    SignMode mode = projection.signMode();
    return round(weight, mode, shift(projection, mode));
  }

  private static int shift(Projection projection, SignMode mode) {
    return 8 - projection.weightBits() + (mode == SignMode.MIXED ? 1 : 0);
  }

  private static SignMode resolve(SignMode mode, int[] weights) {
    if (mode != SignMode.AUTO) {
      return mode;
    }
    boolean negative = false;
    boolean positive = false;
    for (int w : weights) {
      negative |= w < 0;
      positive |= w > 0;
    }
    if (!negative) {
      return SignMode.EXCITATORY;
    }
    return positive ? SignMode.MIXED : SignMode.INHIBITORY;
  }

  private static int round(int weight, SignMode mode, int shift) {
    boolean inhibitory = mode == SignMode.INHIBITORY;
    long signed = inhibitory ? -(long) weight : weight;
    int w = Math.clamp(signed, mode == SignMode.MIXED ? -256 : 0, 255);
    w = (w >> shift) << shift;
    return inhibitory ? -w : w;
  }
}
