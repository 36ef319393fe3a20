package dev.gondola.snn.engine;

import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import java.util.Arrays;

/**
 * Any Lava neuron model, and inputs of any size, one neuron at a time. Beyond the chip's range
 * everything but the decay is 32-bit two's complement and wraps, as Lava's arrays do.
 */
final class GeneralState extends PopulationState {
  private final int[] lowerThreshold;
  private final int[] refractory;
  private final boolean ternary;
  private final int resetPhase;

  GeneralState(Population population) {
    super(population);
    ternary = population.model() == NeuronModel.TERNARY_LIF;
    refractory = new int[size];
    lowerThreshold = new int[size];
    for (int i = 0; i < size; i++) {
      lowerThreshold[i] = population.vthLo().at(i) << 6;
    }
    resetPhase =
        population.model() == NeuronModel.LIF_RESET
            ? Math.floorMod(population.resetOffset(), population.resetInterval())
            : -1;
  }

  @Override
  void reset() {
    super.reset();
    Arrays.fill(refractory, 0);
  }

  @Override
  void update(long step, int[] current, int[] adaptation) {
    if (step % population.resetInterval() == resetPhase) {
      Arrays.fill(u, 0);
      Arrays.fill(v, 0);
    }
    for (int i = 0; i < size; i++) {
      u[i] = wrap(decay(u[i], currentKeep[i]) + (current[i] << 6));
      if (refractory[i] > 0) {
        refractory[i]--;
        spikes[i] = 0;
      } else {
        integrate(i);
      }
    }
  }

  private void integrate(int i) {
    int y = Math.clamp(decay(v[i], membraneKeep[i]) + u[i] + bias[i], -V_MAX, V_MAX);
    int spike = y > threshold[i] ? 1 : 0;
    if (ternary && y < lowerThreshold[i]) {
      spike = -1;
    }
    spikes[i] = spike;
    v[i] = spike == 0 ? y : 0;
    refractory[i] = spike == 0 ? 0 : population.refractoryPeriod();
  }

  private static int wrap(int x) {
    if (x > U_LIMIT) {
      return x - U_MODULUS;
    }
    return x <= -U_LIMIT ? x + U_MODULUS : x;
  }
}
