package dev.gondola.snn.loihi;

import dev.gondola.snn.ChipRange;
import dev.gondola.snn.Input;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.io.NetworkJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A network as it goes to a host, and the shapes of what comes back. Immutable. */
final class NetworkImage {
  /** Neuron models that Lava has in fixed point. */
  private static final Set<NeuronModel> MODELS =
      EnumSet.of(NeuronModel.LIF, NeuronModel.LIF_RESET, NeuronModel.TERNARY_LIF);

  private static final Set<String> POPULATION_FIELDS =
      Set.of(
          "id",
          "size",
          "model",
          "du",
          "dv",
          "vth",
          "vthLo",
          "biasMant",
          "biasExp",
          "u0",
          "v0",
          "resetInterval",
          "resetOffset");

  private static final Set<String> PROJECTION_FIELDS =
      Set.of(
          "id",
          "from",
          "to",
          "kind",
          "port",
          "signMode",
          "weightBits",
          "weightExponent",
          "messageBits",
          "weights",
          "delays",
          "size",
          "synapses");

  /** Most synapses that fit a LOAD frame: each takes 8 bytes or more. */
  private static final int MAX_SYNAPSES = HostProtocol.MAX_NETWORK / 8;

  private final byte[] json;
  private final byte[] digest;
  private final int channels;
  private final int neurons;
  private final int planes;
  private final int steps;

  /**
   * Makes the image of a network.
   *
   * @param stepsPerRound network steps of one round trip
   * @throws NetworkException naming everything that a host could not run
   */
  NetworkImage(Network network, int stepsPerRound) {
    steps = stepsPerRound;
    channels = network.inputs().stream().mapToInt(Input::size).sum();
    neurons = network.neurons();
    planes =
        network.populations().stream().anyMatch(p -> p.model() == NeuronModel.TERNARY_LIF) ? 2 : 1;
    List<String> faults = faults(network);
    json =
        faults.isEmpty() ? json(network).toString().getBytes(StandardCharsets.UTF_8) : new byte[0];
    digest = sha256(json);
    if (json.length > HostProtocol.MAX_NETWORK) {
      faults.add("is larger than " + (HostProtocol.MAX_NETWORK >> 20) + " MiB as JSON");
    }
    if ((long) steps * stepSize() > HostProtocol.MAX_REPLY - HostProtocol.SPIKES_HEADER) {
      faults.add("has more neurons than a reply can tell of in " + steps + " steps");
    }
    if (!faults.isEmpty()) {
      throw new NetworkException(
          "network \"" + network.name() + "\" cannot run on a Loihi host", faults);
    }
  }

  /** Returns what Lava could not run; empty if there is nothing. */
  static List<String> faults(Network network) {
    List<String> faults = new ArrayList<>(ChipRange.faults(network));
    network.populations().stream()
        .filter(p -> !MODELS.contains(p.model()))
        .forEach(p -> faults.add(cannotRun(p)));
    if (network.synapses() > MAX_SYNAPSES) {
      faults.add("has more than " + MAX_SYNAPSES + " synapses");
    }
    if (faults.isEmpty()) {
      faults.addAll(unknown(json(network)));
    }
    return faults;
  }

  private static String cannotRun(Population p) {
    return "population \"%s\": Lava has no fixed-point model for %s"
        .formatted(p.id(), p.model().label());
  }

  /**
   * Returns what a network's JSON says that hosts of this version do not know, such as learning.
   */
  static List<String> unknown(ObjectNode json) {
    List<String> faults = new ArrayList<>();
    unknown(faults, "population", json.path("populations"), POPULATION_FIELDS);
    unknown(faults, "projection", json.path("projections"), PROJECTION_FIELDS);
    return faults;
  }

  private static void unknown(
      List<String> faults, String kind, JsonNode parts, Set<String> fields) {
    for (JsonNode part : parts) {
      part.propertyStream()
          .map(Map.Entry::getKey)
          .filter(field -> !fields.contains(field))
          .forEach(
              field ->
                  faults.add(
                      "%s \"%s\": a Loihi host knows no %s"
                          .formatted(kind, part.path("id").asString(), field)));
    }
  }

  private static ObjectNode json(Network network) {
    return NetworkJson.write(expanded(network));
  }

  /** The same network with its convolutions as lists of synapses, which is what Lava is given. */
  private static Network expanded(Network n) {
    List<Projection> projections = n.projections().stream().map(NetworkImage::expanded).toList();
    return new Network(n.name(), n.stepsPerTick(), n.inputs(), n.populations(), projections);
  }

  private static Projection expanded(Projection p) {
    if (p.synapses().flatMap(Synapses::convolution).isEmpty()) {
      return p;
    }
    Synapses s = p.synapses().orElseThrow();
    return p.withSynapses(s.withWeights(s.weights()));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Returns the body of the LOAD frame. */
  byte[] load() {
    byte[] body = Arrays.copyOf(digest, digest.length + json.length);
    System.arraycopy(json, 0, body, digest.length, json.length);
    return body;
  }

  /** Returns the size of the JSON, bytes. */
  int jsonSize() {
    return json.length;
  }

  byte digestAt(int i) {
    return digest[i];
  }

  /** Returns the channels of all inputs together. */
  int channels() {
    return channels;
  }

  /** Returns the neurons of all populations together. */
  int neurons() {
    return neurons;
  }

  /** Returns the bit planes of the spikes: 1, or 2 where there may be a spike of -1. */
  int planes() {
    return planes;
  }

  /** Returns the network steps of one round trip. */
  int steps() {
    return steps;
  }

  /** Returns the bytes of one step's spikes. */
  int stepSize() {
    return planes * HostProtocol.bitmapSize(neurons);
  }

  /** Returns the size of the body of a SPIKES frame, bytes. */
  int replySize() {
    return HostProtocol.SPIKES_HEADER + steps * stepSize();
  }

  /** Returns the size of the largest body of a STEP frame, bytes. */
  int maxRequestSize() {
    return HostProtocol.STEP_HEADER + Math.max(4 * channels, HostProtocol.bitmapSize(channels));
  }
}
