package dev.gondola.ground.snn;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.io.ControllerJson;
import dev.gondola.snn.io.JsonFiles;
import dev.gondola.snn.io.NetworkJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file that holds networks: a network file, or a controller file with a network in each part.
 *
 * @param file the file
 * @param controller the controller; empty for a network file
 * @param networks one for each part of the controller, in its order, or the network of the file;
 *     empty for a controller without a network
 */
public record NetworkFile(
    Path file, Optional<ControllerSpec> controller, List<NetworkSource> networks) {

  private static final String GZIP = ".gz";

  /** Copies the list. */
  public NetworkFile {
    networks = List.copyOf(networks);
  }

  /**
   * Reads a file by the ending of its name.
   *
   * @throws NetworkException if the ending is not known, or naming every fault of the file
   */
  public static NetworkFile read(Path file) {
    return switch (ending(file)) {
      case "json" -> json(file);
      default ->
          throw new NetworkException(
              file.toString(), List.of("is no network file: its name must end in .json"));
    };
  }

  private static String ending(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(GZIP)) {
      name = name.substring(0, name.length() - GZIP.length());
    }
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static NetworkFile json(Path file) {
    ObjectNode root = JsonFiles.readObject(file);
    String format = root.path("format").asString("");
    return switch (format) {
      case NetworkJson.FORMAT -> {
        Network network = NetworkJson.read(file.toString(), root);
        yield new NetworkFile(
            file,
            Optional.empty(),
            List.of(new NetworkSource(network, Optional.empty(), OptionalDouble.empty())));
      }
      case ControllerJson.FORMAT -> of(file, ControllerJson.read(file.toString(), root));
      default ->
          throw new NetworkException(
              file.toString(),
              List.of(
                  "/format: must be \"%s\" or \"%s\""
                      .formatted(NetworkJson.FORMAT, ControllerJson.FORMAT)));
    };
  }

  private static NetworkFile of(Path file, ControllerSpec controller) {
    List<NetworkSource> networks =
        controller instanceof ControllerSpec.Spiking spiking
            ? spiking.parts().stream().map(part -> source(part, spiking.period())).toList()
            : List.of();
    return new NetworkFile(file, Optional.of(controller), networks);
  }

  private static NetworkSource source(SpikingPart part, double period) {
    double step = period / part.network().stepsPerTick();
    return new NetworkSource(part.network(), Optional.of(part), OptionalDouble.of(step));
  }

  /**
   * Returns one network.
   *
   * @param part name of a controller's part; may be empty if there is but one network
   * @throws NetworkException if there is no such part, or more than one network to choose from
   */
  public NetworkSource only(Optional<String> part) {
    if (part.isEmpty() && networks.size() == 1) {
      return networks.getFirst();
    }
    List<String> names = networks.stream().map(NetworkSource::name).toList();
    String fault;
    if (networks.isEmpty()) {
      fault = "is a controller without a spiking network";
    } else if (controller.isEmpty()) {
      fault = "is a network file: it has no parts";
    } else if (part.isEmpty()) {
      fault = "has the parts " + names + ": choose one with --part";
    } else {
      fault = "has no part \"" + part.get() + "\"; it has " + names;
    }
    return networks.stream()
        .filter(n -> controller.isPresent() && part.filter(n.name()::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> new NetworkException(file.toString(), List.of(fault)));
  }
}
