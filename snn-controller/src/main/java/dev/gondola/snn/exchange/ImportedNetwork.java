package dev.gondola.snn.exchange;

import dev.gondola.snn.Network;
import dev.gondola.snn.nir.NirGraph;

/**
 * An integer network made of a NIR graph.
 *
 * @param network the network; inputs and populations have the names of their nodes, and nodes of a
 *     graph within those of {@code graph.node}
 * @param graph the graph that it stands for: forward Euler, spikes strictly above the threshold
 * @param options how it was made
 * @param cost what it cost
 */
public record ImportedNetwork(
    Network network, NirGraph graph, ImportOptions options, ImportCost cost) {}
