package dev.gondola.ground.info;

import dev.gondola.snn.ChipRange;
import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.NeuronModel;
import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import dev.gondola.snn.nir.NirArray;
import dev.gondola.snn.nir.NirDtype;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is in an integer network, for JSON: described by {@code snn-info.schema.json}. */
final class NetworkReport {
  private final Network network;
  private final NetworkFootprint footprint;
  private final Optional<NetworkTrace> trace;

  NetworkReport(Network network, Optional<Activity> activity) {
    this.network = network;
    this.footprint = NetworkFootprint.of(network);
    this.trace = activity.map(a -> NetworkTrace.of(network, a));
  }

  Network network() {
    return network;
  }

  NetworkFootprint footprint() {
    return footprint;
  }

  Optional<NetworkTrace> trace() {
    return trace;
  }

  /** Puts the network, its NeuroBench figures and its run. */
  void put(Map<String, Object> json) {
    json.put("beyond_chip", ChipRange.faults(network));
    json.put("network", network(network));
    json.put("neurobench", bench());
    trace.ifPresent(t -> json.put("trace", t.json()));
  }

  private static Map<String, Object> network(Network n) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", n.name());
    json.put("steps_per_tick", n.stepsPerTick());
    json.put(
        "inputs", n.inputs().stream().map(i -> ordered("id", i.id(), "size", i.size())).toList());
    json.put("populations", n.populations().stream().map(NetworkReport::population).toList());
    json.put("projections", n.projections().stream().map(NetworkReport::projection).toList());
    return json;
  }

  private static Map<String, Object> ordered(String a, Object x, String b, Object y) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(a, x);
    json.put(b, y);
    return json;
  }

  private static Map<String, Object> population(Population p) {
    Map<String, Object> json = ordered("id", p.id(), "size", p.size());
    json.put("model", p.model().label());
    Map<String, Object> params = new LinkedHashMap<>();
    parameters(p).forEach((name, value) -> params.put(name, ArrayReport.json(array(value))));
    json.put("params", params);
    return json;
  }

  /** The parameters that the model uses. */
  static Map<String, IntParameter> parameters(Population p) {
    Map<String, IntParameter> used = new LinkedHashMap<>();
    used.put("du", p.du());
    used.put("dv", p.dv());
    if (p.model().spikes()) {
      used.put("vth", p.vth());
    }
    if (p.model() == NeuronModel.TERNARY_LIF) {
      used.put("vth_lo", p.vthLo());
    }
    if (p.model() == NeuronModel.IWTA_LIF) {
      used.put("dth", p.dth());
    }
    used.put("bias_mant", p.biasMant());
    used.put("bias_exp", p.biasExp());
    return used;
  }

  static NirArray array(IntParameter value) {
    int[] values = value.expand(value.length());
    int[] shape = value.isScalar() ? new int[0] : new int[] {values.length};
    return array(values, shape);
  }

  static NirArray array(int[] values, int... shape) {
    return NirArray.wholes(NirDtype.INT32, Arrays.stream(values).asLongStream().toArray(), shape);
  }

  private static Map<String, Object> projection(Projection p) {
    Map<String, Object> json = ordered("id", p.id(), "from", p.from());
    json.put("to", p.to());
    json.put("kind", kind(p));
    if (p.isDirect()) {
      return json;
    }
    Synapses s = p.synapses().orElseThrow();
    json.put("port", p.port().label());
    json.put("sign_mode", p.signMode().label());
    json.put("weight_bits", p.weightBits());
    json.put("weight_exponent", p.weightExponent());
    json.put("message_bits", p.messageBits());
    json.put("synapses", s.count());
    json.put("max_delay", s.maxDelay());
    int[] weights = NetworkFootprint.weights(p);
    json.put("weights", ArrayReport.json(array(weights, weights.length)));
    return json;
  }

  static String kind(Projection p) {
    return p.synapses()
        .map(s -> s.convolution().isPresent() ? "convolution" : s.isFull() ? "dense" : "sparse")
        .orElse("direct");
  }

  private Map<String, Object> bench() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("footprint_bytes", footprint.parameterBytes() + footprint.stateBytes());
    json.put("parameter_bytes", footprint.parameterBytes());
    json.put("state_bytes", footprint.stateBytes());
    json.put("parameters", footprint.parameters());
    json.put("neurons", footprint.neurons());
    json.put("weights", footprint.weights());
    json.put("connection_sparsity", Figures.rounded(footprint.connectionSparsity(), 6));
    trace.ifPresent(
        t -> {
          json.put("activation_sparsity", Figures.rounded(t.activationSparsity(), 6));
          json.put(
              "synops_per_step",
              TraceReport.synops((double) footprint.densePairs(), t.accumulates(), 0));
        });
    return json;
  }
}
