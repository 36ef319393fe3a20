package dev.gondola.ground.info;

import java.util.OptionalDouble;

/**
 * The run that a report may contain.
 *
 * @param steps steps, 1 or more
 * @param dt seconds of a step; empty: as the file's metadata say
 * @param seed seed of the input spikes, 0 to 2^32 - 1
 * @param probability probability of an input spike in a step, 0 to 1
 */
public record Activity(int steps, OptionalDouble dt, long seed, double probability) {}
