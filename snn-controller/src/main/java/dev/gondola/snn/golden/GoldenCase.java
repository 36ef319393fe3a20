package dev.gondola.snn.golden;

import dev.gondola.snn.Network;
import java.util.List;

/**
 * A golden vector: a network, its stimulus, and every neuron's state on every recorded step.
 *
 * @param name the case's name
 * @param withinChipRange whether every parameter and summed input fits the chip
 * @param network the network
 * @param steps number of steps
 * @param stimulus {@code stimulus[input][step][channel]}, the values of every step, from step 1 at
 *     0
 * @param expected what each population did, in the network's order
 * @param recordedSteps steps for which u and v are listed, from 1
 * @param sha256 hash over all steps of u, v and spikes as 32-bit little-endian integers
 */
// Bulk data that is only read; never compared.
@SuppressWarnings("ArrayRecordComponent")
record GoldenCase(
    String name,
    boolean withinChipRange,
    Network network,
    int steps,
    int[][][] stimulus,
    List<Trace> expected,
    int[] recordedSteps,
    String sha256) {

  /**
   * What one population did.
   *
   * @param spikes {@code spikes[step][neuron]}: 0, 1 or -1
   * @param u {@code u[row][neuron]} synaptic currents of the recorded steps
   * @param v membrane potentials of the recorded steps
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Trace(int[][] spikes, int[][] u, int[][] v) {}
}
