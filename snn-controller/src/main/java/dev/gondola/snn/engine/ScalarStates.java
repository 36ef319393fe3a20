package dev.gondola.snn.engine;

import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;

/** Plain loops: they run every network. */
final class ScalarStates implements States {

  @Override
  public PopulationState population(Population p, boolean withinChip) {
    return switch (p.model()) {
      case LIF, LEAKY_INTEGRATOR -> withinChip ? new LifState(p) : new GeneralState(p);
      case IWTA_LIF -> new IwtaState(p);
      case LIF_REFRACTORY, LIF_RESET, TERNARY_LIF -> new GeneralState(p);
    };
  }

  @Override
  public ProjectionState projection(Projection projection, Firing source, InputRing ring) {
    return new SynapseRows(projection, source, ring);
  }

  @Override
  public int rowLength(int size) {
    return size;
  }
}
