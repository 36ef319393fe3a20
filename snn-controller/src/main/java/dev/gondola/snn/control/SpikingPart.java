package dev.gondola.snn.control;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.coding.Decoder;
import dev.gondola.snn.coding.Encoder;
import java.util.ArrayList;
import java.util.List;

/**
 * One network of a spiking controller with its encoder and decoder; the commands of all parts add
 * up. Immutable.
 *
 * @param name the part's name, such as {@code pd} or {@code i}
 * @param network the network; its steps per tick are run in a control period
 * @param input id of the input that receives the encoded error, or the events of a camera
 * @param encoder the encoder, with as many channels as the input
 * @param output id of the population that is decoded
 * @param decoder the decoder, with as many channels as the population; read after the last step
 */
public record SpikingPart(
    String name, Network network, String input, Encoder encoder, String output, Decoder decoder) {

  /**
   * Makes a part.
   *
   * @throws NetworkException if input or output are unknown or of another size, naming all faults
   */
  public SpikingPart {
    List<String> faults = new ArrayList<>();
    network.inputs().stream()
        .filter(i -> i.id().equals(input))
        .findFirst()
        .ifPresentOrElse(
            i -> fit(faults, "encoder", encoder.channels(), "input", input, i.size()),
            () -> faults.add("encoder: the network has no input \"" + input + "\""));
    network.populations().stream()
        .filter(p -> p.id().equals(output))
        .findFirst()
        .ifPresentOrElse(
            p -> fit(faults, "decoder", decoder.channels(), "population", output, p.size()),
            () -> faults.add("decoder: the network has no population \"" + output + "\""));
    if (!faults.isEmpty()) {
      throw new NetworkException("part \"" + name + "\"", faults);
    }
  }

  private static void fit(
      List<String> faults, String coder, int channels, String kind, String id, int size) {
    if (channels != size) {
      faults.add(
          "%s: has %d channels, but %s \"%s\" has %d".formatted(coder, channels, kind, id, size));
    }
  }
}
