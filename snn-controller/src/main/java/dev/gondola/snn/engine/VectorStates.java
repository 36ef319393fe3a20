package dev.gondola.snn.engine;

import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;

/**
 * Vector instructions where they pay, the scalar engine's loops for the rest; for networks within
 * the chip's range.
 */
final class VectorStates implements States {
  private final States scalar = new ScalarStates();

  static boolean paysHere() {
    return LifKernel.BITS > 128 || !System.getProperty("os.arch").equals("amd64");
  }

  @Override
  public PopulationState population(Population p, boolean withinChip) {
    if (p.size() < LifKernel.LANES) {
      return scalar.population(p, withinChip);
    }
    return switch (p.model()) {
      case LIF, LEAKY_INTEGRATOR -> new VectorLifState(p);
      case IWTA_LIF -> new VectorIwtaState(p);
      case LIF_REFRACTORY, LIF_RESET, TERNARY_LIF -> scalar.population(p, true);
    };
  }

  @Override
  public ProjectionState projection(Projection projection, Firing source, InputRing ring) {
    RowWeights weights = RowWeights.of(projection);
    if (weights.pays(RowKernel.BLOCK) && weights.fitShorts()) {
      return new ShortRows(weights, source, ring);
    }
    return scalar.projection(projection, source, ring);
  }

  @Override
  public int rowLength(int size) {
    return RowWeights.padded(size, RowKernel.BLOCK);
  }
}
