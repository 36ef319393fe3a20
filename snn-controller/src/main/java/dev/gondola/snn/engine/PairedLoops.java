package dev.gondola.snn.engine;

/** Loops of the paired encoder and decoder over individuals in lock step. */
interface PairedLoops {

  /**
   * Encodes one error each: {@code x = clamp((|gain * count| >> shift) * sign, -32767, 32767)}.
   *
   * @param gain signed gain of every channel of every individual
   * @param counts one number an individual, -32767..32767
   * @param into as long as the gains
   */
  void encode(int[] gain, int[] counts, int shift, int[] into);

  /**
   * Advances the integrators: {@code y = decay(y, keep) + sum of weight * spike}, in 32 bits.
   *
   * @param weight signed weight of every neuron of every individual
   * @param spikes as long as the weights
   * @param keep one factor of 4096 an individual
   * @param y one integrator an individual
   */
  void decode(int[] weight, int[] spikes, int[] keep, int[] y);
}
