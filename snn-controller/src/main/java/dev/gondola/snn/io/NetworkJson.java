package dev.gondola.snn.io;

import dev.gondola.snn.Input;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.NetworkException;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Port;
import dev.gondola.snn.Projection;
import dev.gondola.snn.SignMode;
import dev.gondola.snn.Synapses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Network files: JSON, {@code "format": "gondola-network/1"}, described by the schema {@code
 * /dev/gondola/snn/schema/network.schema.json}. What is written reads back equal.
 */
public final class NetworkJson {
  /** The value of the field {@code format}. */
  public static final String FORMAT = "gondola-network/1";

  private static final IntParameter ZERO = IntParameter.of(0);

  private NetworkJson() {}

  /**
   * Reads a network file.
   *
   * @throws NetworkException naming every fault of the file, each with its path
   */
  public static Network read(Path file) {
    return read(file.toString(), JsonFiles.readObject(file));
  }

  /**
   * Reads a network.
   *
   * @param subject what is read, for messages
   * @throws NetworkException naming every fault, each with its path
   */
  public static Network read(String subject, JsonNode json) {
    List<String> faults = new ArrayList<>();
    Network network = read(new JsonFields(json, "", faults), faults);
    if (!faults.isEmpty()) {
      throw new NetworkException(subject, faults);
    }
    return network;
  }

  /** Reads a network that is part of a file; null if it adds faults. */
  static Network read(JsonFields root, List<String> faults) {
    int before = faults.size();
    root.constant("format", FORMAT);
    String name = root.text("name");
    int steps =
        root.integer("stepsPerTick", 1, Network.MAX_STEPS_PER_TICK, Network.DEFAULT_STEPS_PER_TICK);
    List<Input> inputs = root.objects("inputs").stream().map(NetworkJson::input).toList();
    List<Population> populations =
        root.objects("populations").stream().map(NetworkJson::population).toList();
    List<Projection> projections =
        root.objects("projections").stream().map(NetworkJson::projection).toList();
    root.refuseOthers();
    if (faults.size() > before) {
      return null;
    }
    try {
      return new Network(name, steps, inputs, populations, projections);
    } catch (NetworkException e) {
      e.faults().forEach(root::reject);
      return null;
    }
  }

  private static Input input(JsonFields f) {
    Input input = new Input(f.text("id"), f.integer("size", 1, Network.MAX_NEURONS));
    f.refuseOthers();
    return input;
  }

  private static Population population(JsonFields f) {
    NeuronModel model =
        f.label(
            "model",
            NeuronModel::ofLabel,
            NeuronModel.LIF,
            "lif, lif-refractory, lif-reset, ternary-lif, leaky-integrator, iwta-lif");
    Population population =
        new Population(
            f.text("id"),
            f.integer("size", 1, Network.MAX_NEURONS),
            model,
            f.parameter("du", ZERO),
            f.parameter("dv", ZERO),
            model.spikes() ? f.parameter("vth", ZERO) : ZERO,
            model == NeuronModel.TERNARY_LIF ? f.parameter("vthLo", ZERO) : ZERO,
            f.parameter("biasMant", ZERO),
            f.parameter("biasExp", ZERO),
            f.parameter("u0", ZERO),
            f.parameter("v0", ZERO),
            model == NeuronModel.LIF_REFRACTORY
                ? f.integer("refractoryPeriod", 0, Integer.MAX_VALUE)
                : 0,
            model == NeuronModel.LIF_RESET ? f.integer("resetInterval", 1, Integer.MAX_VALUE) : 1,
            model == NeuronModel.LIF_RESET
                ? f.integer("resetOffset", Integer.MIN_VALUE, Integer.MAX_VALUE, 0)
                : 0,
            model == NeuronModel.IWTA_LIF ? f.parameter("dth", ZERO) : ZERO);
    if (model.spikes() && !f.has("vth")) {
      f.reject("vth", "is missing");
    }
    f.refuseOthers();
    return population;
  }

  private static Projection projection(JsonFields f) {
    String id = f.text("id");
    String from = f.text("from");
    String to = f.text("to");
    String kind = f.text("kind", "synapses");
    if (kind.equals("direct")) {
      f.refuseOthers();
      return Projection.direct(id, from, to);
    }
    if (!kind.equals("synapses") && !kind.equals("convolution")) {
      f.reject("kind", "must be one of synapses, convolution, direct");
    }
    Projection projection =
        new Projection(
            id,
            from,
            to,
            f.label("port", Port::ofLabel, Port.CURRENT, "current, threshold"),
            f.label(
                "signMode",
                SignMode::ofLabel,
                SignMode.MIXED,
                "mixed, excitatory, inhibitory, auto"),
            f.integer("weightBits", 1, 8, 8),
            f.integer("weightExponent", -31, 31, 0),
            f.integer("messageBits", 0, 32, 0),
            Optional.of(
                kind.equals("convolution") ? ConvolutionJson.read(f) : SynapsesJson.read(f)));
    f.refuseOthers();
    return projection;
  }

  /** Returns a network as JSON. */
  public static ObjectNode write(Network network) {
    ObjectNode root = JsonFiles.MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.put("name", network.name());
    root.put("stepsPerTick", network.stepsPerTick());
    ArrayNode inputs = root.putArray("inputs");
    network.inputs().forEach(i -> inputs.addObject().put("id", i.id()).put("size", i.size()));
    ArrayNode populations = root.putArray("populations");
    network.populations().forEach(p -> write(populations.addObject(), p));
    ArrayNode projections = root.putArray("projections");
    network.projections().forEach(p -> write(projections.addObject(), p));
    return root;
  }

  private static void write(ObjectNode f, Population p) {
    f.put("id", p.id()).put("size", p.size()).put("model", p.model().label());
    put(f, "du", p.du());
    put(f, "dv", p.dv());
    if (p.model().spikes()) {
      put(f, "vth", p.vth());
    }
    put(f, "biasMant", p.biasMant());
    put(f, "biasExp", p.biasExp());
    if (!p.u0().equals(ZERO)) {
      put(f, "u0", p.u0());
    }
    if (!p.v0().equals(ZERO)) {
      put(f, "v0", p.v0());
    }
    switch (p.model()) {
      case LIF, LEAKY_INTEGRATOR -> {}
      case LIF_REFRACTORY -> f.put("refractoryPeriod", p.refractoryPeriod());
      case LIF_RESET ->
          f.put("resetInterval", p.resetInterval()).put("resetOffset", p.resetOffset());
      case TERNARY_LIF -> put(f, "vthLo", p.vthLo());
      case IWTA_LIF -> put(f, "dth", p.dth());
    }
  }

  private static void write(ObjectNode f, Projection p) {
    f.put("id", p.id()).put("from", p.from()).put("to", p.to());
    if (p.isDirect()) {
      f.put("kind", "direct");
      return;
    }
    Synapses synapses = p.synapses().orElseThrow();
    f.put("kind", synapses.convolution().isPresent() ? "convolution" : "synapses");
    f.put("port", p.port().label()).put("signMode", p.signMode().label());
    f.put("weightBits", p.weightBits()).put("weightExponent", p.weightExponent());
    f.put("messageBits", p.messageBits());
    synapses
        .convolution()
        .ifPresentOrElse(c -> ConvolutionJson.write(f, c), () -> SynapsesJson.write(f, synapses));
  }

  private static void put(ObjectNode f, String name, IntParameter value) {
    if (value.isScalar()) {
      f.put(name, value.at(0));
      return;
    }
    ArrayNode list = f.putArray(name);
    for (int i = 0; i < value.length(); i++) {
      list.add(value.at(i));
    }
  }
}
