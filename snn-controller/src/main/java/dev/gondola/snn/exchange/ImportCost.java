package dev.gondola.snn.exchange;

import java.util.List;

/**
 * What quantising a NIR graph cost.
 *
 * @param populations neuron nodes, by name
 * @param projections what joins them
 * @param notes what is not as in NIR, or is worth knowing
 */
public record ImportCost(
    List<PopulationCost> populations, List<ProjectionCost> projections, List<String> notes) {
  /** Copies the lists. */
  public ImportCost {
    populations = List.copyOf(populations);
    projections = List.copyOf(projections);
    notes = List.copyOf(notes);
  }
}
