package dev.gondola.snn;

/**
 * A source of spikes or values from outside the network.
 *
 * @param id name, unique among inputs and populations
 * @param size number of channels
 */
public record Input(String id, int size) {}
