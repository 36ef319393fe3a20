package dev.gondola.snn;

import dev.gondola.snn.learning.Learning;
import java.util.Optional;

/**
 * A connection from one input or population to a population. Immutable.
 *
 * <p>Without {@link #synapses} it is direct: the values of the source in step t are added to the
 * targets' input of step t itself, channel by channel, unweighted. With synapses, a spike of step t
 * arrives in step t + 1 + delay.
 *
 * @param id name for messages
 * @param from id of the source input or population
 * @param to id of the target population
 * @param port what it acts on
 * @param signMode sign mode of the weights
 * @param weightBits weight bits, 1..8
 * @param weightExponent exponent: the sum of one step is shifted left by it, or right if negative
 * @param messageBits 0: any non-zero source value counts as 1; above 0: graded, the value itself
 * @param synapses the synapses, or empty for a direct connection
 * @param learning how the weights change while the network runs, or empty for weights that stay
 */
public record Projection(
    String id,
    String from,
    String to,
    Port port,
    SignMode signMode,
    int weightBits,
    int weightExponent,
    int messageBits,
    Optional<Synapses> synapses,
    Optional<Learning> learning) {

  /** Makes a connection that does not learn. */
  public Projection(
      String id,
      String from,
      String to,
      Port port,
      SignMode signMode,
      int weightBits,
      int weightExponent,
      int messageBits,
      Optional<Synapses> synapses) {
    this(
        id,
        from,
        to,
        port,
        signMode,
        weightBits,
        weightExponent,
        messageBits,
        synapses,
        Optional.empty());
  }

  /** Returns a direct connection. */
  public static Projection direct(String id, String from, String to) {
    return new Projection(id, from, to, Port.CURRENT, SignMode.MIXED, 8, 0, 0, Optional.empty());
  }

  /** Returns a binary, mixed-sign, 8-bit connection to a port. */
  public static Projection of(
      String id, String from, String to, Port port, int weightExponent, Synapses synapses) {
    return new Projection(
        id, from, to, port, SignMode.MIXED, 8, weightExponent, 0, Optional.of(synapses));
  }

  /** Returns the same connection, learning so. */
  public Projection withLearning(Learning value) {
    return with(synapses, Optional.of(value));
  }

  /** Returns the same connection with other synapses. */
  public Projection withSynapses(Synapses value) {
    return with(Optional.of(value), learning);
  }

  private Projection with(Optional<Synapses> newSynapses, Optional<Learning> newLearning) {
    return new Projection(
        id,
        from,
        to,
        port,
        signMode,
        weightBits,
        weightExponent,
        messageBits,
        newSynapses,
        newLearning);
  }

  /** Returns whether this is a direct connection. */
  public boolean isDirect() {
    return synapses.isEmpty();
  }
}
