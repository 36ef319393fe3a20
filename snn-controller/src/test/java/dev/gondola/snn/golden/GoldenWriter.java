package dev.gondola.snn.golden;

import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;
import dev.gondola.snn.ReferenceNetwork;
import dev.gondola.snn.Synapses;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes golden files of the format {@code loihi-golden/1} with the reference engine. */
final class GoldenWriter {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private GoldenWriter() {}

  /** The file of a network with one input. */
  static ObjectNode file(String name, Network network, int[][] stimulus, boolean values) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", "loihi-golden/1").put("name", name);
    root.putObject("source").put("engine", "reference engine of the tests");
    root.put("withinHardwareRange", true).put("steps", stimulus.length);
    ObjectNode input = root.putArray("inputs").addObject();
    input.put("id", network.inputs().getFirst().id());
    input.put("size", network.inputs().getFirst().size());
    input.put("kind", values ? "values" : "spikes");
    ArrayNode rows = input.putArray(values ? "values" : "spikes");
    for (int[] row : stimulus) {
      if (values) {
        list(rows.addArray(), row);
      } else {
        indices(rows.addArray(), row, false);
      }
    }
    ArrayNode populations = root.putArray("populations");
    network.populations().forEach(p -> population(populations.addObject(), p));
    ArrayNode connections = root.putArray("connections");
    network.projections().forEach(p -> connection(connections.addObject(), p));
    expected(root.putObject("expected"), network, stimulus);
    return root;
  }

  private static void population(ObjectNode f, Population p) {
    boolean ternary = p.model() == NeuronModel.TERNARY_LIF;
    f.put("id", p.id()).put("size", p.size()).put("model", p.model().label());
    put(f, "du", p.du());
    put(f, "dv", p.dv());
    if (p.model() != NeuronModel.LEAKY_INTEGRATOR) {
      put(f, ternary ? "vthHi" : "vth", p.vth());
    }
    if (ternary) {
      put(f, "vthLo", p.vthLo());
    }
    put(f, "biasMant", p.biasMant());
    put(f, "biasExp", p.biasExp());
    put(f, "u0", p.u0());
    if (p.model() == NeuronModel.LIF_REFRACTORY) {
      f.put("refractoryPeriod", p.refractoryPeriod());
    }
    if (p.model() == NeuronModel.LIF_RESET) {
      f.put("resetInterval", p.resetInterval()).put("resetOffset", p.resetOffset());
    }
  }

  private static void put(ObjectNode f, String name, IntParameter value) {
    if (value.isScalar()) {
      f.put(name, value.at(0));
    } else {
      list(f.putArray(name), value.expand(value.length()));
    }
  }

  private static void connection(ObjectNode f, Projection p) {
    Synapses s = p.synapses().orElseThrow();
    f.put("id", p.id()).put("from", p.from()).put("to", p.to());
    f.put("kind", s.maxDelay() > 0 ? "delay-sparse" : "sparse");
    f.put("signMode", p.signMode().label()).put("numWeightBits", p.weightBits());
    f.put("weightExp", p.weightExponent()).put("numMessageBits", p.messageBits());
    ArrayNode list = f.putArray("synapses");
    for (int k = 0; k < s.count(); k++) {
      ArrayNode entry = list.addArray().add(s.target(k)).add(s.source(k)).add(s.weight(k));
      if (s.maxDelay() > 0) {
        entry.add(s.delay(k));
      }
    }
  }

  private static void expected(ObjectNode f, Network network, int[][] stimulus) {
    Population p = network.populations().getFirst();
    ObjectNode trace = MAPPER.createObjectNode();
    ArrayNode spikes = trace.putArray("spikes");
    ArrayNode u = trace.putArray("u");
    ArrayNode v = trace.putArray("v");
    ArrayNode recorded = f.putArray("recordedSteps");
    MessageDigest hash = sha256();
    ReferenceNetwork reference = new ReferenceNetwork(network);
    for (int t = 1; t <= stimulus.length; t++) {
      reference.step(new int[][] {stimulus[t - 1]});
      indices(spikes.addArray(), reference.spikes(0), p.model() == NeuronModel.TERNARY_LIF);
      list(u.addArray(), reference.current(0));
      list(v.addArray(), reference.membranePotential(0));
      recorded.add(t);
      for (int[] values :
          new int[][] {reference.current(0), reference.membranePotential(0), reference.spikes(0)}) {
        for (int x : values) {
          hash.update(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, x));
        }
      }
    }
    f.putObject("populations").set(p.id(), trace);
    f.put("sha256", HexFormat.of().formatHex(hash.digest()));
  }

  private static void list(ArrayNode into, int[] values) {
    Arrays.stream(values).forEach(into::add);
  }

  private static void indices(ArrayNode into, int[] values, boolean signed) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0 && signed) {
        into.addArray().add(i).add(values[i]);
      } else if (values[i] != 0) {
        into.add(i);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
