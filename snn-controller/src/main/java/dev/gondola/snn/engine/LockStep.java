package dev.gondola.snn.engine;

import dev.gondola.snn.IntParameter;
import dev.gondola.snn.Network;
import dev.gondola.snn.Population;
import dev.gondola.snn.Projection;
import dev.gondola.snn.Synapses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What makes one long population out of the same population of many individuals. */
final class LockStep {
  private LockStep() {}

  /** Returns the state of a flat population. */
  static PopulationState state(Population flat) {
    return new ScalarStates().population(flat, true);
  }

  /** Returns one population with the parameters of all individuals; padding is as the last one. */
  static Population flatten(List<Network> individuals, int index, int stride) {
    List<Population> all = individuals.stream().map(n -> n.populations().get(index)).toList();
    Population p = all.getFirst();
    Function<Function<Population, IntParameter>, IntParameter> flat =
        get -> flatten(all, get, p.size(), stride);
    return new Population(
        p.id(),
        p.size() * stride,
        p.model(),
        flat.apply(Population::du),
        flat.apply(Population::dv),
        flat.apply(Population::vth),
        flat.apply(Population::vthLo),
        flat.apply(Population::biasMant),
        flat.apply(Population::biasExp),
        flat.apply(Population::u0),
        flat.apply(Population::v0),
        p.refractoryPeriod(),
        p.resetInterval(),
        p.resetOffset(),
        flat.apply(Population::dth));
  }

  private static IntParameter flatten(
      List<Population> all, Function<Population, IntParameter> get, int size, int stride) {
    int[] values = new int[size * stride];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < stride; k++) {
        values[i * stride + k] = get.apply(all.get(Math.min(k, all.size() - 1))).at(i);
      }
    }
    return IntParameter.perNeuron(values);
  }

  /** Returns in what a network's topology differs; empty if it does not. */
  static List<String> differences(Network a, Network b) {
    List<String> faults = new ArrayList<>();
    if (!a.inputs().equals(b.inputs())) {
      faults.add("has other inputs than the first");
    }
    if (!a.populations().stream()
        .map(LockStep::shape)
        .toList()
        .equals(b.populations().stream().map(LockStep::shape).toList())) {
      faults.add("has populations of other ids, sizes, models or periods than the first");
    }
    if (a.projections().size() != b.projections().size()) {
      faults.add(
          "has " + b.projections().size() + " projections, the first " + a.projections().size());
      return faults;
    }
    for (int j = 0; j < a.projections().size(); j++) {
      if (!sameShape(a.projections().get(j), b.projections().get(j))) {
        faults.add(
            "projection \""
                + b.projections().get(j).id()
                + "\" has other ends, port, exponent, message bits, synapses or delays than the"
                + " first's");
      }
    }
    return faults;
  }

  private static List<Object> shape(Population p) {
    return List.of(
        p.id(), p.size(), p.model(), p.refractoryPeriod(), p.resetInterval(), p.resetOffset());
  }

  private static boolean sameShape(Projection a, Projection b) {
    return a.from().equals(b.from())
        && a.to().equals(b.to())
        && a.port() == b.port()
        && a.weightExponent() == b.weightExponent()
        && a.messageBits() == b.messageBits()
        && sameSynapses(a.synapses(), b.synapses());
  }

  private static boolean sameSynapses(Optional<Synapses> a, Optional<Synapses> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() && b.isEmpty();
    }
    Synapses s = a.get();
    Synapses t = b.get();
    if (s.count() != t.count()) {
      return false;
    }
    for (int k = 0; k < s.count(); k++) {
      if (s.source(k) != t.source(k) || s.target(k) != t.target(k) || s.delay(k) != t.delay(k)) {
        return false;
      }
    }
    return true;
  }
}
