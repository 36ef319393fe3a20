package dev.gondola.ground.snn;

import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.control.ControllerSpec;
import dev.gondola.snn.control.SpikingPart;
import dev.gondola.snn.exchange.ImportOptions;
import dev.gondola.snn.exchange.ImportedNetwork;
import dev.gondola.snn.exchange.NirImport;
import dev.gondola.snn.nir.NirGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A file that holds networks: a network file, a NIR file, or a controller file with a network in
 * each part.
 *
 * @param file the file
 * @param controller the controller; empty for a network file
 * @param networks one for each part of the controller, in its order, or the one of the file; empty
 *     for a controller without a network
 * @param imported how the network was made of a NIR file; empty for other files
 */
public record NetworkFile(
    Path file,
    Optional<ControllerSpec> controller,
    List<NetworkSource> networks,
    Optional<ImportedNetwork> imported) {

  /** Copies the list. */
  public NetworkFile {
    networks = List.copyOf(networks);
  }

  /**
   * Reads a file.
   *
   * @param options how a NIR graph becomes an integer network
   * @throws NetworkException naming every fault of the file, or what of a NIR graph cannot run
   */
  public static NetworkFile read(Path file, Function<NirGraph, ImportOptions> options) {
    return switch (NetworkContent.read(file)) {
      case NetworkContent.Nir(NirGraph graph) -> of(file, graph, options.apply(graph));
      case NetworkContent.Plain(Network network) -> plain(file, network);
      case NetworkContent.Controller(ControllerSpec spec) -> of(file, spec);
    };
  }

  private static NetworkFile plain(Path file, Network network) {
    NetworkSource source = new NetworkSource(network, Optional.empty(), OptionalDouble.empty());
    return new NetworkFile(file, Optional.empty(), List.of(source), Optional.empty());
  }

  private static NetworkFile of(Path file, NirGraph graph, ImportOptions options) {
    ImportedNetwork imported = NirImport.of(nameOf(file), graph, options);
    NetworkSource source =
        new NetworkSource(imported.network(), Optional.empty(), OptionalDouble.of(options.dt()));
    return new NetworkFile(file, Optional.empty(), List.of(source), Optional.of(imported));
  }

  /** Returns the name of a network that a NIR file is imported as. */
  public static String nameOf(Path nir) {
    String name = nir.getFileName().toString();
    return name.endsWith(".nir") ? name.substring(0, name.length() - 4) : name;
  }

  private static NetworkFile of(Path file, ControllerSpec controller) {
    List<NetworkSource> networks =
        controller instanceof ControllerSpec.Spiking spiking
            ? spiking.parts().stream().map(part -> source(part, spiking.period())).toList()
            : List.of();
    return new NetworkFile(file, Optional.of(controller), networks, Optional.empty());
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
      fault = "has one network and no parts";
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
