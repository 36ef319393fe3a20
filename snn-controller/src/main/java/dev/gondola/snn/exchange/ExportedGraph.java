package dev.gondola.snn.exchange;

import dev.gondola.snn.nir.NirGraph;
import java.util.List;

/**
 * A NIR graph made of a network.
 *
 * @param graph the graph
 * @param populations what became of each population
 * @param notes what is not as in the network, or is worth knowing
 */
public record ExportedGraph(
    NirGraph graph, List<ExportedGraph.Population> populations, List<String> notes) {

  /**
   * What became of a population.
   *
   * @param id its id
   * @param node name of its node
   * @param type type of the node
   * @param size number of neurons
   * @param latency steps that the network runs behind the graph
   * @param scaleExponent a potential of 1 in NIR is 2 to this power in the network
   */
  public record Population(
      String id, String node, String type, int size, int latency, int scaleExponent) {}

  /** Copies the lists. */
  public ExportedGraph {
    populations = List.copyOf(populations);
    notes = List.copyOf(notes);
  }
}
