package dev.gondola.snn.nir;

/**
 * A connection. Several edges into a node add up.
 *
 * @param source name of the node where it begins
 * @param target name of the node where it ends
 */
public record NirEdge(String source, String target) {}
