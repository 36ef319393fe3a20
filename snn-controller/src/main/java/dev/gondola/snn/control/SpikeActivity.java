package dev.gondola.snn.control;

/**
 * What a spiking controller did in its last {@link Controller#update}, for logs, telemetry and
 * plots. Reading it allocates nothing.
 */
public interface SpikeActivity {

  /** Returns the number of neurons whose spikes are reported. */
  int neurons();

  /** Returns the spikes of the last control period, summed over neurons and network steps. */
  int spikes();

  /**
   * Returns the synaptic operations of the last control period: one for each non-zero synapse that
   * a spike travelled through.
   */
  int synapticOperations();

  /** Returns the network steps in one control period. */
  int stepsPerTick();

  /**
   * Copies the number of spikes of every neuron in the last control period.
   *
   * @param counts receives one count (0..{@link #stepsPerTick}, at most 127) for each neuron, at
   *     least {@link #neurons} long
   */
  void copySpikeCounts(byte[] counts);
}
