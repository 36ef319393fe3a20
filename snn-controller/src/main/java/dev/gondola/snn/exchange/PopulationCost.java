package dev.gondola.snn.exchange;

/**
 * What became of a neuron node, and what it lost.
 *
 * @param node name of the node and of the population
 * @param type type of the node
 * @param size number of neurons
 * @param latency steps it runs behind NIR
 * @param scaleExponent a potential of 1 in NIR is 2 to this power in the engine
 * @param thresholdError largest error of a threshold, relative
 * @param currentDecayError largest error of a decay of the current (dt / tau_syn), relative
 * @param membraneDecayError largest error of a decay of the membrane potential, relative
 * @param biasError largest error of a bias, relative to the largest one
 */
public record PopulationCost(
    String node,
    String type,
    int size,
    int latency,
    int scaleExponent,
    double thresholdError,
    double currentDecayError,
    double membraneDecayError,
    double biasError) {}
