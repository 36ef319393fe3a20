package dev.gondola.ground.snn;

import dev.gondola.snn.Network;
import dev.gondola.snn.control.SpikingPart;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A network of a file, and what the file tells about its use.
 *
 * @param network the network
 * @param part the part of a controller that it belongs to; empty for a network file
 * @param stepSeconds time of one network step, s; empty where the file does not say
 */
public record NetworkSource(
    Network network, Optional<SpikingPart> part, OptionalDouble stepSeconds) {

  /** Returns the name of the part, or the network's own. */
  public String name() {
    return part.map(SpikingPart::name).orElse(network.name());
  }
}
