package dev.gondola.snn.engine;

import dev.gondola.snn.Population;

/**
 * LIF neurons whose parameters are within the chip's range, so that 32 bits suffice: {@code (|y| *
 * keep) >> 12} is split into {@code (|y| >> 12) * keep + (((|y| & 4095) * keep) >> 12)}, which is
 * the same number for every 32-bit y. The loop has no branch, so that it becomes vector
 * instructions.
 */
final class LifState extends PopulationState {

  LifState(Population population) {
    super(population);
  }

  @Override
  void update(long step, int[] current, int[] adaptation) {
    integrate(size, u, v, spikes, current, currentKeep, membraneKeep, threshold, bias);
  }

  /** Updates current, membrane potential and spikes of neurons with the given thresholds. */
  static void integrate(
      int size,
      int[] u,
      int[] v,
      int[] spikes,
      int[] current,
      int[] currentKeep,
      int[] membraneKeep,
      int[] threshold,
      int[] bias) {
    for (int i = 0; i < size; i++) {
      int sign = u[i] >> 31;
      int magnitude = (u[i] ^ sign) - sign;
      int kept =
          (magnitude >>> 12) * currentKeep[i] + (((magnitude & 4095) * currentKeep[i]) >>> 12);
      int x = ((kept ^ sign) - sign) + (current[i] << 6);
      x -= (((U_LIMIT - x) & ~x) >> 31) & U_MODULUS;
      x += (((x + U_LIMIT - 1) & x) >> 31) & U_MODULUS;
      u[i] = x;
      int vSign = v[i] >> 31;
      int vMagnitude = (v[i] ^ vSign) - vSign;
      int vKept =
          (vMagnitude >>> 12) * membraneKeep[i] + (((vMagnitude & 4095) * membraneKeep[i]) >>> 12);
      int y = ((vKept ^ vSign) - vSign) + x + bias[i];
      y = Math.max(-V_MAX, Math.min(V_MAX, y));
      int spike = (threshold[i] - y) >>> 31;
      spikes[i] = spike;
      v[i] = y & (spike - 1);
    }
  }
}
