package dev.gondola.snn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds everything that keeps parts from being a network that any engine can run. */
final class NetworkFaults {
  private static final IntParameter ZERO = IntParameter.of(0);
  private static final int MAX = Integer.MAX_VALUE;

  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> sizes = new HashMap<>();
  private final Map<String, Population> targets = new HashMap<>();

  private NetworkFaults() {}

  /** Returns every fault in the order of the parts; empty if there is none. */
  static List<String> of(
      int stepsPerTick,
      List<Input> inputs,
      List<Population> populations,
      List<Projection> projections) {
    NetworkFaults check = new NetworkFaults();
    check.range("stepsPerTick", stepsPerTick, 1, Network.MAX_STEPS_PER_TICK);
    check.range("number of inputs", inputs.size(), 0, Network.MAX_GROUPS);
    check.range("number of populations", populations.size(), 0, Network.MAX_GROUPS);
    check.range("number of projections", projections.size(), 0, Network.MAX_GROUPS);
    if (check.faults.isEmpty()) {
      check.groups(inputs, populations);
      projections.forEach(check::projection);
      check.buffer(projections);
      check.convolutions(projections);
    }
    return check.faults;
  }

  private void groups(List<Input> inputs, List<Population> populations) {
    long total = 0;
    for (Input input : inputs) {
      total += group("input", input.id(), input.size());
    }
    for (Population p : populations) {
      total += group("population", p.id(), p.size());
      targets.put(p.id(), p);
      parameters(p);
      modelOnly(p);
    }
    if (total > Network.MAX_NEURONS) {
      faults.add("has " + total + " neurons and input channels; at most " + Network.MAX_NEURONS);
    }
  }

  private int group(String kind, String id, int size) {
    if (sizes.putIfAbsent(id, size) != null) {
      faults.add("the id \"" + id + "\" is used twice; give the " + kind + " another");
    }
    range(kind + " \"" + id + "\": size", size, 1, Network.MAX_NEURONS);
    return Math.clamp(size, 0, Network.MAX_NEURONS);
  }

  private void parameters(Population p) {
    fits(p, "du", p.du());
    fits(p, "dv", p.dv());
    fits(p, "vth", p.vth());
    fits(p, "vthLo", p.vthLo());
    fits(p, "biasMant", p.biasMant());
    fits(p, "biasExp", p.biasExp());
    fits(p, "u0", p.u0());
    fits(p, "v0", p.v0());
    fits(p, "dth", p.dth());
    if (!p.biasExp().within(-31, 31)) {
      faults.add("population \"" + p.id() + "\": biasExp must be -31..31");
    }
    range("population \"" + p.id() + "\": refractoryPeriod", p.refractoryPeriod(), 0, MAX);
    range("population \"" + p.id() + "\": resetInterval", p.resetInterval(), 1, MAX);
  }

  private void fits(Population p, String name, IntParameter value) {
    if (!value.fits(p.size())) {
      faults.add(
          "population \"%s\": %s lists %d numbers for %d neurons"
              .formatted(p.id(), name, value.length(), p.size()));
    }
  }

  /** A parameter that a model does not use must not be set: nobody would notice. */
  private void modelOnly(Population p) {
    if (!p.model().spikes() && !p.vth().equals(ZERO)) {
      faults.add(
          "population \"%s\": %s has no threshold: leave vth out"
              .formatted(p.id(), p.model().label()));
    }
    only(p, NeuronModel.TERNARY_LIF, "vthLo", p.vthLo().equals(ZERO));
    only(p, NeuronModel.LIF_REFRACTORY, "refractoryPeriod", p.refractoryPeriod() == 0);
    only(p, NeuronModel.LIF_RESET, "resetInterval", p.resetInterval() == 1);
    only(p, NeuronModel.LIF_RESET, "resetOffset", p.resetOffset() == 0);
    only(p, NeuronModel.IWTA_LIF, "dth", p.dth().equals(ZERO));
  }

  private void only(Population p, NeuronModel model, String name, boolean unset) {
    if (p.model() != model && !unset) {
      faults.add(
          "population \"%s\": %s is for %s, not %s"
              .formatted(p.id(), name, model.label(), p.model().label()));
    }
  }

  private void projection(Projection p) {
    String where = "projection \"" + p.id() + "\": ";
    Integer from = sizes.get(p.from());
    Population target = targets.get(p.to());
    if (from == null) {
      faults.add(where + "there is no input or population \"" + p.from() + "\" to come from");
    }
    if (target == null) {
      faults.add(where + "there is no population \"" + p.to() + "\" to go to");
    }
    if (from == null || target == null) {
      return;
    }
    if (p.port() == Port.THRESHOLD && target.model() != NeuronModel.IWTA_LIF) {
      faults.add(where + "only an iwta-lif population has a threshold port");
    }
    if (p.isDirect()) {
      direct(where, p, from, target);
    } else {
      synapses(where, p, from, target);
    }
  }

  private void direct(String where, Projection p, int from, Population target) {
    if (!p.equals(Projection.direct(p.id(), p.from(), p.to()))) {
      faults.add(where + "is direct: it has no port, sign mode, bits or exponent");
    }
    if (targets.containsKey(p.from())) {
      faults.add(where + "only an input can be joined directly; give synapses instead");
    }
    if (from != target.size()) {
      faults.add(where + "joins " + from + " channels directly to " + target.size() + " neurons");
    }
  }

  private void synapses(String where, Projection p, int from, Population target) {
    range(where + "weightBits", p.weightBits(), 1, 8);
    range(where + "weightExponent", p.weightExponent(), -31, 31);
    range(where + "messageBits", p.messageBits(), 0, 32);
    Synapses s = p.synapses().orElseThrow();
    if (s.sources() != from || s.targets() != target.size()) {
      faults.add(
          where
              + "synapses are for %d sources and %d targets, but \"%s\" has %d and \"%s\" has %d"
                  .formatted(s.sources(), s.targets(), p.from(), from, p.to(), target.size()));
    }
    if (s.convolution().isPresent()) {
      return;
    }
    for (int k = 0; k < s.count(); k++) {
      if (s.delay(k) < 0 || s.delay(k) > Network.MAX_DELAY) {
        range(where + "delay", s.delay(k), 0, Network.MAX_DELAY);
        return;
      }
    }
  }

  private void buffer(List<Projection> projections) {
    long size = Network.bufferSize(projections);
    if (size > Network.MAX_BUFFER) {
      faults.add(
          "sources + targets x (largest delay + 1) of all projections is %d; at most %d"
              .formatted(size, Network.MAX_BUFFER));
    }
  }

  private void convolutions(List<Projection> projections) {
    long count = Network.convolutionSynapses(projections);
    if (count > Convolution.MAX_SYNAPSES) {
      faults.add(
          "convolutions expand to %d synapses together; at most %d"
              .formatted(count, Convolution.MAX_SYNAPSES));
    }
  }

  private void range(String what, int value, int low, int high) {
    if (value < low || value > high) {
      faults.add("%s must be %d..%d, is %d".formatted(what, low, high, value));
    }
  }
}
