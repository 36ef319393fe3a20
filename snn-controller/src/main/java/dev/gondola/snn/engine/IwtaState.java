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
class IwtaState extends PopulationState {
  final int[] adaptationKeep;
  final int[] w;

  /** Thresholds of this step, with the adaptation in them. */
  final int[] adapted;

  IwtaState(Population population) {
    super(population);
    w = new int[size];
    adapted = new int[size];
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
    adapt(size, w, adaptationKeep, adaptation, threshold, adapted);
    LifState.integrate(size, u, v, spikes, current, currentKeep, membraneKeep, adapted, bias);
  }

  private static void adapt(
      int size, int[] w, int[] keep, int[] input, int[] threshold, int[] adapted) {
    for (int i = 0; i < size; i++) {
      int sign = w[i] >> 31;
      int magnitude = (w[i] ^ sign) - sign;
      int kept = (magnitude >>> 12) * keep[i] + (((magnitude & 4095) * keep[i]) >>> 12);
      int x = ((kept ^ sign) - sign) + (input[i] << 6);
      int y = Math.max(-V_MAX, Math.min(V_MAX, x));
      w[i] = y;
      adapted[i] = Math.max(0, Math.min(V_MAX, threshold[i] + y));
    }
  }
}
