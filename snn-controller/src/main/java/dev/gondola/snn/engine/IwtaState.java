package dev.gondola.snn.engine;

import dev.gondola.snn.Population;
import java.util.Arrays;

/**
 * LIF neurons with input-weighted threshold adaptation (arXiv 2304.08778), in integers. The
 * adaptation w of a neuron follows the spikes that arrive at its threshold port, as its current
 * does those at its current port:
 *
 * <pre>
 * w         = clamp(decay(w, 4096 - dth) + (aTheta &lt;&lt; 6), -(2^23 - 1), 2^23 - 1)
 * threshold = clamp((vth &lt;&lt; 6) + w, 0, 2^23 - 1)
 * </pre>
 *
 * <p>The published rule keeps a trace of each incoming spike train and weights the traces. With one
 * decay for all traces that end in a neuron the weighted sum obeys the recursion above exactly, so
 * a single variable per neuron does. The lower clamp keeps a neuron at rest from spiking. The
 * arithmetic is that of {@link LifState}.
 */
final class IwtaState extends PopulationState {
  private final int[] adaptationKeep;
  private final int[] w;

  IwtaState(Population population) {
    super(population);
    w = new int[size];
    adaptationKeep = new int[size];
    for (int i = 0; i < size; i++) {
      adaptationKeep[i] = 4096 - population.dth().at(i);
    }
  }

  @Override
  void reset() {
    super.reset();
    Arrays.fill(w, 0);
  }

  /** Returns the live adaptation of every neuron. */
  int[] adaptation() {
    return w;
  }

  @Override
  void update(long step, int[] current, int[] adaptation) {
    adapt(size, w, adaptationKeep, adaptation);
    integrate(size, u, v, spikes, w, current, currentKeep, membraneKeep, threshold, bias);
  }

  private static void adapt(int size, int[] w, int[] keep, int[] input) {
    for (int i = 0; i < size; i++) {
      int sign = w[i] >> 31;
      int magnitude = (w[i] ^ sign) - sign;
      int kept = (magnitude >>> 12) * keep[i] + (((magnitude & 4095) * keep[i]) >>> 12);
      int x = ((kept ^ sign) - sign) + (input[i] << 6);
      w[i] = Math.max(-V_MAX, Math.min(V_MAX, x));
    }
  }

  private static void integrate(
      int size,
      int[] u,
      int[] v,
      int[] spikes,
      int[] w,
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
      int theta = Math.max(0, Math.min(V_MAX, threshold[i] + w[i]));
      int spike = (theta - y) >>> 31;
      spikes[i] = spike;
      v[i] = y & (spike - 1);
    }
  }
}
